"""Reading as much of a held fact's text as can be read, whatever it is.

Nothing here is trusted: a value that is not what it should be counts as not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

RESULTS = ("ok", "abnormal")
LABEL_TYPES = ("label_bound", "label_requested")
CONDITIONS = ("intact", "usable", "unusable", "missing")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_MOST_MILLIS = 10**13
_MOST_SEQ = 2**31
_MOST_LISTED = 20


@dataclass(frozen=True)
class HeldPhoto:
    """``taken_at`` by the phone's clock, None when it was not said."""

    sha256: str
    taken_at: datetime | None


@dataclass(frozen=True)
class HeldText:
    """What a fact's text says; None or empty where nothing can be read.

    ``whole`` is the JSON object itself. ``body`` is {} unless it is an object.
    """

    whole: dict[str, Any] | None
    body: dict[str, Any]
    device: str | None
    seq: int | None
    author: str | None
    type: str | None
    version: int | None
    observed_at: datetime | None
    depends_on: tuple[str, ...]
    asset_id: str | None
    place_id: str | None
    code: str | None
    result: str | None
    condition: str | None
    phrases: tuple[str, ...]
    words: str
    scanned: str | None
    target: str | None
    photos: tuple[HeldPhoto, ...]

    @property
    def is_about_label(self) -> bool:
        """Whether it says something of a label, not of a thing's condition."""
        return self.type in LABEL_TYPES


def read_held(raw: bytes) -> HeldText:
    """Read what came. Never raises."""
    fact = _object(_json(raw))
    body = _object(fact.get("body"))
    return HeldText(
        whole=fact or None,
        body=body,
        device=_text(fact.get("device")),
        seq=_number(fact.get("seq"), _MOST_SEQ),
        author=_text(fact.get("author")),
        type=_text(fact.get("type")),
        version=_number(fact.get("v"), _MOST_SEQ),
        observed_at=_moment(fact.get("observed_at")),
        depends_on=_texts(fact.get("depends_on")),
        asset_id=_text(body.get("asset_id")),
        place_id=_text(body.get("place_id")),
        code=_text(body.get("code")),
        result=_one_of(RESULTS, body.get("result")),
        condition=_one_of(CONDITIONS, body.get("condition")),
        phrases=_texts(body.get("phrases")),
        words=_text(body.get("words")) or "",
        scanned=_text(body.get("text")),
        target=_text(body.get("target")),
        photos=tuple(_photos(body.get("photos"))),
    )


def _json(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value[:_MOST_LISTED] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    """Without NUL, which no database takes."""
    return (value.replace("\0", "") or None) if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for text in map(_text, _list(value)) if text)


def _number(value: Any, limit: int) -> int | None:
    return value if type(value) is int and 0 < value < limit else None


def _moment(value: Any) -> datetime | None:
    if type(value) is not int or abs(value) > _MOST_MILLIS:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)


def _one_of(allowed: tuple[str, ...], value: Any) -> str | None:
    return value if value in allowed else None


def _photos(value: Any) -> list[HeldPhoto]:
    named = [photo for photo in _list(value) if isinstance(photo, dict)]
    return [
        HeldPhoto(photo["sha256"], _moment(photo.get("taken_at")))
        for photo in named
        if isinstance(photo.get("sha256"), str) and _SHA256.match(photo["sha256"])
    ]
