"""One made picture of each kind of damage, from hardly any to more than can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.random import Generator

from bench.frames import camera, wear
from bench.frames.chance import Image, chance_of, smooth_noise
from bench.frames.label import Label, Print, draw_label, payload_of, random_code, round_pipe
from bench.frames.scene import FINER, HEIGHT, WIDTH, draw_scene
from bench.frames.view import Backdrop, Pose, Shown, show

KINDS = (
    *("clean", "small", "tilt", "motion", "defocus", "lowlight", "glare", "occlusion"),
    *("curved", "inverted", "faded", "rotated", "jpeg", "mixed"),
)
NEGATIVE = "negative"
_FORMS = ("url_lower", "url_upper", "bare")
_LEVELS = "LMQH"
_STRATA = 12
"""So many pictures in a row are damaged about as much: each form at each level once."""
_MIXABLE = (
    *("tilt", "motion", "defocus", "lowlight", "glare"),
    *("occlusion", "faded", "jpeg", "curved", "rotated"),
)


@dataclass(frozen=True)
class Picture:
    """A frame of 8-bit blue, green, red; how its file is packed; and the text to be read."""

    view: Image
    quality: int
    kind: str
    text: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Damage:
    """How much of each kind, 0 to 1; nothing of a kind that is not there."""

    kind: str
    share: float
    mixed: dict[str, float] = field(default_factory=dict)

    def of(self, kind: str) -> float | None:
        return self.share if kind == self.kind else self.mixed.get(kind)


def negative(seed: int, number: int) -> Picture:
    """A scene without a label."""
    chance = chance_of(seed, NEGATIVE, number)
    scene = cv2.resize(draw_scene(chance), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    noisy = scene + chance.normal(0, 3, (HEIGHT, WIDTH, 3))
    return Picture(np.clip(noisy, 0, 255).astype(np.uint8), 90, NEGATIVE)


def picture(seed: int, kind: str, number: int, of: int) -> Picture:
    """The one of that number of ``of`` pictures of a kind."""
    chance = chance_of(seed, kind, number)
    share = 0.0 if kind == "clean" else _share(chance, number, of)
    form, level = _FORMS[number % 3], _LEVELS[number // 3 % 4]
    printed = Print(payload_of(form, random_code(chance)), level, inverted=kind == "inverted")
    fraction = 0.15 - 0.07 * share if kind == "small" else float(chance.uniform(0.15, 0.50))
    damage, turns = _damage(chance, kind, share)
    shown = _taken(chance, printed, fraction * HEIGHT, turns, damage)
    view = _through_the_camera(chance, shown, fraction * HEIGHT, printed.modules, damage)
    packed = damage.of("jpeg")
    quality = 90 if packed is None else round(32 - 28 * packed)
    notes = {"share": round(share, 3), "level": level, "form": form, "mixed": damage.mixed}
    return Picture(view, quality, kind, printed.text, notes)


def _share(chance: Generator, number: int, of: int) -> float:
    return min(1.0, float((number // _STRATA + chance.random()) / -(-of // _STRATA)))


def _damage(
    chance: Generator, kind: str, share: float
) -> tuple[Damage, tuple[float, float, float]]:
    """How much of what, and the turns of the label: yaw, pitch, roll."""
    yaw, pitch = chance.uniform(-12, 12, 2)
    roll = chance.uniform(-10, 10)
    mixed: dict[str, float] = {}
    if kind == "tilt":
        yaw, pitch = _tilted(chance, share)
    if kind == "rotated":
        roll = 10 + 340 * chance.random()
    if kind == "mixed":
        for other in chance.choice(_MIXABLE, 3, replace=False):
            mixed[str(other)] = float(chance.uniform(0.1, 0.25 + 0.35 * share))
        if "tilt" in mixed:
            yaw, pitch = _tilted(chance, mixed["tilt"])
        if "rotated" in mixed:
            roll = 360 * chance.random()
    return Damage(kind, share, mixed), (yaw, pitch, roll)


def _tilted(chance: Generator, share: float) -> tuple[float, float]:
    degrees, way = 15 + 35 * share, chance.uniform(0, 2 * np.pi)
    return degrees * np.cos(way), degrees * np.sin(way)


def _taken(
    chance: Generator,
    printed: Print,
    side: float,
    turns: tuple[float, float, float],
    damage: Damage,
) -> Shown:
    dots = int(np.clip(np.ceil(side * FINER / printed.modules), 6, 30))
    label = _worn(chance, draw_label(chance, printed, dots), damage)
    scene = draw_scene(chance, None if damage.of("curved") is None else "red")
    half = side * 0.75 + 10
    x = chance.uniform(min(half, WIDTH / 2), max(WIDTH - half, WIDTH / 2))
    y = chance.uniform(min(half, HEIGHT / 2), max(HEIGHT - half, HEIGHT / 2))
    return show(label, Backdrop(scene, uneven_light(chance)), Pose(side, *turns, x, y))


def uneven_light(chance: Generator) -> Image:
    return (1 + 0.08 * smooth_noise(chance, HEIGHT * FINER, WIDTH * FINER, 900))[..., None]


def _worn(chance: Generator, label: Label, damage: Damage) -> Label:
    if (faded := damage.of("faded")) is not None:
        wear.fade(chance, label, 0.55 * (1 - faded) + 0.07 * faded)
    if (covered := damage.of("occlusion")) is not None:
        wear.cover(chance, label, 0.01 + 0.19 * covered)
    if (curved := damage.of("curved")) is not None:
        label = round_pipe(label, 18 + 52 * curved)
    return label


def _through_the_camera(
    chance: Generator, shown: Shown, side: float, modules: int, damage: Damage
) -> Image:
    view, dots = shown.view, shown.dots(modules)
    if (lamps := damage.of("glare")) is not None:
        camera.glare(chance, view, shown.middle, side, lamps)
    view = cv2.GaussianBlur(view, (0, 0), 0.6)
    if (unsharp := damage.of("defocus")) is not None:
        view = camera.blurred(view, camera.disk_kernel((0.25 + 0.9 * unsharp) * dots))
    if (moved := damage.of("motion")) is not None:
        kernel = camera.motion_kernel((0.5 + 1.5 * moved) * dots, chance.uniform(0, np.pi))
        view = camera.blurred(view, kernel)
    if (dark := damage.of("lowlight")) is not None:
        camera.dusk(chance, view, dark)
    else:
        view = view + chance.normal(0, 3, view.shape)
    return np.clip(view, 0, 255).astype(np.uint8)
