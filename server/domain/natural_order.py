"""The order in which people count: 305-2 stands before 305-12, 2楼 before 10楼."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"(\d+)")

NaturalKey = tuple[tuple[bool, int, str], ...]


def natural_key(text: str | None) -> NaturalKey:
    """A key to sort by in which numbers count as numbers; no text sorts before all others."""
    parts = _NUMBER.split(unicodedata.normalize("NFKC", text or ""))
    return tuple(_part(part) for part in parts if part)


def _part(part: str) -> tuple[bool, int, str]:
    """Numbers stand before letters."""
    return (False, int(part), "") if part.isdecimal() else (True, 0, part)
