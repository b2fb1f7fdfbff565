"""Labels as files: what can go wrong is told in the product's own problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from qr_labels import LabelSpec
from qr_labels.draw import design_on, draw_label
from qr_labels.errors import (
    InvalidBaseUrlError,
    MissingGlyphError,
    PayloadTooLongError,
    SheetOptionError,
)
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.pdf import write_sheet_pdf, write_test_page_pdf
from qr_labels.printers.png import write_png_zip
from qr_labels.printers.tspl import write_tspl
from qr_labels.printers.xlsx import write_label_xlsx
from qr_labels.sheet import SheetOptions, design_named
from qr_labels.spec import plain_label, words_of
from server.domain.problems import BadInput, LabelGlyphMissing, LabelHostTooLong

_IN_MEMORY = 16 * 2**20


def label_pdf(labels: Iterable[LabelSpec], layout: PageLayout, options: SheetOptions) -> IO[bytes]:
    """A PDF of true size in the order of ``labels``. As all of these it is rewound, lies in a
    temporary file when it is large, and raises LabelGlyphMissing, LabelHostTooLong, BadInput."""
    return _written(lambda out: write_sheet_pdf(labels, layout, out, options))


def label_pictures(
    labels: Iterable[LabelSpec], layout: PageLayout, options: SheetOptions, dpi: int
) -> IO[bytes]:
    """A ZIP with a 1-bit PNG a label."""
    return _written(lambda out: write_png_zip(labels, layout, dpi, out, options))


def label_commands(
    labels: Iterable[LabelSpec], layout: PageLayout, options: SheetOptions, dpi: int
) -> IO[bytes]:
    """TSPL for a roll's printer. BadInput for a layout that is no roll."""
    return _written(lambda out: write_tspl(labels, layout, dpi, out, options))


def label_table(labels: Iterable[LabelSpec], options: SheetOptions) -> IO[bytes]:
    """A workbook for printing apps, a row a label; separators have no place in it."""
    coded = (label for label in labels if label.code)
    return _written(lambda out: write_label_xlsx(coded, out, options))


def test_page_pdf(layout: PageLayout, options: SheetOptions) -> IO[bytes]:
    """The page on which a printer's shift is measured."""
    return _written(lambda out: write_test_page_pdf(layout, out, options))


def check_labels(labels: Sequence[LabelSpec], layout: PageLayout, design: str) -> None:
    """Find what would stop the printing, long before it is drawn.

    Raises LabelGlyphMissing naming the thing and the character, LabelHostTooLong, BadInput for an
    address that no label can carry.
    """
    font = label_font()
    missing = {symbol for label in labels for symbol in _symbols(label) if not font.draws(symbol)}
    for label in labels if missing else ():
        for symbol in missing.intersection(_symbols(label)):
            raise LabelGlyphMissing(label=label.name, character=symbol)
    for label in [label for label in labels if label.code][:1]:
        with _told():
            draw_label(label, design_named(label.design or design), layout.shape, font)


def carries_address(layout: PageLayout, design: str) -> bool:
    """Whether the symbols of such labels hold the school's address; small ones hold the bare code.

    Raises BadInput for an unknown design.
    """
    with _told():
        return not design_on(design_named(design), layout.shape).bare


def _symbols(label: LabelSpec) -> Iterator[str]:
    for words in words_of(plain_label(label)):
        yield from words


def _written(write: Callable[[BinaryIO], object]) -> IO[bytes]:
    with ExitStack() as until_whole:
        out = until_whole.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        with _told():
            write(out)  # type: ignore[arg-type]
        out.seek(0)
        until_whole.pop_all()  # the answer closes it
    return out


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except MissingGlyphError as error:
        raise LabelGlyphMissing(
            label=error.params["text"], character=error.params["character"]
        ) from error
    except PayloadTooLongError as error:
        raise LabelHostTooLong(base_url=error.params["base_url"]) from error
    except InvalidBaseUrlError as error:
        raise BadInput(fields=error.params["base_url"]) from error
    except SheetOptionError as error:
        raise BadInput(fields=error.params["field"]) from error
