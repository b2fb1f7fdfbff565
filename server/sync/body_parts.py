"""What several bodies of facts are made of, and their limits."""

from __future__ import annotations

from typing import Any

from qr_labels import is_code
from server.sync.shape import (
    MisfitError,
    fits,
    integer,
    list_of,
    matching,
    moment,
    one_of,
    record,
    text,
)

MOST_PHOTOS = 8
MOST_WORDS = 500
MOST_STROKES = 500
MOST_STROKE_NUMBERS = 10_000
SHA256_FORM = "[0-9a-f]{64}"
identity = matching("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WAYS = ("camera", "photo", "typed", "picked")
how = one_of(*WAYS)
photo = record(
    sha256=matching(SHA256_FORM),
    bytes=integer(1),
    width=integer(1),
    height=integer(1),
    taken_at=moment(),
)
photos = list_of(photo, most=MOST_PHOTOS)
words = text(0, MOST_WORDS)
key = text(1, 60)


def code(value: Any) -> str:
    """A label's code as this system issues them, in canonical form."""
    if type(value) is not str or not is_code(value):
        raise MisfitError("not a label's code")
    return value


_coordinate = integer(-10_000, 10_000)
_signature_fields = record(
    width=integer(1, 10_000),
    height=integer(1, 10_000),
    strokes=list_of(list_of(_coordinate, most=MOST_STROKE_NUMBERS), most=MOST_STROKES),
)


def signature(value: Any) -> dict[str, Any]:
    """At least one stroke; each is x, y, x, y."""
    signed: dict[str, Any] = _signature_fields(value)
    strokes = signed["strokes"]
    if not strokes or any(not stroke or len(stroke) % 2 for stroke in strokes):
        raise MisfitError({"strokes": "not at least one list of x, y, x, y"})
    if sum(map(len, strokes)) > MOST_STROKE_NUMBERS:
        raise MisfitError({"strokes": f"more than {MOST_STROKE_NUMBERS} numbers"})
    return signed


def is_photo(value: Any) -> bool:
    """Whether this is what a body says of one photo."""
    return fits(photo, value)
