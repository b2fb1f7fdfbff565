"""Every layout in every design, as it leaves a printer of 203 and of 300 dpi, is read again."""

from collections.abc import Iterator
from io import BytesIO

from design_samples import (
    EVERY_DESIGN,
    EVERY_LAYOUT,
    EVERY_RESOLUTION,
    full_labels,
    symbol_text,
)
from label_samples import decode, pages_at
from PIL import Image

from qr_labels import LabelSpec, SheetOptions, write_sheet_pdf
from qr_labels.layout import PageLayout
from qr_labels.printers.png import draw_png

MM_PER_INCH = 25.4


def labels_on(layout: PageLayout) -> list[LabelSpec]:
    return list(full_labels(6 if layout.is_roll else layout.per_page))


def cells_of(pdf: bytes, layout: PageLayout, dpi: int) -> Iterator[Image.Image]:
    """Every cell of every page, cut out of the page as it is printed."""
    dots = dpi / MM_PER_INCH
    for page in pages_at(pdf, dpi):
        for x, y in layout.origins():
            corners = (x, y, x + layout.width, y + layout.height)
            yield page.crop(tuple(int(corner * dots) for corner in corners))


@EVERY_RESOLUTION
@EVERY_DESIGN
@EVERY_LAYOUT
def test_every_cell_of_a_pdf_is_read_again(layout: PageLayout, design: str, dpi: int):
    labels, out = labels_on(layout), BytesIO()
    write_sheet_pdf(labels, layout, out, SheetOptions(design=design))
    read = [decode(cell) for cell in cells_of(out.getvalue(), layout, dpi)]
    assert read == [[symbol_text(label, design, layout)] for label in labels]


@EVERY_RESOLUTION
@EVERY_DESIGN
@EVERY_LAYOUT
def test_every_picture_is_read_again(layout: PageLayout, design: str, dpi: int):
    [label] = full_labels(1)
    picture = Image.open(BytesIO(draw_png(label, layout, dpi, design)))
    assert decode(picture) == [symbol_text(label, design, layout)]
