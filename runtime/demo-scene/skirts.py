"""The skirts: layers of one cloth formula; shape keys let them fly and send a wave around them."""

import math
from dataclasses import dataclass

from shaders import Shader, opaque, woven
from shapes import TURN, place, sheet

FITTED = (
    (0.118, 1.06),
    (0.165, 0.95),
    (0.205, 0.85),
    (0.30, 0.72),
    (0.47, 0.57),
    (0.68, 0.42),
    (0.88, 0.30),
)
FLYING = (
    (0.118, 1.06),
    (0.170, 0.96),
    (0.220, 0.88),
    (0.36, 0.78),
    (0.60, 0.69),
    (0.88, 0.62),
    (1.14, 0.56),
)


def lunares(dancer):
    """Polka-dotted cloth with a trimmed edge; U counts dots, V runs from 0 (seam) to 1 (hem)."""
    shader = Shader("cloth " + dancer.name)
    across, along, _ = shader.coordinates()
    rows = shader.math("MULTIPLY", along, 2.4)
    stagger = shader.math("MULTIPLY", shader.math("MODULO", shader.math("FLOOR", rows), 2.0), 0.5)
    x = shader.math("SUBTRACT", shader.math("FRACT", shader.math("ADD", across, stagger)), 0.5)
    y = shader.math("SUBTRACT", shader.math("FRACT", rows), 0.5)
    distance = shader.math(
        "SQRT", shader.math("ADD", shader.math("MULTIPLY", x, x), shader.math("MULTIPLY", y, y))
    )
    dotted = shader.blend(
        shader.math("LESS_THAN", distance, 0.26), opaque(dancer.cloth), opaque(dancer.dots)
    )
    colour = shader.blend(shader.math("GREATER_THAN", along, 0.90), dotted, opaque(dancer.trim))
    return shader.surface(woven(shader, colour))


def along(profile, v):
    """The point at v (0 waist, 1 hem) of a curve through the profile, and its outward normal."""
    last = len(profile) - 1
    at = min(max(v, 0.0), 0.9999) * last
    i = int(at)
    t = at - i
    p = [profile[min(max(i + k, 0), last)] for k in (-1, 0, 1, 2)]

    def spline(axis, derivative):
        a, b, c, d = (q[axis] for q in p)
        k1, k2, k3 = c - a, 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
        if derivative:
            return 0.5 * (k1 + 2 * k2 * t + 3 * k3 * t * t)
        return 0.5 * (2 * b + k1 * t + k2 * t * t + k3 * t**3)

    r, z, dr, dz = spline(0, False), spline(1, False), spline(0, True), spline(1, True)
    length = math.hypot(dr, dz)
    return r, z, -dz / length, dr / length


@dataclass(frozen=True)
class Pose:
    """One shape of the skirt: how far it flies, and the two halves of the wave around it."""

    fly: float = 0.0
    cosine: float = 0.0
    sine: float = 0.0


def cloth_point(angle, v, lift, frill, pose):
    """A point of the skirt; `lift` stands off the cloth beneath, `frill` gathers its edge."""
    low, high = along(FITTED, v), along(FLYING, v)
    r, z, nr, nz = (a + (b - a) * pose.fly for a, b in zip(low, high))
    loose = max(0.0, v - 0.22) / 0.78
    lag = 0.9 * loose**1.5
    pleat = 0.055 * math.cos(11 * (angle + lag)) + 0.030 * math.cos(17 * (angle + 1.3 * lag) + 1.0)

    def wave(order, phase):
        bow = order * (angle + lag) + phase
        return pose.cosine * math.cos(bow) - pose.sine * math.sin(bow)

    swell = loose**1.6 * (0.085 * wave(2, 0.0) + 0.050 * wave(3, 1.1))
    ripple = loose * 0.030 * wave(9, 0.4)
    gather = frill * (0.032 * math.cos(34 * angle + 5 * v) + 0.014 * math.cos(55 * angle + 2.0))
    out = lift + loose * pleat + ripple + gather
    radius = r + nr * out
    return (radius * math.cos(angle), radius * math.sin(angle), z + nz * out + swell)


def skirt_layer(name, top, bottom, rows, columns, lift, frill, dots, material, parent):
    """A band of cloth from `top` to `bottom`; returns its shape keys fly, cosine and sine."""

    def shape(pose):
        def point(i, j):
            t = i / rows
            angle = TURN * j / columns
            return cloth_point(angle, top + (bottom - top) * t, lift * t, frill * t, pose)

        return point

    mesh = sheet(
        name, rows, columns, shape(Pose()), lambda i, j: (dots * j / columns, i / rows), material
    )
    layer = place(name, mesh, parent)
    layer.shape_key_add(name="rest")
    keys = []
    for pose, label in ((Pose(fly=1), "fly"), (Pose(cosine=1), "cosine"), (Pose(sine=1), "sine")):
        key = layer.shape_key_add(name=label)
        key.slider_min = -1.0
        point = shape(pose)
        key.data.foreach_set(
            "co", [c for i in range(rows + 1) for j in range(columns) for c in point(i, j)]
        )
        keys.append(key)
    return keys


def skirt(dancer, body):
    material = lunares(dancer)
    lining = Shader("petticoat " + dancer.name)
    petticoat = lining.surface(woven(lining, opaque(dancer.trim)))
    keys = [
        skirt_layer("skirt", 0.0, 0.80, 16, 220, 0.0, 0.0, 18, material, body),
        skirt_layer("petticoat", 0.55, 0.97, 6, 220, -0.05, 0.5, 1, petticoat, body),
    ]
    for top, bottom, dots in ((0.40, 0.62, 22), (0.56, 0.80, 30), (0.74, 1.0, 38)):
        keys.append(skirt_layer("volante", top, bottom, 8, 280, 0.060, 1.0, dots, material, body))
    return keys
