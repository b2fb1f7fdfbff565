"""A label by itself: its symbol, its quiet zone, a caption; flat, or round a pipe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import segno
from numpy.random import Generator
from PIL import ImageDraw, ImageFont

from bench.frames.chance import Image

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_QUIET = 4
_CAPTION = 7
_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_THINGS = ("资产 ", "灭火器 ", "投影仪 ", "课桌 ")


@dataclass(frozen=True)
class Print:
    """What is printed: the text and how well it can be repaired."""

    text: str
    level: str
    inverted: bool = False

    @property
    def modules(self) -> int:
        return int(self._symbol().symbol_size(border=0)[0])

    def matrix(self) -> Image:
        return np.array([list(row) for row in self._symbol().matrix], np.uint8)

    def _symbol(self) -> segno.QRCode:
        return segno.make(self.text, error=self.level, boost_error=False, micro=False)


@dataclass(frozen=True)
class Label:
    """A picture of a label, and where its symbol is in it: left, top, side."""

    picture: Image
    left: float
    top: float
    side: float


def random_code(chance: Generator, length: int = 9) -> str:
    return "".join(_ALPHABET[at] for at in chance.integers(0, len(_ALPHABET), length))


def payload_of(form: str, code: str) -> str:
    return {
        "url_lower": f"https://inspect.example.edu.cn/q/{code}",
        "url_upper": f"HTTPS://INSPECT.EXAMPLE.EDU.CN/Q/{code}",
        "bare": code,
    }[form]


def draw_label(chance: Generator, printed: Print, dots: int) -> Label:
    """A clean label with ``dots`` pixels a module."""
    dark, light = (240.0, 18.0) if printed.inverted else (18.0, 240.0)
    matrix = printed.matrix()
    side, quiet = matrix.shape[0] * dots, _QUIET * dots
    symbol = np.where(matrix == 1, dark, light).astype(np.float32)
    symbol = cv2.resize(symbol, (side, side), interpolation=cv2.INTER_NEAREST)
    size = (side + 2 * quiet + _CAPTION * dots, side + 2 * quiet)
    picture = np.full(size, light, np.float32)
    picture[quiet : quiet + side, quiet : quiet + side] = symbol
    if _FONT.exists():
        words = str(chance.choice(_THINGS)) + printed.text[-9:]
        picture = _captioned(picture, words, (quiet, quiet + side + 2 * dots), dots, int(dark))
    return Label(np.repeat(picture[..., None], 3, 2), quiet, quiet, side)


def _captioned(picture: Image, words: str, at: tuple[int, int], dots: int, tone: int) -> Image:
    paper = PIL.Image.fromarray(picture.astype(np.uint8))
    font = ImageFont.truetype(str(_FONT), max(8, int(3.2 * dots)))
    ImageDraw.Draw(paper).text(at, words, fill=tone, font=font)
    return np.array(paper, np.float32)


def round_pipe(label: Label, half_degrees: float) -> Label:
    """The label on an upright pipe, seen from a little above; the angle is that of its edge."""
    height, width = label.picture.shape[:2]
    half = np.radians(half_degrees)
    radius = (width / 2) / half
    seen_width = int(2 * radius * np.sin(half))
    across = np.arange(seen_width) - seen_width / 2 + 0.5
    angle = np.arcsin(np.clip(across / radius, -1, 1))
    depth = radius * (1 - np.cos(angle))
    distance = width * 3.0
    down = np.arange(height, dtype=np.float32)[:, None] - height / 2
    from_y = down * ((distance + depth) / distance)[None] + height / 2 + 0.06 * depth[None]
    from_x = np.repeat((angle * radius + width / 2 - 0.5)[None], height, 0)
    maps = from_x.astype(np.float32), from_y.astype(np.float32)
    seen = cv2.remap(label.picture, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    seen *= (0.55 + 0.45 * np.cos(angle - 0.35))[None, :, None].astype(np.float32)
    aside = label.left + label.side / 2 - width / 2
    middle = radius * np.sin(aside / radius) + seen_width / 2
    return replace(label, picture=seen, left=middle - label.side / 2)
