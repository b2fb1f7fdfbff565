"""The page that is printed and measured before labels are."""

from __future__ import annotations

from typing import BinaryIO

from qr_labels.calibration import calibration_pages
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.pdf_document import PdfDocument
from qr_labels.sheet import AS_USUAL, SheetOptions


def write_test_page_pdf(layout: PageLayout, out: BinaryIO, options: SheetOptions = AS_USUAL) -> int:
    """Write lines to measure and what to do with the figures; return the number of pages.

    The shift of `options` is applied, so that a corrected print shows the lines where the page
    says. Raises SheetOptionError.
    """
    document = PdfDocument(out, layout)
    for cells in calibration_pages(layout, label_font(), options):
        document.add_page(cells)
    return document.finish()
