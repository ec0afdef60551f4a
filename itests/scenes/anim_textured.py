"""Writes a scene with what real shots have: textures, moving objects, a compositor, two outputs.

    blender -b --factory-startup -P anim_textured.py -- OUTDIR [ENGINE] [SAMPLES] [WIDTH] [FRAMES]

ENGINE is CYCLES, BLENDER_EEVEE or BLENDER_WORKBENCH. The result is OUTDIR/anim_textured.blend
with its textures beside it in OUTDIR/textures: 24 bouncing spheres on a checkered floor and a
moving camera. A frame is written twice: as PNG by the scene's own output, and as multilayer EXR
(combined, depth, mist) by a File Output node.
"""

import math
import os
import sys

import bpy

TURN = 2 * math.pi
SPHERES = 24


def arguments():
    given = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not given:
        sys.exit(__doc__)
    defaults = ["", "CYCLES", "8", "480", "48"]
    outdir, engine, samples, width, frames = given + defaults[len(given) :]
    return os.path.abspath(outdir), engine, int(samples), int(width), int(frames)


def texture(outdir, name, colour, size=256):
    """Paints colour(u, v) into an image, saved beside the scene and named by a relative path."""
    image = bpy.data.images.new(name, size, size)
    image.pixels[:] = [
        c for y in range(size) for x in range(size) for c in (*colour(x / size, y / size), 1.0)
    ]
    image.filepath_raw = os.path.join(outdir, "textures", name + ".png")
    image.file_format = "PNG"
    image.save()
    image.filepath_raw = f"//textures/{name}.png"
    return image


def checker(u, v):
    return (0.9, 0.85, 0.7) if (int(u * 8) + int(v * 8)) % 2 else (0.15, 0.2, 0.3)


def waves(u, v):
    return (0.5 + 0.5 * math.sin(40 * u), 0.5 + 0.5 * math.sin(30 * v + 9 * u), 0.4)


def material(name, image, roughness, metallic=0.0):
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    tree = made.node_tree
    surface = tree.nodes["Principled BSDF"]
    surface.inputs["Roughness"].default_value = roughness
    surface.inputs["Metallic"].default_value = metallic
    picture = tree.nodes.new("ShaderNodeTexImage")
    picture.image = image
    tree.links.new(picture.outputs["Color"], surface.inputs["Base Color"])
    return made


def floor_and_spheres(outdir, frames):
    bpy.ops.mesh.primitive_plane_add(size=30)
    bpy.context.object.data.materials.append(
        material("floor", texture(outdir, "checker", checker), 0.4)
    )
    skin = material("ball", texture(outdir, "waves", waves), 0.15, 0.6)
    for i in range(SPHERES):
        angle = TURN * i / SPHERES
        at = (4 * math.cos(angle), 4 * math.sin(angle), 0.6)
        bpy.ops.mesh.primitive_uv_sphere_add(segments=32, ring_count=16, radius=0.5, location=at)
        sphere = bpy.context.object
        sphere.data.materials.append(skin)
        bpy.ops.object.shade_smooth()
        for frame in range(1, frames + 1, max(1, frames // 4)):
            sphere.location.z = 0.6 + abs(math.sin(frame * 0.2 + i))
            sphere.keyframe_insert("location", frame=frame)


def sun_and_sky(scene):
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy = 3
    sun.rotation_euler = (0.6, 0.3, 0)
    scene.collection.objects.link(sun)
    scene.world = bpy.data.worlds.new("sky")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (0.3, 0.45, 0.7, 1)


def camera(scene, frames):
    thing = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    scene.collection.objects.link(thing)
    scene.camera = thing
    for frame, angle in ((1, 0.0), (frames, 1.2)):
        thing.location = (12 * math.sin(angle), -12 * math.cos(angle), 6)
        thing.rotation_euler = (1.1, 0, angle)
        thing.keyframe_insert("location", frame=frame)
        thing.keyframe_insert("rotation_euler", frame=frame)


def compositor(scene):
    """Glare into the scene's own output, the untouched passes into a File Output node."""
    layer = scene.view_layers[0]
    layer.use_pass_z = layer.use_pass_mist = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    layers = tree.nodes.new("CompositorNodeRLayers")
    glare = tree.nodes.new("CompositorNodeGlare")
    glare.glare_type = "FOG_GLOW"
    result = tree.nodes.new("CompositorNodeComposite")
    tree.links.new(layers.outputs["Image"], glare.inputs[0])
    tree.links.new(glare.outputs[0], result.inputs[0])
    files = tree.nodes.new("CompositorNodeOutputFile")
    files.base_path = "//render/exr_"
    files.format.file_format = "OPEN_EXR_MULTILAYER"
    files.format.exr_codec = "ZIP"
    files.file_slots.clear()
    for slot, output in (("combined", "Image"), ("depth", "Depth"), ("mist", "Mist")):
        files.file_slots.new(slot)
        if output in layers.outputs:
            tree.links.new(layers.outputs[output], files.inputs[slot])


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
    render.filepath = "//render/anim_####"
    if engine == "CYCLES":
        scene.cycles.device = "CPU"
        scene.cycles.samples = samples
        scene.cycles.use_denoising = False


def main():
    outdir, engine, samples, width, frames = arguments()
    os.makedirs(os.path.join(outdir, "textures"), exist_ok=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    floor_and_spheres(outdir, frames)
    sun_and_sky(scene)
    camera(scene, frames)
    compositor(scene)
    render_settings(scene, engine, samples, width, frames)
    target = os.path.join(outdir, "anim_textured.blend")
    bpy.ops.wm.save_as_mainfile(filepath=target, compress=False, relative_remap=False)
    print("wrote", target)


main()
