"""Random numbers that depend on a picture's seed, kind and number alone."""

from __future__ import annotations

import zlib
from typing import Any, cast

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Image = NDArray[Any]
"""Rows of pixels: grey, or blue, green, red; most are 32-bit floats from 0 to 255."""


def chance_of(seed: int, kind: str, number: int) -> Generator:
    return np.random.default_rng([seed, zlib.crc32(kind.encode()), number])


def smooth_noise(chance: Generator, height: int, width: int, cell: int) -> Image:
    """Noise of deviation 1 that changes over about ``cell`` pixels."""
    rough = chance.normal(0, 1, (max(2, height // cell + 2), max(2, width // cell + 2)))
    smooth = cv2.resize(rough.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return cast("Image", smooth)
