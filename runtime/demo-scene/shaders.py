"""The materials' building blocks."""

import bpy


def set_input(node, value, *names):
    """Sets the first input that this version of Blender knows by one of its names."""
    for name in names:
        if name in node.inputs:
            node.inputs[name].default_value = value
            return


def opaque(colour):
    return (*colour, 1.0)


class Shader:
    """A material's node tree, written as expressions: every method adds a node."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.tree.nodes.clear()

    def add(self, kind, **settings):
        node = self.tree.nodes.new(kind)
        for key, value in settings.items():
            setattr(node, key, value)
        return node

    def feed(self, value, socket):
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        else:
            socket.default_value = value

    def math(self, operation, *operands):
        node = self.add("ShaderNodeMath", operation=operation)
        for operand, socket in zip(operands, node.inputs):
            self.feed(operand, socket)
        return node.outputs[0]

    def coordinates(self, which="UV"):
        split = self.add("ShaderNodeSeparateXYZ")
        self.feed(self.add("ShaderNodeTexCoord").outputs[which], split.inputs[0])
        return split.outputs

    def blend(self, factor, first, second):
        node = self.add("ShaderNodeMixRGB")
        for value, socket in zip((factor, first, second), node.inputs):
            self.feed(value, socket)
        return node.outputs[0]

    def noise(self, scale, detail=2.0):
        node = self.add("ShaderNodeTexNoise")
        node.inputs["Scale"].default_value = scale
        node.inputs["Detail"].default_value = detail
        return node

    def paint(self):
        """The colour that `paint` wrote into the mesh."""
        return self.add("ShaderNodeVertexColor", layer_name="light").outputs["Color"]

    def principled(self, colour, roughness, specular=0.3, sheen=0.0):
        node = self.add("ShaderNodeBsdfPrincipled")
        self.feed(colour, node.inputs["Base Color"])
        self.feed(roughness, node.inputs["Roughness"])
        set_input(node, specular, "Specular", "Specular IOR Level")
        set_input(node, sheen, "Sheen", "Sheen Weight")
        return node

    def emission(self, colour, strength):
        node = self.add("ShaderNodeEmission")
        self.feed(opaque(colour), node.inputs["Color"])
        self.feed(strength, node.inputs["Strength"])
        return node.outputs[0]

    def sum(self, first, second):
        node = self.add("ShaderNodeAddShader")
        self.feed(first, node.inputs[0])
        self.feed(second, node.inputs[1])
        return node.outputs[0]

    def surface(self, shader):
        output = self.add("ShaderNodeOutputMaterial")
        self.feed(shader, output.inputs["Surface"])
        return self.material


def plain(name, colour, roughness=0.6, specular=0.3):
    shader = Shader(name)
    return shader.surface(shader.principled(opaque(colour), roughness, specular).outputs[0])


def unsampled(material):
    """Lets a material shine without being sampled as a lamp: it costs little and adds no noise."""
    if hasattr(material.cycles, "emission_sampling"):
        material.cycles.emission_sampling = "NONE"
    else:
        material.cycles.sample_as_light = False
    return material


def glowing(name, colour, strength):
    shader = Shader(name)
    return unsampled(shader.surface(shader.emission(colour, strength)))


def painted(name, clear=False):
    """A material whose light is painted into the mesh; a clear one adds to what is behind it."""
    shader = Shader(name)
    light = shader.add("ShaderNodeEmission")
    shader.feed(shader.paint(), light.inputs["Color"])
    result = light.outputs[0]
    if clear:
        result = shader.sum(result, shader.add("ShaderNodeBsdfTransparent").outputs[0])
    return unsampled(shader.surface(result))


def woven(shader, colour):
    """Thin cloth, lit from both sides; a little glow stands in for what the floor throws back."""
    parts = []
    for kind in ("ShaderNodeBsdfDiffuse", "ShaderNodeBsdfTranslucent"):
        part = shader.add(kind)
        shader.feed(colour, part.inputs["Color"])
        parts.append(part.outputs[0])
    glow = shader.add("ShaderNodeEmission")
    shader.feed(colour, glow.inputs["Color"])
    glow.inputs["Strength"].default_value = 0.035
    mix = shader.add("ShaderNodeMixShader")
    mix.inputs[0].default_value = 0.30
    shader.feed(parts[0], mix.inputs[1])
    shader.feed(parts[1], mix.inputs[2])
    return shader.sum(mix.outputs[0], glow.outputs[0])
