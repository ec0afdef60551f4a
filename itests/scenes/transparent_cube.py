"""Writes a spinning cube on a transparent film: opaque in the middle, clear in the corners.

    blender -b --factory-startup -P transparent_cube.py -- OUTDIR [ENGINE] [SAMPLES] [WIDTH] [FRAMES]

ENGINE is CYCLES, BLENDER_EEVEE or BLENDER_WORKBENCH. The result is OUTDIR/transparent_cube.blend,
which renders PNG with an alpha channel.
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


def amber(cube):
    material = bpy.data.materials.new("amber")
    material.use_nodes = True
    surface = material.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (1.0, 0.35, 0.06, 1.0)
    cube.data.materials.clear()
    cube.data.materials.append(material)


def spin(cube, frames):
    cube.keyframe_insert("rotation_euler", frame=1)
    cube.rotation_euler.z = 3.14
    cube.keyframe_insert("rotation_euler", frame=frames)


def render_settings(scene, engine, samples, width, frames):
    scene.frame_start, scene.frame_end = 1, frames
    render = scene.render
    render.engine = engine
    render.film_transparent = True
    render.resolution_x, render.resolution_y, render.resolution_percentage = (
        width,
        width * 9 // 16,
        100,
    )
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA"
    render.filepath = "//render/clear_####"
    if engine == "CYCLES":
        scene.cycles.samples = samples
        scene.cycles.use_denoising = False


def main():
    outdir, engine, samples, width, frames = arguments()
    os.makedirs(outdir, exist_ok=True)
    cube = bpy.data.objects["Cube"]
    amber(cube)
    spin(cube, frames)
    render_settings(bpy.context.scene, engine, samples, width, frames)
    target = os.path.join(outdir, "transparent_cube.blend")
    bpy.ops.wm.save_as_mainfile(filepath=target)
    print("wrote", target)


main()
