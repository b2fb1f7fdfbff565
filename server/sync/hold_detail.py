"""What is noted beside a held fact: it may quote anything a phone sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
