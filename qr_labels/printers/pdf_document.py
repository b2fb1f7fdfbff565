"""Pages of one size as a PDF that is written page by page."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import BinaryIO

from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.pdf_file import PdfFile
from qr_labels.printers.pdf_font import PdfFont
from qr_labels.printers.pdf_ink import POINTS_PER_MM, PdfInk
from qr_labels.sheet import Cell


class PdfDocument:
    """Holds the numbers of its pages and the glyphs that they use, and nothing else of them."""

    def __init__(self, out: BinaryIO, layout: PageLayout) -> None:
        self._pdf = PdfFile(out)
        self._font = PdfFont(label_font())
        self._ink = PdfInk(self._font, layout.page_height)
        self._layout = layout
        self._catalog = self._pdf.reserve()
        self._tree = self._pdf.reserve()
        self._font_number = self._pdf.reserve()
        self._pages = array("L")

    def add_page(self, cells: Iterable[Cell]) -> None:
        """Write a page with these cells."""
        drawn = "".join([self._ink.cell(cell) for cell in cells])
        content = self._pdf.add_stream(drawn.encode("ascii"))
        page = f"<</Type/Page/Parent {self._tree} 0 R/Contents {content} 0 R>>"
        self._pages.append(self._pdf.add(page))

    def finish(self) -> int:
        """Write what all pages share and return their number, which must not be zero."""
        self._font.embed(self._pdf, self._font_number)
        self._put_tree()
        self._pdf.finish(self._catalog)
        return len(self._pages)

    @property
    def is_empty(self) -> bool:
        return not self._pages

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
