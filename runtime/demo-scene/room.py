"""The room: floor, curtain, bulbs, the lamps and the beams that they draw into the dust."""

import math

import bpy
from mathutils import Vector

from shaders import Shader, glowing, opaque, painted, plain
from shapes import aim, ball, limb, paint, place, seen_by_the_camera_only, sheet, unmapped

EMBER = (1.0, 0.16, 0.045)
AMBER = (1.0, 0.30, 0.05)
GOLD = (1.0, 0.23, 0.05)
CANDLE = (1.0, 0.66, 0.32)
MOON = (0.22, 0.42, 1.0)


def boards():
    """The floor's wood: planks, each of its own tone, polished by many heels."""
    shader = Shader("boards")
    x, y, _ = shader.coordinates("Object")
    plank = shader.math("MULTIPLY", x, 5.5)
    seam = shader.math("LESS_THAN", shader.math("FRACT", plank), 0.045)
    tone = shader.add("ShaderNodeTexWhiteNoise", noise_dimensions="1D")
    shader.feed(shader.math("FLOOR", plank), tone.inputs["W"])
    wood = shader.blend(
        tone.outputs["Value"], opaque((0.075, 0.026, 0.012)), opaque((0.16, 0.060, 0.026))
    )
    worn = shader.noise(1.7)
    rough = shader.math("ADD", shader.math("MULTIPLY", worn.outputs[0], 0.28), 0.12)
    colour = shader.blend(seam, wood, opaque((0.006, 0.003, 0.002)))
    pools = shader.add("ShaderNodeMixRGB", blend_type="MULTIPLY")
    for value, socket in zip((1.0, colour, shader.paint()), pools.inputs):
        shader.feed(value, socket)
    return shader.surface(shader.principled(pools.outputs[0], rough, specular=0.5).outputs[0])


def lamp(name, start, end, colour, power, degrees):
    light = bpy.data.lights.new(name, "SPOT")
    light.color = colour
    light.energy = power
    light.spot_size = math.radians(degrees)
    light.spot_blend = 0.6
    light.shadow_soft_size = 0.04
    aim(place(name, light, location=start), end)


def shaft(name, start, end, eye, colour, strength):
    """The beam that a stage lamp draws into the dust: one clear sheet that faces the camera."""
    start, end = Vector(start), Vector(end)
    side = (end - start).cross(Vector(eye) - end).normalized()
    length = (end - start).length
    columns, rows = 24, 24

    def point(i, j):
        depth = 1.04 * i / rows
        half = 0.10 + 0.26 * length * depth
        return start + (end - start) * depth + side * half * (2 * j / columns - 1)

    dust = painted("shaft " + name, clear=True)
    mesh = sheet("shaft", rows, columns, point, unmapped, dust, closed=False)

    def light(x, y, z):
        depth = (start.z - z) / (start.z - end.z)
        across = (Vector((x, y, z)) - start).dot(side) / (0.10 + 0.26 * length * depth)
        glow = strength * max(0.0, 1 - across * across) ** 1.8 * max(0.0, 1 - depth / 1.04) ** 1.4
        return tuple(glow * c for c in colour)

    paint(mesh, light)
    seen_by_the_camera_only(place("shaft " + name, mesh))


def curtain():
    """Red velvet in folds; its light is painted: warm pools that die away towards the ceiling."""
    columns, rows = 480, 24

    def fold(x, z):
        wide = math.sin(5.2 * x + 0.7 * math.sin(1.1 * x))
        return 0.16 * wide + 0.06 * math.sin(11.7 * x + 0.3 * z)

    def point(i, j):
        x, z = -9 + 18 * j / columns, 6.0 * i / rows
        return (x, 4.2 + fold(x, z), z)

    mesh = sheet("curtain", rows, columns, point, unmapped, painted("velvet"), closed=False)

    def light(x, _, z):
        slope = (fold(x + 0.01, z) - fold(x - 0.01, z)) / 0.02
        shade = 0.06 + 0.94 * max(0.0, 0.55 - 0.55 * slope) ** 1.6 * (0.65 - 1.6 * fold(x, z))
        pools = sum(math.exp(-(((x - at) / 1.5) ** 2)) for at in (-3.0, 0.2, 3.2))
        strength = 0.18 * shade * (0.20 + pools) * math.exp(-(((z - 0.6) / 2.1) ** 2))
        return (strength, 0.050 * strength, 0.035 * strength)

    paint(mesh, light)
    place("curtain", mesh)


def bulbs():
    """Two strings of bulbs hung across the room, as at a fair."""
    wire, bulb = plain("wire", (0.01, 0.008, 0.006)), glowing("bulb", CANDLE, 6.0)
    for y, height, sag, count in ((2.9, 3.35, 0.55, 17), (1.6, 3.75, 0.70, 15)):
        points = []
        for i in range(count):
            s = 2 * i / (count - 1) - 1
            swing = 1 - abs(2 * abs(s) - 1) ** 2
            points.append((5.2 * s, y, height - sag * swing))
        limb("wire", [(*p, 0.008) for p in points], wire, None)
        for x, _, z in points:
            seen_by_the_camera_only(
                ball("bulb", (0.030, 0.030, 0.040), bulb, location=(x, y, z - 0.07), rings=8)
            )


def floor(places):
    """Boards painted brighter around the dancers and darker towards the edges of the picture."""
    columns, rows = 72, 52

    def point(i, j):
        return (-9 + 18 * j / columns, -9 + 13.4 * i / rows, 0)

    mesh = sheet("floor", rows, columns, point, unmapped, boards(), closed=False)

    def light(x, y, _):
        pools = sum(math.exp(-((x - a) ** 2 + (y - b) ** 2) / 1.5) for a, b in places)
        edges = math.exp(-((x / 5.5) ** 4)) * math.exp(-(((y + 0.5) / 4.2) ** 4))
        strength = (0.35 + 1.9 * pools) * edges
        return (strength, strength, strength)

    paint(mesh, light)
    place("floor", mesh)


def stage(eye, places):
    """Everything but the dancers and the lamps; `places` are where the dancers stand."""
    floor(places)
    curtain()
    bulbs()
    shafts(eye)


def lights():
    """Three lamps and no more: with few samples every further lamp is noise."""
    lamp("back", (-0.6, 4.0, 5.6), (0.0, 0.0, 0.4), AMBER, 5200, 86)
    lamp("front", (-3.2, -6.5, 4.6), (0.1, -0.2, 0.8), CANDLE, 1400, 48)
    lamp("moon", (6.2, 2.6, 1.7), (0.0, -0.4, 1.25), MOON, 6000, 46)


def shafts(eye):
    for name, colour, strength, start, end in (
        ("left", EMBER, 1.0, (-3.4, 3.3, 4.4), (-2.3, 0.8, 0.2)),
        ("middle", GOLD, 0.9, (-0.8, 3.3, 4.5), (0.1, -0.6, 0.2)),
        ("right", EMBER, 1.0, (3.6, 3.3, 4.4), (2.4, 1.0, 0.2)),
    ):
        shaft(name, start, end, eye, colour, strength)
