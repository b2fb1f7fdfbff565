"""What years do to a label itself: scratches, dirt, fading."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from bench.frames.chance import Image, smooth_noise
from bench.frames.label import Label

_DIRT = [(235, 235, 235), (30, 40, 60), (60, 90, 150), (40, 35, 190)]


def cover(chance: Generator, label: Label, share: float) -> None:
    """Scratch and soil about ``share`` of the symbol."""
    mask = np.zeros(label.picture.shape[:2], np.uint8)
    left, top, side = int(label.left), int(label.top), int(label.side)
    symbol = mask[top : top + side, left : left + side]
    for _ in range(200):
        if symbol.mean() / 255 >= share * 0.92:
            break
        if chance.random() < 0.55:
            _scratch(chance, mask, left, top, side)
        else:
            left_over = max(0.002, min(0.06, share - symbol.mean() / 255))
            _blot(chance, mask, left, top, side, left_over)
    tone = np.array(_DIRT[int(chance.integers(0, len(_DIRT)))], np.float32)
    covered = mask[..., None].astype(np.float32) / 255
    label.picture[:] = label.picture * (1 - covered) + tone * covered


def _scratch(chance: Generator, mask: Image, left: int, top: int, side: int) -> None:
    ends = chance.uniform(-0.1, 1.1, 4) * side
    start = (int(left + ends[0]), int(top + ends[1]))
    end = (int(left + ends[2]), int(top + ends[3]))
    thick = max(1, int(side * chance.uniform(0.004, 0.016)))
    cv2.line(mask, start, end, 255, thick, cv2.LINE_AA)


def _blot(chance: Generator, mask: Image, left: int, top: int, side: int, share: float) -> None:
    """Dirt, a corner of tape, a finger."""
    radius = np.sqrt(share / np.pi) * side * chance.uniform(0.4, 1)
    middle = (int(left + chance.uniform(0, 1) * side), int(top + chance.uniform(0, 1) * side))
    axes = (max(1, int(radius)), max(1, int(radius * chance.uniform(0.5, 1.5))))
    turn = float(chance.uniform(0, 180))
    cv2.ellipse(mask, middle, axes, turn, 0, 360, 255, -1, cv2.LINE_AA)


def fade(chance: Generator, label: Label, ink: float) -> None:
    """Yellowed paper, ink of that strength, and stripes where the printer's head was worn."""
    paper = np.array([205, 222, 232], np.float32) * chance.uniform(0.85, 1)
    bright = label.picture[..., 0] / 255.0
    blots = 1 + 0.35 * smooth_noise(chance, *bright.shape, max(8, int(label.side / 5)))
    strength = np.clip(ink * blots, 0.02, 1)[..., None]
    faded = paper * (1 - strength * (1 - bright[..., None]))
    for _ in range(int(chance.integers(0, 4))):
        column = int(chance.integers(0, faded.shape[1]))
        faded[:, column : column + max(1, int(label.side * 0.006))] = paper
    label.picture[:] = np.clip(faded, 0, 255)
