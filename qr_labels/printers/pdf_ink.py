"""Drawn labels as the operators of a PDF page."""

from __future__ import annotations

from qr_labels.draw import PlacedSymbol
from qr_labels.layout import Box
from qr_labels.printers.pdf_font import PdfFont
from qr_labels.sheet import Cell
from qr_labels.symbol import run_at
from qr_labels.word_column import PlacedText

POINTS_PER_MM = 72 / 25.4


class _Rectangles(dict[tuple[int, int], str]):
    """Path operators of dark spans, made at their first use: 200 a symbol, the same again."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __missing__(self, span: tuple[int, int]) -> str:
        column, row, length = run_at(span, self._size)
        self[span] = f"{column} {row} {length} 1 re\n"
        return self[span]


class _RectanglesBySize(dict[int, _Rectangles]):
    def __missing__(self, size: int) -> _Rectangles:
        self[size] = _Rectangles(size)
        return self[size]


class PdfInk:
    """Draws cells on pages of `page_height` mm; the font learns which glyphs are used."""

    def __init__(self, font: PdfFont, page_height: float) -> None:
        self._font = font
        self._page_height = page_height
        self._rectangles = _RectanglesBySize()

    def cell(self, cell: Cell) -> str:
        """The operators that draw one cell."""
        label = cell.label
        symbol = self._symbol(label.symbol, cell.x, cell.y) if label.symbol else ""
        bars = "".join(self._bar(bar, cell.x, cell.y) for bar in label.bars)
        texts = "".join(self._text(text, cell.x, cell.y) for text in label.texts)
        return f"{symbol}{bars}BT\n{texts}ET\n"

    def _symbol(self, placed: PlacedSymbol, x: float, y: float) -> str:
        """All dark runs as one path, in modules from the symbol's upper left corner."""
        side = placed.module * POINTS_PER_MM
        at = self._at(x + placed.x, y + placed.y)
        rectangles = self._rectangles[placed.symbol.size]
        runs = "".join([rectangles[span] for span in placed.symbol.dark_spans()])
        return f"q {side:.5f} 0 0 -{side:.5f} {at} cm\n{runs}f Q\n"

    def _bar(self, bar: Box, x: float, y: float) -> str:
        at = self._at(x + bar.x, y + bar.y + bar.height)
        return f"{at} {bar.width * POINTS_PER_MM:.3f} {bar.height * POINTS_PER_MM:.3f} re f\n"

    def _text(self, text: PlacedText, x: float, y: float) -> str:
        at = self._at(x + text.x, y + text.baseline)
        return f"/F {text.size:g} Tf 1 0 0 1 {at} Tm <{self._font.encode(text.text)}> Tj\n"

    def _at(self, x: float, y: float) -> str:
        return f"{x * POINTS_PER_MM:.3f} {(self._page_height - y) * POINTS_PER_MM:.3f}"
