"""A film of printed labels, for a fake camera to play.

Chromium plays concatenated JPEGs at 30 pictures a second, over and over.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

from qr_labels import LAYOUTS

PICTURES_A_SECOND = 30
_SIZE = (1280, 720)
_LABEL_SHARE = 0.56
"""Height of a label in the picture; the symbol is then about a third of it."""
_DPI = 300
_MM_PER_INCH = 25.4


def printed_labels(pdf: bytes, layout: str, count: int) -> list[Image.Image]:
    """The first ``count`` labels of a sheet as pictures, in the order of printing."""
    page_layout = LAYOUTS[layout]
    labels: list[Image.Image] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=_DPI / 72).to_pil()
            for x, y in page_layout.origins():
                box = (x, y, x + page_layout.width, y + page_layout.height)
                labels.append(picture.crop(tuple(_pixels(side) for side in box)))
            page.close()
    return labels[:count]


def make_film(
    labels: Sequence[Image.Image],
    path: Path,
    *,
    label_seconds: float = 2.0,
    blank_seconds: float = 0.5,
) -> Path:
    """Write each label held before a wall, with a look at the bare wall after each."""
    chance = random.Random(7)  # noqa: S311 - a made-up wall
    wall = _wall(chance)
    with path.open("wb") as film:
        for label in labels:
            film.write(_jpeg(_held_before(wall, label, chance)) * _pictures(label_seconds))
            film.write(_jpeg(wall) * _pictures(blank_seconds))
    return path


def _pixels(mm: float) -> int:
    return round(mm / _MM_PER_INCH * _DPI)


def _pictures(seconds: float) -> int:
    return max(1, round(seconds * PICTURES_A_SECOND))


def _wall(chance: random.Random) -> Image.Image:
    """A shaded, slightly uneven wall with a darker skirting below."""
    small = Image.new("RGB", (32, 18))
    for x in range(small.width):
        for y in range(small.height):
            base = (112, 84, 60) if y > 13 else (206 - 2 * x, 200 - 2 * x, 184 - 2 * x)
            small.putpixel((x, y), tuple(part + chance.randint(-6, 6) for part in base))
    return small.resize(_SIZE, Image.Resampling.BICUBIC)


def _held_before(wall: Image.Image, label: Image.Image, chance: random.Random) -> Image.Image:
    height = round(_SIZE[1] * _LABEL_SHARE)
    width = round(label.width * height / label.height)
    flat = label.convert("RGBA").resize((width, height), Image.Resampling.LANCZOS)
    turned = flat.rotate(chance.uniform(-6, 6), Image.Resampling.BICUBIC, expand=True)
    picture = wall.copy()
    x = (_SIZE[0] - turned.width) // 2 + chance.randint(-80, 80)
    y = (_SIZE[1] - turned.height) // 2 + chance.randint(-30, 30)
    picture.paste(turned, (x, y), turned)
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
