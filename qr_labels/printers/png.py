"""Labels as 1-bit PNG pictures, one a label, for the printers' own apps."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from qr_labels.draw import draw_label
from qr_labels.errors import NoLabelsError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.raster import MM_PER_INCH, dots_per_mm, rasterise
from qr_labels.sheet import AS_USUAL, Cell, SheetOptions, design_named
from qr_labels.spec import LabelSpec


def draw_png(label: LabelSpec, layout: PageLayout, dpi: int, design: str = "asset") -> bytes:
    """A label of the size of the layout's cells, a pixel a dot of a printer of `dpi`.

    The label's own design goes before `design`. Raises what `draw_label` raises, and
    SheetOptionError for a design or a resolution that there is not.
    """
    chosen = design_named(label.design or design)
    drawn = draw_label(label, chosen, layout.shape, label_font())
    resolution = dots_per_mm(dpi) * MM_PER_INCH
    picture = BytesIO()
    image = rasterise([Cell(0, 0, drawn)], layout.width, layout.height, dpi)
    image.save(picture, "PNG", dpi=(resolution, resolution))
    return picture.getvalue()


def write_png_zip(
    labels: Iterable[LabelSpec],
    layout: PageLayout,
    dpi: int,
    out: BinaryIO,
    options: SheetOptions = AS_USUAL,
) -> int:
    """A picture a label in a zip, named by place in the order and code; returns their number.

    Of the options only the design counts: how often and where a picture is printed is said to the
    app that prints it. Raises what `draw_png` raises, and NoLabelsError; `out` is incomplete then.
    """
    count = 0
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for count, label in enumerate(labels, 1):
            name = "-".join([f"{count:05}", *filter(None, [label.code])])
            archive.writestr(ZipInfo(f"{name}.png"), draw_png(label, layout, dpi, options.design))
    if not count:
        raise NoLabelsError
    return count
