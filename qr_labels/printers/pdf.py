"""Sheets and rolls of labels as a true-size vector PDF with the font embedded."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import BinaryIO

from qr_labels.draw import PlacedSymbol, PlacedText
from qr_labels.errors import NoLabelsError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.pdf_file import PdfFile
from qr_labels.printers.pdf_font import PdfFont
from qr_labels.sheet import Cell, lay_out
from qr_labels.spec import LabelSpec
from qr_labels.symbol import run_at

POINTS_PER_MM = 72 / 25.4


def write_sheet_pdf(labels: Iterable[LabelSpec], layout: PageLayout, out: BinaryIO) -> int:
    """Write the labels in their order and return the number of pages.

    Memory does not grow with the number of labels: `labels` is read page by page and `out` is
    written page by page. After a LabelError (MissingGlyphError, PayloadTooLongError,
    InvalidCodeError, InvalidBaseUrlError, NoLabelsError) `out` holds an incomplete file that
    the caller throws away.
    """
    font = label_font()
    document = _Document(PdfFile(out), PdfFont(font), layout)
    for cells in lay_out(labels, layout, font):
        document.add_page(cells)
    return document.finish()


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


class _Document:
    def __init__(self, pdf: PdfFile, font: PdfFont, layout: PageLayout) -> None:
        self._pdf = pdf
        self._font = font
        self._layout = layout
        self._catalog, self._tree, self._font_number = pdf.reserve(), pdf.reserve(), pdf.reserve()
        self._pages = array("L")
        self._rectangles = _RectanglesBySize()

    def add_page(self, cells: list[Cell]) -> None:
        drawn = "".join(self._draw_cell(cell) for cell in cells)
        content = self._pdf.add_stream(drawn.encode("ascii"))
        page = f"<</Type/Page/Parent {self._tree} 0 R/Contents {content} 0 R>>"
        self._pages.append(self._pdf.add(page))

    def finish(self) -> int:
        if not self._pages:
            raise NoLabelsError
        self._font.embed(self._pdf, self._font_number)
        self._put_tree()
        self._pdf.finish(self._catalog)
        return len(self._pages)

    def _put_tree(self) -> None:
        """No scaling is what the print dialogue proposes, so that millimetres stay true."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        width = self._layout.page_width * POINTS_PER_MM
        height = self._layout.page_height * POINTS_PER_MM
        self._pdf.put(
            self._tree,
            f"<</Type/Pages/Count {len(self._pages)}/MediaBox[0 0 {width:.4f} {height:.4f}]"
            f"/Resources<</Font<</F {self._font_number} 0 R>>>>/Kids[{kids}]>>",
        )
        self._pdf.put(
            self._catalog,
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang(zh-CN)"
            "/ViewerPreferences<</PrintScaling/None>>>>",
        )

    def _draw_cell(self, cell: Cell) -> str:
        label = cell.label
        texts = "".join(self._draw_text(text, cell.x, cell.y) for text in label.texts)
        return f"{self._draw_symbol(label.symbol, cell.x, cell.y)}BT\n{texts}ET\n"

    def _draw_symbol(self, placed: PlacedSymbol, x: float, y: float) -> str:
        """All dark runs as one path, in modules from the symbol's upper left corner."""
        side = placed.module * POINTS_PER_MM
        at = f"{self._right(x + placed.x):.3f} {self._up(y + placed.y):.3f}"
        rectangles = self._rectangles[placed.symbol.size]
        runs = "".join([rectangles[span] for span in placed.symbol.dark_spans()])
        return f"q {side:.5f} 0 0 -{side:.5f} {at} cm\n{runs}f Q\n"

    def _draw_text(self, text: PlacedText, x: float, y: float) -> str:
        at = f"{self._right(x + text.x):.3f} {self._up(y + text.baseline):.3f}"
        return f"/F {text.size:g} Tf 1 0 0 1 {at} Tm <{self._font.encode(text.text)}> Tj\n"

    def _right(self, millimetres: float) -> float:
        return millimetres * POINTS_PER_MM

    def _up(self, millimetres: float) -> float:
        return (self._layout.page_height - millimetres) * POINTS_PER_MM
