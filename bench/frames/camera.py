"""What light and camera do to a view: glare, blur of hand and lens, dusk."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from bench.frames.chance import Image


def motion_kernel(length: float, angle: float) -> Image:
    """A hand that moves ``length`` pixels while the picture is taken."""
    size = max(3, (int(np.ceil(length)) | 1) + 2)
    kernel = np.zeros((size * 4, size * 4), np.float32)
    middle = size * 2
    dx, dy = np.cos(angle) * length * 2, np.sin(angle) * length * 2
    start = (round(middle - dx), round(middle - dy))
    cv2.line(kernel, start, (round(middle + dx), round(middle + dy)), 1.0, 4, cv2.LINE_AA)
    kernel = cv2.resize(kernel, (size, size), interpolation=cv2.INTER_AREA)
    return kernel / kernel.sum()


def disk_kernel(radius: float) -> Image:
    """A lens that is out of focus by ``radius`` pixels."""
    size = int(np.ceil(radius)) * 2 + 3
    y, x = np.mgrid[0 : size * 5, 0 : size * 5]
    middle = (size * 5 - 1) / 2
    disk = ((x - middle) ** 2 + (y - middle) ** 2) <= (radius * 5) ** 2
    kernel = cv2.resize(disk.astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    return kernel / kernel.sum()


def blurred(view: Image, kernel: Image) -> Image:
    return cv2.filter2D(view, -1, kernel, borderType=cv2.BORDER_REFLECT)


def lamp(view: Image, at: tuple[float, float], spread: tuple[float, float], turn: float) -> Image:
    """The shape of a lamp's reflection, 1 in its middle."""
    y, x = np.mgrid[0 : view.shape[0], 0 : view.shape[1]].astype(np.float32)
    along = (x - at[0]) * np.cos(turn) + (y - at[1]) * np.sin(turn)
    across = -(x - at[0]) * np.sin(turn) + (y - at[1]) * np.cos(turn)
    return np.exp(-0.5 * ((along / spread[0]) ** 2 + (across / spread[1]) ** 2))[..., None]


def glare(
    chance: Generator, view: Image, middle: tuple[float, float], size: float, strength: float
) -> None:
    """One lamp or two over the label."""
    for _ in range(int(chance.integers(1, 3))):
        at = (
            middle[0] + chance.uniform(-0.5, 0.5) * size,
            middle[1] + chance.uniform(-0.5, 0.5) * size,
        )
        turn = chance.uniform(0, np.pi)
        wide = size * (0.10 + 0.30 * strength) * chance.uniform(0.8, 1.3)
        spread = (wide, wide * chance.uniform(0.3, 1))
        view += 260 * (0.4 + 0.9 * strength) * lamp(view, at, spread, turn)
    np.clip(view, 0, 255, out=view)


def dusk(chance: Generator, view: Image, share: float) -> None:
    """Little light: few photons, the reader's noise, and the camera's own smoothing."""
    shown = 0.55 * (1 - share) + 0.07 * share
    full = np.exp(np.log(900) * (1 - share) + np.log(5) * share)
    linear = np.clip(view / 255, 0, 1) ** 2.2
    counted = chance.poisson(linear * full).astype(np.float32)
    counted += chance.normal(0, 1.5, view.shape).astype(np.float32)
    seen = np.clip(counted / full, 0, 1) ** (1 / 2.2) * 255
    if share > 0.3:
        seen = cv2.GaussianBlur(seen.astype(np.float32), (0, 0), 0.6)
    view[:] = seen * (shown ** (1 / 2.2))
