"""The dancers: who they are, their figures, and the turn that they dance."""

import math
from dataclasses import dataclass

from shaders import plain
from shapes import TURN, ball, lathe, limb


@dataclass(frozen=True)
class Dancer:
    """One dancer: where she stands, which way she turns, how far ahead in the loop, her dress."""

    name: str
    place: tuple
    sense: int
    lead: float
    cloth: tuple
    dots: tuple
    trim: tuple
    arms: tuple


HIGH, LOW, WIDE = "high", "low", "wide"

DANCERS = (
    Dancer(
        name="soleá",
        place=(0.10, -1.35),
        sense=1,
        lead=0.0,
        cloth=(0.62, 0.012, 0.016),
        dots=(1.0, 0.80, 0.62),
        trim=(0.95, 0.62, 0.40),
        arms=(HIGH, WIDE),
    ),
    Dancer(
        name="alegría",
        place=(-2.30, 1.05),
        sense=-1,
        lead=0.33,
        cloth=(0.85, 0.27, 0.03),
        dots=(0.30, 0.02, 0.01),
        trim=(0.36, 0.02, 0.01),
        arms=(HIGH, HIGH),
    ),
    Dancer(
        name="bulería",
        place=(2.35, 1.25),
        sense=-1,
        lead=0.62,
        cloth=(0.045, 0.008, 0.014),
        dots=(0.75, 0.05, 0.03),
        trim=(0.70, 0.03, 0.02),
        arms=(LOW, HIGH),
    ),
)

# Points (x, y, z, thickness) of an arm, from the shoulder to the fingers.
ARMS = {
    HIGH: (
        (0.14, 0.0, 1.40, 0.050),
        (0.26, 0.0, 1.47, 0.042),
        (0.44, -0.06, 1.66, 0.034),
        (0.34, -0.12, 1.88, 0.022),
        (0.14, -0.12, 1.99, 0.024),
        (0.02, -0.10, 2.00, 0.013),
    ),
    WIDE: (
        (0.14, 0.0, 1.40, 0.050),
        (0.27, 0.0, 1.44, 0.042),
        (0.52, -0.10, 1.36, 0.034),
        (0.68, -0.26, 1.44, 0.022),
        (0.72, -0.34, 1.56, 0.024),
        (0.66, -0.34, 1.66, 0.013),
    ),
    LOW: (
        (0.14, 0.0, 1.40, 0.050),
        (0.26, 0.0, 1.42, 0.042),
        (0.42, -0.04, 1.18, 0.034),
        (0.30, -0.24, 1.05, 0.022),
        (0.14, -0.28, 1.08, 0.024),
        (0.04, -0.27, 1.13, 0.013),
    ),
}

# (Half width, half depth, height) from the waist up.
BODICE = (
    (0.118, 0.100, 1.05),
    (0.122, 0.102, 1.10),
    (0.140, 0.112, 1.19),
    (0.158, 0.132, 1.28),
    (0.165, 0.120, 1.35),
    (0.168, 0.092, 1.40),
    (0.135, 0.074, 1.435),
    (0.075, 0.058, 1.455),
)
NECK = ((0.080, 0.062, 1.44), (0.052, 0.052, 1.475), (0.044, 0.046, 1.52), (0.046, 0.052, 1.58))


def figure(dancer, body):
    skin = plain("skin", (0.36, 0.150, 0.078), 0.5)
    hair = plain("hair", (0.012, 0.008, 0.007), 0.3, 0.5)
    bodice = plain("bodice " + dancer.name, dancer.cloth, 0.45)
    flower = plain("flower " + dancer.name, (0.85, 0.03, 0.02), 0.6)
    lathe("bodice", BODICE, bodice, body)
    lathe("neck", NECK, skin, body)
    ball("head", (0.078, 0.092, 0.112), skin, body, (0, -0.018, 1.645))
    ball("hair", (0.086, 0.092, 0.108), hair, body, (0, 0.016, 1.668))
    ball("bun", (0.055, 0.048, 0.055), hair, body, (0, 0.118, 1.64))
    for dx, dz in ((0, 0), (0.026, 0.016), (-0.012, 0.028), (0.012, -0.026)):
        ball("flower", (0.026, 0.02, 0.026), flower, body, (0.072 + dx, 0.02, 1.735 + dz), rings=6)
    for side, pose in zip((-1, 1), dancer.arms):
        points = [(side * x, y, z, thickness) for x, y, z, thickness in ARMS[pose]]
        limb("arm", points, skin, body)
        limb("sleeve", [(x, y, z, t * 1.22) for x, y, z, t in points[:3]], bodice, body)
        leg = ((0.08, 0.9, 0.08), (0.075, 0.45, 0.055), (0.07, 0.09, 0.04))
        limb("leg", [(side * x, 0, z, thickness) for x, z, thickness in leg], skin, body)
        ball("shoe", (0.045, 0.11, 0.045), hair, body, (side * 0.07, -0.05, 0.045), rings=6)


def dance(dancer, body, keys, frames):
    """Keys every frame of a loop: the frame after the last is the first again.

    The turn hurries and lingers; the skirt flies a little after the body's haste.
    """
    for frame in range(1, frames + 2):
        done = (frame - 1) / frames
        t = done + dancer.lead
        turned = TURN * (done + 1.7 * dancer.lead) + 0.55 * math.sin(TURN * t)
        lean = (0.05 * math.sin(TURN * t), 0.05 * math.cos(TURN * t))
        body.rotation_euler = (*lean, dancer.sense * turned)
        body.location.z = 0.012 + 0.012 * math.cos(2 * TURN * t)
        body.keyframe_insert("rotation_euler", frame=frame)
        body.keyframe_insert("location", index=2, frame=frame)
        run = dancer.sense * 2 * TURN * t
        for fly, cosine, sine in keys:
            fly.value = 0.55 + 0.42 * math.cos(TURN * (t - 0.10))
            cosine.value, sine.value = math.cos(run), math.sin(run)
            for key in (fly, cosine, sine):
                key.keyframe_insert("value", frame=frame)
