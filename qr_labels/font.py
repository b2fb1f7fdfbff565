"""The font: which characters it draws and how wide they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont

FONT_FILE = "NotoSansSC-Medium.ttf"
EM = 1000


@contextmanager
def open_font_file() -> Iterator[TTFont]:
    """The font file, its glyphs named by their numbers: deriving names would cost 0.1 s."""
    with (
        as_file(files("qr_labels.fonts") / FONT_FILE) as path,
        TTFont(path, recalcTimestamp=False, lazy=True) as ttf,
    ):
        ttf.setGlyphOrder([".notdef", *(f"g{i}" for i in range(1, ttf["maxp"].numGlyphs))])
        yield ttf


class Font:
    """Glyphs and widths of the embedded font; lengths are thousandths of the type size."""

    def __init__(self) -> None:
        with open_font_file() as ttf:
            self.glyph_names: dict[int, str] = ttf.getBestCmap()
            head = ttf["head"]
            scale = EM / head.unitsPerEm
            self.cap_height = ttf["OS/2"].sCapHeight * scale
            self.ascent = ttf["hhea"].ascent * scale
            self.descent = ttf["hhea"].descent * scale
            self.bounds = tuple(
                round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)
            )
            advances = ttf["hmtx"].metrics
            self._widths: dict[str, float] = {
                chr(point): advances[name][0] * scale for point, name in self.glyph_names.items()
            }

    def draws(self, symbol: str) -> bool:
        """Whether the font has a glyph for a character."""
        return symbol in self._widths

    def width(self, text: str) -> float:
        """The advance of a text; all its characters must be drawn by the font."""
        return sum(map(self._widths.__getitem__, text))


@lru_cache(maxsize=1)
def label_font() -> Font:
    """The one font of labels, read at first use (about 0.2 s)."""
    return Font()
