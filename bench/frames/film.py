"""Short films of a label: coming nearer, held by a shaking hand, under a lamp that passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.random import Generator

from bench.frames import camera
from bench.frames.chance import Image, chance_of
from bench.frames.label import Label, Print, draw_label, payload_of, random_code
from bench.frames.picture import uneven_light
from bench.frames.scene import HEIGHT, WIDTH, draw_scene
from bench.frames.view import Backdrop, Pose, show

PICTURES_A_SECOND = 15
SECONDS = 3
_DOTS = 16

Draw = Callable[[Generator, Label, Backdrop, int], Iterator[Image]]


def _pose(chance: Generator, share: float) -> Pose:
    """Somewhere in the middle half, a little turned; the symbol takes ``share`` of the height."""
    x, y = chance.uniform(0.35, 0.65) * WIDTH, chance.uniform(0.4, 0.6) * HEIGHT
    yaw, pitch = chance.uniform(-20, 20, 2)
    return Pose(share * HEIGHT, yaw, pitch, chance.uniform(-15, 15), x, y)


def _approach(chance: Generator, label: Label, backdrop: Backdrop, modules: int) -> Iterator[Image]:
    """From too far to near within a second and a half, the lens late to focus."""
    far = _pose(chance, 0.09)
    for share in _shares():
        near = min(1.0, share * SECONDS / 1.5)
        side = far.side * (1 + 3 * near)
        shown = show(label, backdrop, replace(far, side=side))
        unsharp = 0.9 * (1 - near) * shown.dots(modules)
        yield camera.blurred(shown.view, camera.disk_kernel(max(0.3, unsharp)))


def _shake(chance: Generator, label: Label, backdrop: Backdrop, modules: int) -> Iterator[Image]:
    """Each picture is taken while the hand moves another way, by up to three modules."""
    still = _pose(chance, chance.uniform(0.18, 0.35))
    for _ in _shares():
        dx, dy = chance.normal(0, 12, 2)
        roll = still.roll + chance.normal(0, 2)
        pose = Pose(still.side, still.yaw, still.pitch, roll, still.x + dx, still.y + dy)
        shown = show(label, backdrop, pose)
        moved = chance.uniform(0.2, 3.0) * shown.dots(modules)
        yield camera.blurred(shown.view, camera.motion_kernel(moved, chance.uniform(0, np.pi)))


def _passing_glare(
    chance: Generator, label: Label, backdrop: Backdrop, modules: int
) -> Iterator[Image]:
    """A lamp's reflection goes over the label once, from one side to the other."""
    shown = show(label, backdrop, _pose(chance, chance.uniform(0.2, 0.4)))
    (x, y), wide = shown.middle, 0.3 * shown.dots(modules) * modules
    turn, begin, speed = chance.uniform(0, np.pi), chance.uniform(-1.5, 0), chance.uniform(2, 4)
    for share in _shares():
        way = (begin + speed * share) * wide
        at = (x + way * np.cos(turn), y + way * np.sin(turn))
        yield shown.view + 300 * camera.lamp(shown.view, at, (wide, wide * 0.6), turn)


def _shares() -> Iterator[float]:
    count = PICTURES_A_SECOND * SECONDS
    return (number / count for number in range(count))


FILMS: dict[str, Draw] = {
    "approach": _approach,
    "shake": _shake,
    "passing_glare": _passing_glare,
}


def film(seed: int, kind: str, number: int) -> tuple[str, Iterator[Image]]:
    """The text to be read, and the pictures; the label is in view from the first one on."""
    chance = chance_of(seed, kind, number)
    form = ("url_upper", "url_lower", "bare")[number % 3]
    printed = Print(payload_of(form, random_code(chance)), "Q")
    label = draw_label(chance, printed, _DOTS)
    backdrop = Backdrop(draw_scene(chance), uneven_light(chance))
    views = FILMS[kind](chance, label, backdrop, printed.modules)
    return printed.text, (_noisy(chance, view) for view in views)


def _noisy(chance: Generator, view: Image) -> Image:
    soft = cv2.GaussianBlur(view.astype(np.float32), (0, 0), 0.6)
    return np.clip(soft + chance.normal(0, 3, soft.shape), 0, 255).astype(np.uint8)
