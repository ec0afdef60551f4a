"""The film: render settings, and the compositor that takes the noise out and lets the bulbs bleed."""

import bpy

SETTINGS = {
    "device": "CPU",
    "samples": 8,
    "use_adaptive_sampling": False,
    "use_denoising": False,
    "use_animated_seed": True,
    "max_bounces": 1,
    "diffuse_bounces": 0,
    "glossy_bounces": 1,
    "transmission_bounces": 0,
    "transparent_max_bounces": 6,
    "sample_clamp_direct": 8.0,
    "sample_clamp_indirect": 1.0,
    "caustics_reflective": False,
    "caustics_refractive": False,
    "blur_glossy": 1.0,
}
PASSES = ("diffuse_direct", "diffuse_color", "glossy_direct", "glossy_indirect", "glossy_color")


class Compositor:
    """The scene's compositing nodes, written as expressions like a material's."""

    def __init__(self, tree):
        self.tree = tree
        self.tree.nodes.clear()
        self.layers = self.add("RLayers").outputs

    def add(self, kind, *sources, **settings):
        node = self.tree.nodes.new("CompositorNode" + kind)
        for key, value in settings.items():
            setattr(node, key, value)
        for source, socket in zip(sources, node.inputs):
            self.tree.links.new(source, socket)
        return node

    def mix(self, operation, first, second):
        node = self.add("MixRGB", blend_type=operation)
        self.tree.links.new(first, node.inputs[1])
        self.tree.links.new(second, node.inputs[2])
        return node.outputs[0]

    def smooth(self, light):
        """Blurs light alone, never colour, and only where the surface does not turn away."""
        options = {"iterations": 1, "sigma_color": 0.25, "sigma_space": 3.0}
        return self.add("Bilateralblur", light, self.layers["Normal"], **options).outputs[0]


def compositing(scene, transparent):
    """Joins the passes again, smoothed. Needs no denoiser, which Debian's Blender does not have.

    The nodes are those of Blender 3 and 4.0 to 4.4; any other version renders without them.
    """
    if not (3, 0) <= bpy.app.version[:2] <= (4, 4):
        return
    layer = scene.view_layers[0]
    for name in (*PASSES, "emit", "normal"):
        setattr(layer, "use_pass_" + name, True)
    scene.use_nodes = True
    nodes = Compositor(scene.node_tree)
    passes = nodes.layers
    diffuse = nodes.mix("MULTIPLY", nodes.smooth(passes["DiffDir"]), passes["DiffCol"])
    shine = nodes.smooth(nodes.mix("ADD", passes["GlossDir"], passes["GlossInd"]))
    gloss = nodes.mix("MULTIPLY", shine, passes["GlossCol"])
    picture = nodes.mix("ADD", nodes.mix("ADD", diffuse, gloss), passes["Emit"])
    if transparent:
        options = {"mode": "REPLACE_ALPHA"}
        picture = nodes.add("SetAlpha", picture, passes["Alpha"], **options).outputs[0]
    else:
        options = {"glare_type": "FOG_GLOW", "quality": "HIGH", "threshold": 1.0, "size": 8}
        picture = nodes.add("Glare", picture, **options).outputs[0]
    nodes.add("Composite", picture)


def render_settings(scene, frames, rate, transparent):
    scene.frame_start, scene.frame_end = 1, frames
    render = scene.render
    render.engine = "CYCLES"
    render.fps = rate
    render.resolution_x, render.resolution_y, render.resolution_percentage = 640, 360, 100
    render.film_transparent = transparent
    render.use_persistent_data = True
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA" if transparent else "RGB"
    render.filepath = "//render/skirts_####" if transparent else "//render/stage_####"
    for key, value in SETTINGS.items():
        if hasattr(scene.cycles, key):
            setattr(scene.cycles, key, value)
    view = scene.view_settings
    view.view_transform = "Filmic"
    # The same look goes by either name, depending on the version.
    for look in ("High Contrast", "Filmic - High Contrast"):
        try:
            view.look = look
            break
        except TypeError:
            continue
