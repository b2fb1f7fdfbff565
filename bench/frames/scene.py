"""What is behind a label: wood, a wall, metal, plastic, something red, clutter."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from bench.frames.chance import Image, smooth_noise
from bench.frames.label import random_code

WIDTH, HEIGHT = 1280, 720
FINER = 2
"""Scenes and labels are drawn that many times larger and then made smaller."""
_TONES = {
    "wood": (70, 110, 160),
    "wall": (205, 212, 215),
    "metal": (140, 138, 135),
    "plastic": (225, 225, 222),
    "red": (40, 35, 190),
    "clutter": (150, 150, 150),
}


def draw_scene(chance: Generator, kind: str | None = None) -> Image:
    """A scene of twice the frame's size, soft as backgrounds are."""
    kind = kind or str(chance.choice(list(_TONES)))
    tone = np.array(_TONES[kind], np.float32)
    scene = np.ones((HEIGHT, WIDTH, 3), np.float32) * tone
    scene += smooth_noise(chance, HEIGHT, WIDTH, 160)[..., None] * 14
    _structure(chance, scene, kind)
    if chance.random() < 0.6:
        scene = _with_print(chance, scene)
    size = (WIDTH * FINER, HEIGHT * FINER)
    return cv2.resize(np.clip(scene, 0, 255), size, interpolation=cv2.INTER_LINEAR)


def _structure(chance: Generator, scene: Image, kind: str) -> None:
    if kind == "wood":
        down = np.linspace(0, 1, HEIGHT)[:, None]
        across = np.linspace(0, 1, WIDTH)[None]
        bends = 6 * smooth_noise(chance, HEIGHT, WIDTH, 200)
        scene += (18 * np.sin(60 * down + bends + 3 * across))[..., None]
        scene += smooth_noise(chance, HEIGHT, WIDTH, 3)[..., None] * 5
    elif kind in ("metal", "wall"):
        scene += smooth_noise(chance, HEIGHT, WIDTH, 2)[..., None] * 5
    elif kind in ("plastic", "clutter"):
        _draw_boxes(chance, scene, kind)


def _draw_boxes(chance: Generator, scene: Image, kind: str) -> None:
    """Vents, edges, other things."""
    for _ in range(int(chance.integers(3, 10))):
        x, y = int(chance.integers(0, WIDTH)), int(chance.integers(0, HEIGHT))
        tone = chance.uniform(20, 240, 3) if kind == "clutter" else (90.0, 90.0, 90.0)
        far = (x + int(chance.integers(30, 400)), y + int(chance.integers(4, 160)))
        filled = -1 if chance.random() < 0.6 else 3
        cv2.rectangle(scene, (x, y), far, tuple(float(part) for part in tone), filled)


def _with_print(chance: Generator, scene: Image) -> Image:
    """Words on the thing; OpenCV writes on 8-bit pictures only."""
    written = np.clip(scene, 0, 255).astype(np.uint8)
    for _ in range(int(chance.integers(1, 6))):
        cv2.putText(
            written,
            random_code(chance, int(chance.integers(4, 14))),
            (int(chance.integers(0, WIDTH - 200)), int(chance.integers(20, HEIGHT))),
            int(chance.integers(0, 4)),
            float(chance.uniform(0.6, 2.0)),
            tuple(float(part) for part in chance.uniform(0, 90, 3)),
            int(chance.integers(1, 4)),
            cv2.LINE_AA,
        )
    return written.astype(np.float32)
