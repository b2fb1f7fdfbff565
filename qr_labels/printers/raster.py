"""A drawn label as black and white dots, for printers whose dots are as wide as a line of a symbol.

Every module is a whole number of dots: one of five dots beside one of six is what makes small
labels of 203 dpi printers hard to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

from qr_labels.draw import DrawnLabel, PlacedSymbol
from qr_labels.errors import SheetOptionError
from qr_labels.font import EM, FONT_FILE, label_font
from qr_labels.layout import MM_PER_POINT, Box
from qr_labels.sheet import Cell
from qr_labels.symbol import Symbol
from qr_labels.word_column import PlacedText

MM_PER_INCH = 25.4
RESOLUTIONS = {203: 8.0, 300: 300 / MM_PER_INCH}
"""Dots a millimetre of the printers that are sold as so many dots an inch."""
_STRETCH = 1.02
"""A symbol may grow by this, a third of a module at each side, when that gives a dot more."""
_BLACK, _WHITE = 0, 1
_FULL = 255
_DARK = ord("1")


def dots_per_mm(dpi: int) -> float:
    """The dots in a millimetre of a printer of `dpi`; raises SheetOptionError for a third kind."""
    if dpi not in RESOLUTIONS:
        raise SheetOptionError(field="dpi", expected=", ".join(map(str, RESOLUTIONS)))
    return RESOLUTIONS[dpi]


def rasterise(cells: Iterable[Cell], width: float, height: float, dpi: int) -> Image.Image:
    """A 1-bit picture (0 black) of `width` x `height` mm with drawn labels at their places."""
    dots = dots_per_mm(dpi)
    image = Image.new("1", (round(width * dots), round(height * dots)), _WHITE)
    for cell in cells:
        _draw_label(image, cell.label, dots, (round(cell.x * dots), round(cell.y * dots)))
    return image


def _draw_label(
    image: Image.Image, drawn: DrawnLabel, dots: float, corner: tuple[int, int]
) -> None:
    """A label's corner is a whole dot, so that it looks the same wherever it stands."""
    if drawn.symbol is not None:
        _draw_symbol(image, drawn.symbol, dots, corner)
    for bar in drawn.bars:
        _draw_bar(image, bar, dots, corner)
    for text in drawn.texts:
        _draw_text(image, text, dots, corner)


def _draw_symbol(
    image: Image.Image, placed: PlacedSymbol, dots: float, corner: tuple[int, int]
) -> None:
    """In the middle of its place, at the most whole dots a module that the place holds."""
    size = placed.symbol.size
    module = max(1, int(placed.module * dots * _STRETCH))
    margin = size * (placed.module * dots - module) / 2
    left = round(placed.x * dots + margin) + corner[0]
    top = round(placed.y * dots + margin) + corner[1]
    image.paste(_modules(placed.symbol).resize((size * module, size * module)), (left, top))


def _draw_bar(image: Image.Image, bar: Box, dots: float, corner: tuple[int, int]) -> None:
    left, top = round(bar.x * dots) + corner[0], round(bar.y * dots) + corner[1]
    right = left + max(1, round(bar.width * dots))
    bottom = top + max(1, round(bar.height * dots))
    image.paste(_BLACK, (left, top, right, bottom))


def _modules(symbol: Symbol) -> Image.Image:
    """A dot a module; the column of separators is cut off."""
    cells = Image.frombytes("L", (symbol.size + 1, symbol.size), symbol.cells.encode("ascii"))
    dark_is_black = [0 if value == _DARK else _FULL for value in range(256)]
    return cells.point(dark_is_black, "1").crop((0, 0, symbol.size, symbol.size))


def _draw_text(image: Image.Image, text: PlacedText, dots: float, corner: tuple[int, int]) -> None:
    """Each character on the dot nearest to where the PDF has it."""
    size = text.size * MM_PER_POINT * dots
    baseline = round(text.baseline * dots) + corner[1]
    x = text.x * dots + corner[0]
    for character in text.text:
        mask, (left, above) = _glyph(character, size)
        image.paste(_BLACK, (round(x) + left, baseline + above), mask)
        x += label_font().width(character) * size / EM


@lru_cache(maxsize=8192)
def _glyph(character: str, size: float) -> tuple[Image.Image, tuple[int, int]]:
    """The dots of a character of `size` dots and how far right and down of its origin they lie."""
    face = _face(size)
    left, top, right, bottom = (round(edge) for edge in face.getbbox(character, "1", anchor="ls"))
    mask = Image.new("1", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), character, fill=1, font=face, anchor="ls")
    return mask, (left, top)


@lru_cache(maxsize=64)
def _face(size: float) -> ImageFont.FreeTypeFont:
    with as_file(files("qr_labels.fonts") / FONT_FILE) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
