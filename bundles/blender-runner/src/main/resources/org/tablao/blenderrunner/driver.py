"""Renders frames inside Blender. All output goes to a staging folder; each finished frame is told in one line:

TABLAO {"frame": 12, "files": [{"layer": "main", "path": "…"}], "seconds": 1.5, "samples": 64, "memory": 123456}

Started as: blender -b … scene.blend -P driver.py -- arguments.json
"""
import json
import os
import re
import sys
import time

import bpy

STOPPED = 4
MAIN = "main"


def tell(message):
    sys.stdout.write("TABLAO " + json.dumps(message) + "\n")
    sys.stdout.flush()


def give_up(problem, detail):
    tell({"problem": problem, "detail": detail})
    sys.stdout.flush()
    os._exit(STOPPED)


def missing(path, owner=None):
    return path and not os.path.exists(bpy.path.abspath(path, library=owner))


def look_for_missing_files():
    libraries = [library.filepath for library in bpy.data.libraries if missing(library.filepath, library.parent)]
    if libraries:
        give_up("missing-library", ", ".join(libraries))
    for image in bpy.data.images:
        if image.source == "FILE" and not image.packed_file and missing(image.filepath, image.library):
            tell({"warning": "texture missing: " + image.filepath})


def part_of_name(text):
    return re.sub(r"^[_-]+|_+$", "", re.sub(r"[^\w-]+", "_", text))[:60] or "layer"


def unique(name, taken):
    candidate, number = name, 2
    while candidate.lower() in taken:
        candidate, number = f"{name}_{number}", number + 1
    taken.add(candidate.lower())
    return candidate


def node_trees():
    for scene in bpy.data.scenes:
        if getattr(scene, "node_tree", None):
            yield scene.node_tree
    for group in bpy.data.node_groups:
        if group.bl_idname == "CompositorNodeTree":
            yield group


def redirect_nodes(staging):
    """Sends each File Output node, wherever it is, to the staging folder; answers with the layers."""
    layers, taken = [], {MAIN}
    nodes = [node for tree in node_trees() for node in tree.nodes if node.bl_idname == "CompositorNodeOutputFile"]
    for node in nodes:
        name = part_of_name(node.label or node.name)
        if node.format.file_format == "OPEN_EXR_MULTILAYER":
            layer = unique(name, taken)
            node.base_path = os.path.join(staging, layer + "_####")
            layers.append(layer)
            continue
        node.base_path = staging
        slots = list(node.file_slots)
        for slot in slots:
            layer = unique(name if len(slots) == 1 else name + "_" + part_of_name(slot.path), taken)
            slot.path = layer + "_####"
            layers.append(layer)
    return layers


def prepare(scene, arguments):
    staging = arguments["staging"]
    image = scene.render.image_settings
    if arguments["format"]:
        try:
            image.file_format = arguments["format"]
        except TypeError as problem:
            give_up("format", str(problem))
    if scene.render.is_movie_format:
        give_up("format", f"the scene's output is a movie ({image.file_format})")
    if arguments["threads"]:
        scene.render.threads_mode = "FIXED"
        scene.render.threads = arguments["threads"]
    scene.render.filepath = os.path.join(staging, MAIN + "_####")
    scene.render.use_file_extension = True
    scene.render.use_overwrite = True
    scene.render.use_placeholder = False
    return redirect_nodes(staging)


def use_own_devices():
    """Cycles renders on the devices that this process sees: they are the attempt's own, all others are hidden from it."""
    scenes = [scene for scene in bpy.data.scenes if scene.render.engine == "CYCLES"]
    if not scenes:
        return
    preferences = bpy.context.preferences.addons["cycles"].preferences
    for kind in ("OPTIX", "CUDA", "HIP", "ONEAPI", "METAL"):
        try:
            preferences.compute_device_type = kind
        except TypeError:
            continue
        if hasattr(preferences, "refresh_devices"):
            preferences.refresh_devices()
        else:
            preferences.get_devices()
        if any(device.type == kind for device in preferences.devices):
            for device in preferences.devices:
                device.use = device.type == kind
            for scene in scenes:
                scene.cycles.device = "GPU"
            tell({"devices": [device.name for device in preferences.devices if device.use]})
            return
    give_up("no-gpu", bpy.app.version_string)


def samples(scene):
    if scene.render.engine == "CYCLES":
        return scene.cycles.samples
    if scene.render.engine.startswith("BLENDER_EEVEE"):
        return scene.eevee.taa_render_samples
    return 0


def peak_memory():
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def written(staging, layers, frame):
    """The files of this frame, by layer; a name is the layer, the padded number and an extension, or a view's too."""
    number = ("-" if frame < 0 else "") + str(abs(frame)).zfill(4)
    files = []
    for layer in [MAIN] + layers:
        for name in sorted(os.listdir(staging)):
            if name.startswith(f"{layer}_{number}."):
                files.append({"layer": layer, "path": os.path.join(staging, name)})
    return files


def main():
    with open(sys.argv[sys.argv.index("--") + 1], encoding="utf-8") as file:
        arguments = json.load(file)
    scene = bpy.context.scene
    look_for_missing_files()
    layers = prepare(scene, arguments)
    if arguments["gpus"]:
        use_own_devices()
    tell({"engine": scene.render.engine, "layers": layers})
    for place, frame in enumerate(arguments["frames"]):
        if place and os.path.exists(arguments["giveWay"]):
            tell({"gives-way": True})
            break
        start = time.monotonic()
        # As blender -f does it: handlers and File Output nodes see an animation of one frame.
        scene.frame_step = 1
        scene.frame_start = scene.frame_end = frame
        tell({"begins": frame})
        bpy.ops.render.render(animation=True)
        tell({
            "frame": frame,
            "files": written(arguments["staging"], layers, frame),
            "seconds": round(time.monotonic() - start, 3),
            "samples": samples(scene),
            "memory": peak_memory(),
        })


main()
