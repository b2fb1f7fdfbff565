"""What is noted beside a held fact: it may quote anything a phone sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def detail_of(hold: Mapping[str, object], sent_at: datetime | None) -> dict[str, Any]:
    """Why it is held, and the phone's clock when it was sent: a repair is timed by it."""
    if sent_at is None:
        return storable(hold)
    return storable(hold) | {"sent_at": (sent_at - _BEGIN) // timedelta(milliseconds=1)}


def sent_at_of(detail: Mapping[str, Any]) -> datetime | None:
    """The phone's clock when the held fact was sent, None where that was not noted."""
    noted = detail.get("sent_at")
    return None if noted is None else _BEGIN + timedelta(milliseconds=noted)


def storable(detail: Mapping[str, object]) -> dict[str, Any]:
    """``detail`` as JSON that every database takes: text keys, no NUL, no lone surrogates."""
    return {_text(key): _value(value) for key, value in detail.items()}


def _value(value: object) -> Any:
    if isinstance(value, Mapping):
        return {_text(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    return _text(value)


def _text(value: object) -> str:
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()
