"""Builds the demo's scene: a tablao at night, three dancers turning in warm light.

    blender -b --factory-startup -P stage.py -- OUTFILE.blend [--transparent]

Without an option: 48 frames at 640 x 360, a seamless loop, rendered by Cycles with few samples.
With `--transparent`: the dancers alone on a transparent film, 12 frames, the loop at a slower rate.

Everything is built from formulas: the farm ships no binary scene and no texture. The scene is made
to be cheap: there are three lamps, the beams and the curtain's light are painted, light does not
bounce between surfaces, only what is polished reflects, and the compositor takes the noise out.
"""

import math
import os
import sys

import bpy
from mathutils import Vector

# The script's folder belongs to a distribution that is only read.
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from dancers import DANCERS, dance, figure  # noqa: E402
from film import compositing, render_settings  # noqa: E402
from room import lights, stage  # noqa: E402
from shapes import TURN, aim, place  # noqa: E402
from skirts import skirt  # noqa: E402

EYE = (0.0, -6.3, 1.30)


def camera(frames):
    """A slow swing around the first dancer that ends where it began."""
    data = bpy.data.cameras.new("camera")
    data.lens = 35
    thing = place("camera", data)
    bpy.context.scene.camera = thing
    for frame in range(1, frames + 2):
        t = TURN * (frame - 1) / frames
        sway = (1.15 * math.sin(t), 0.55 * math.cos(t), 0.22 * math.sin(t + 0.9))
        thing.location = Vector(EYE) + Vector(sway)
        aim(thing, (0.10 * math.sin(t), 0.0, 1.22))
        thing.keyframe_insert("location", frame=frame)
        thing.keyframe_insert("rotation_euler", frame=frame)


def main(arguments):
    transparent = "--transparent" in arguments
    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 1:
        sys.exit("usage: blender -b --factory-startup -P stage.py -- OUTFILE.blend [--transparent]")
    target = os.path.abspath(files[0])
    frames, rate = (12, 8) if transparent else (48, 24)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.preferences.edit.keyframe_new_interpolation_type = "LINEAR"
    scene = bpy.context.scene
    for dancer in DANCERS:
        body = place(dancer.name, None, location=(*dancer.place, 0))
        figure(dancer, body)
        dance(dancer, body, skirt(dancer, body), frames)
    if not transparent:
        stage(EYE, [dancer.place for dancer in DANCERS])
    lights()
    camera(frames)
    render_settings(scene, frames, rate, transparent)
    compositing(scene, transparent)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    bpy.ops.wm.save_as_mainfile(filepath=target, compress=True)
    print("wrote", target)


main(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
