"""The meshes' building blocks: a smooth sheet, a turned profile, a tapering tube."""

import math

import bpy
from mathutils import Vector

from shaders import opaque

TURN = 2 * math.pi


def place(name, data, parent=None, location=(0, 0, 0)):
    thing = bpy.data.objects.new(name, data)
    thing.location = location
    thing.parent = parent
    bpy.context.scene.collection.objects.link(thing)
    return thing


def sheet(name, rows, columns, point, uv, material, closed=True):
    """A smooth grid of quads: `point(i, j)` and `uv(i, j)` for row i and column j.

    A closed sheet joins its last column to its first.
    """
    width = columns if closed else columns + 1
    vertices = [point(i, j) for i in range(rows + 1) for j in range(width)]
    faces, corners = [], []
    for i in range(rows):
        for j in range(columns):
            k = (j + 1) % width
            faces.append((i * width + j, i * width + k, (i + 1) * width + k, (i + 1) * width + j))
            corners += [uv(i, j), uv(i, j + 1), uv(i + 1, j + 1), uv(i + 1, j)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices, [], faces)
    layer = mesh.uv_layers.new()
    layer.data.foreach_set("uv", [value for corner in corners for value in corner])
    mesh.polygons.foreach_set("use_smooth", [True] * len(faces))
    mesh.materials.append(material)
    return mesh


def unmapped(i, j):
    """The `uv` of a sheet whose material needs none."""
    return (0, 0)


def lathe(name, profile, material, parent=None, location=(0, 0, 0), columns=32):
    """Turns a profile of (half width, half depth, height) around the vertical."""

    def point(i, j):
        wide, deep, z = profile[i]
        angle = TURN * j / columns
        return (wide * math.cos(angle), deep * math.sin(angle), z)

    mesh = sheet(
        name,
        len(profile) - 1,
        columns,
        point,
        lambda i, j: (j / columns, i / len(profile)),
        material,
    )
    return place(name, mesh, parent, location)


def ball(name, size, material, parent=None, location=(0, 0, 0), rings=12):
    angles = [math.pi * (i / rings - 0.5) for i in range(rings + 1)]
    profile = [
        (size[0] * math.cos(a), size[1] * math.cos(a), size[2] * math.sin(a)) for a in angles
    ]
    return lathe(name, profile, material, parent, location, columns=20)


def seen_by_the_camera_only(thing):
    for ray in ("diffuse", "glossy", "transmission", "volume_scatter", "shadow"):
        setattr(thing, "visible_" + ray, False)


def limb(name, points, material, parent):
    """A tapering tube through (x, y, z, thickness) points."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = 1.0
    curve.bevel_resolution = 4
    curve.use_fill_caps = True
    curve.materials.append(material)
    spline = curve.splines.new("NURBS")
    spline.points.add(len(points) - 1)
    for target, (x, y, z, thickness) in zip(spline.points, points):
        target.co = (x, y, z, 1.0)
        target.radius = thickness
    spline.order_u = 3
    spline.use_endpoint_u = True
    return place(name, curve, parent)


def aim(thing, target):
    thing.rotation_euler = (Vector(target) - thing.location).to_track_quat("-Z", "Y").to_euler()


def paint(mesh, light):
    """Writes the colour `light(x, y, z)` into every vertex, for materials that read it."""
    layer = mesh.color_attributes.new("light", "FLOAT_COLOR", "POINT")
    layer.data.foreach_set(
        "color", [c for vertex in mesh.vertices for c in opaque(light(*vertex.co))]
    )
