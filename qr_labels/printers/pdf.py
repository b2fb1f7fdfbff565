"""Sheets and rolls of labels as a true-size vector PDF with the font embedded, and the page that
is printed and measured before them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from qr_labels.calibration import calibration_pages
from qr_labels.errors import NoLabelsError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.pdf_document import PdfDocument
from qr_labels.sheet import AS_USUAL, SheetOptions, lay_out
from qr_labels.spec import LabelSpec


def write_sheet_pdf(
    labels: Iterable[LabelSpec],
    layout: PageLayout,
    out: BinaryIO,
    options: SheetOptions = AS_USUAL,
) -> int:
    """Write the labels in their order and return the number of pages.

    Memory does not grow with the number of labels: `labels` is read page by page and `out` is
    written page by page. After a LabelError (MissingGlyphError, PayloadTooLongError,
    InvalidCodeError, InvalidBaseUrlError, CellTooSmallError, SheetOptionError, NoLabelsError)
    `out` holds an incomplete file that the caller throws away.
    """
    document = PdfDocument(out, layout)
    for cells in lay_out(labels, layout, label_font(), options):
        document.add_page(cells)
    if document.is_empty:
        raise NoLabelsError
    return document.finish()


def write_test_page_pdf(layout: PageLayout, out: BinaryIO, options: SheetOptions = AS_USUAL) -> int:
    """Write lines to measure and what to do with the figures; return the number of pages.

    The shift of `options` is applied, so that a corrected print shows the lines where the page
    says. Raises SheetOptionError.
    """
    document = PdfDocument(out, layout)
    for cells in calibration_pages(layout, label_font(), options):
        document.add_page(cells)
    return document.finish()
