"""Writes the factory scene with a spinning cube: the cheapest real frame there is.

    blender -b --factory-startup -P default_cube.py -- OUTDIR [ENGINE] [SAMPLES] [WIDTH] [FRAMES]

ENGINE is CYCLES, BLENDER_EEVEE or BLENDER_WORKBENCH. The result is OUTDIR/default_cube.blend,
which renders PNG.
"""

import os
import sys

import bpy


def arguments():
    given = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not given:
        sys.exit(__doc__)
    defaults = ["", "CYCLES", "1", "320", "10"]
    outdir, engine, samples, width, frames = given + defaults[len(given) :]
    return os.path.abspath(outdir), engine, int(samples), int(width), int(frames)


def spin(cube, frames):
    cube.keyframe_insert("rotation_euler", frame=1)
    cube.rotation_euler.z = 3.14
    cube.keyframe_insert("rotation_euler", frame=frames)


def render_settings(scene, engine, samples, width, frames):
    scene.frame_start, scene.frame_end = 1, frames
    render = scene.render
    render.engine = engine
    render.resolution_x, render.resolution_y, render.resolution_percentage = (
        width,
        width * 9 // 16,
        100,
    )
    render.image_settings.file_format = "PNG"
    render.filepath = "//render/cube_####"
    if engine == "CYCLES":
        scene.cycles.samples = samples
        scene.cycles.use_denoising = False


def main():
    outdir, engine, samples, width, frames = arguments()
    os.makedirs(outdir, exist_ok=True)
    spin(bpy.data.objects["Cube"], frames)
    render_settings(bpy.context.scene, engine, samples, width, frames)
    target = os.path.join(outdir, "default_cube.blend")
    bpy.ops.wm.save_as_mainfile(filepath=target)
    print("wrote", target)


main()
