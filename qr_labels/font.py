"""The font: which characters it draws and how wide they are."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont

FONT_FILE = "NotoSansSC-Medium.ttf"
EM = 1000


class Font:
    """Glyphs and widths of the embedded font; lengths are thousandths of the type size."""

    def __init__(self) -> None:
        with as_file(files("qr_labels.fonts") / FONT_FILE) as path, TTFont(path) as ttf:
            self.glyph_names: dict[int, str] = ttf.getBestCmap()
            head = ttf["head"]
            scale = EM / head.unitsPerEm
            self.cap_height = ttf["OS/2"].sCapHeight * scale
            self.ascent = ttf["hhea"].ascent * scale
            self.descent = ttf["hhea"].descent * scale
            self.bounds = tuple(
                round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)
            )
            self._widths: dict[int, float] = {
                point: ttf["hmtx"][name][0] * scale for point, name in self.glyph_names.items()
            }

    def draws(self, symbol: str) -> bool:
        """Whether the font has a glyph for a character."""
        return ord(symbol) in self.glyph_names

    def width(self, text: str) -> float:
        """The advance of a text; all its characters must be drawn by the font."""
        return sum(self._widths[ord(symbol)] for symbol in text)


@lru_cache(maxsize=1)
def label_font() -> Font:
    """The one font of labels, read at first use (about 0.2 s)."""
    return Font()
