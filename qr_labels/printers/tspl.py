"""Labels in TSPL, the language of many thermal printers, each label as one BITMAP.

Pictures and not TEXT: the printers' own fonts often lack Chinese characters or draw others.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from PIL import Image

from qr_labels.calibration import calibration_pages
from qr_labels.errors import NoLabelsError, SheetOptionError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.raster import rasterise
from qr_labels.sheet import AS_USUAL, Cell, SheetOptions, lay_out
from qr_labels.spec import LabelSpec

USUAL_GAP = 2.0
"""Millimetres of bare paper between two labels of a roll, where the layout says none."""
_BITS = 8


def write_tspl(
    labels: Iterable[LabelSpec],
    layout: PageLayout,
    dpi: int,
    out: BinaryIO,
    options: SheetOptions = AS_USUAL,
) -> int:
    """Write the labels in their order for a printer of `dpi`; return how many are printed.

    Memory does not grow with their number. Raises SheetOptionError for a layout that is no roll
    and for a resolution that there is not, NoLabelsError, and what `lay_out` raises; `out` is
    incomplete then.
    """
    printed = _write_pages(lay_out(labels, layout, label_font(), options), layout, dpi, out)
    if not printed:
        raise NoLabelsError
    return printed


def write_test_page_tspl(
    layout: PageLayout, dpi: int, out: BinaryIO, options: SheetOptions = AS_USUAL
) -> int:
    """Write the labels that are measured to set a printer's offset right; return their number.

    Raises SheetOptionError.
    """
    return _write_pages(calibration_pages(layout, label_font(), options), layout, dpi, out)


def _write_pages(pages: Iterable[list[Cell]], layout: PageLayout, dpi: int, out: BinaryIO) -> int:
    """The printer itself repeats a page that stands next to its like: a copy costs no bytes."""
    if not layout.is_roll:
        raise SheetOptionError(field="layout", expected="roll")
    out.write(_setup(layout))
    printed = 0
    for cells, same in groupby(pages):
        copies = sum(1 for _ in same)
        picture = rasterise(cells, layout.page_width, layout.page_height, dpi)
        out.write(_page(picture, copies))
        printed += copies
    return printed


def _setup(layout: PageLayout) -> bytes:
    gap = layout.gap_y or USUAL_GAP
    size = f"SIZE {layout.page_width:g} mm,{layout.page_height:g} mm"
    return f"{size}\r\nGAP {gap:g} mm,0 mm\r\nDIRECTION 1\r\n".encode("ascii")


def _page(picture: Image.Image, copies: int) -> bytes:
    """A bit of 1 is white, and rows end on whole bytes, so that the rest of the last is white."""
    width = -(-picture.width // _BITS)
    padded = Image.new("1", (width * _BITS, picture.height), 1)
    padded.paste(picture)
    command = f"CLS\r\nBITMAP 0,0,{width},{picture.height},0,".encode("ascii")
    return command + padded.tobytes() + f"\r\nPRINT 1,{copies}\r\n".encode("ascii")
