"""Sheets of labels: what can go wrong is told in the product's own problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

from qr_labels import LAYOUTS, LabelSpec, payload, write_sheet_pdf
from qr_labels.errors import InvalidBaseUrlError, MissingGlyphError, PayloadTooLongError
from qr_labels.font import label_font
from qr_labels.spec import plain_label
from server.domain.problems import BadInput, LabelGlyphMissing, LabelHostTooLong

LAYOUT_NAMES = tuple(LAYOUTS)
_IN_MEMORY = 16 * 2**20


def write_label_sheet(labels: Iterable[LabelSpec], layout: str) -> IO[bytes]:
    """A PDF in the order of ``labels``, rewound; large ones lie in a temporary file.

    Raises KeyError for an unknown layout, LabelGlyphMissing, LabelHostTooLong.
    """
    out = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with _told():
        write_sheet_pdf(labels, LAYOUTS[layout], out)
    out.seek(0)
    return out


def check_label_sheet(labels: Sequence[LabelSpec]) -> None:
    """Find what would stop the printing, long before it is drawn.

    Raises LabelGlyphMissing naming the thing and the character, LabelHostTooLong, BadInput for an
    address that no label can carry.
    """
    draws = label_font().draws
    missing = {symbol for label in labels for symbol in _symbols(label) if not draws(symbol)}
    for label in labels if missing else ():
        for symbol in missing.intersection(_symbols(label)):
            raise LabelGlyphMissing(label=label.name, character=symbol)
    with _told():
        for label in labels[:1]:
            payload(label.base_url, label.code)


def _symbols(label: LabelSpec) -> Iterator[str]:
    plain = plain_label(label)
    yield from plain.name + plain.place + plain.number + plain.school


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
