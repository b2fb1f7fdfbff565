"""Which stops of a round a fresh photo is asked for.

``pwa/src/domain/spotCheck.ts`` asks on the phone by the same rule
(``tests/contract/spot_checks.json``).
"""

from __future__ import annotations

from datetime import date

_FNV_OFFSET = 0x811C9DC5
_FNV_PRIME = 0x01000193
_MIX = 0x85EBCA6B
_WORD = 0xFFFFFFFF


def is_spot_check(route_id: str, day: date, slot: str, stop_id: str, percent: int) -> bool:
    """Whether the walker of that round is asked for a photo at that stop, ``percent`` of all being
    asked. It follows from these alone: nobody knows it before the day, and it stays as it was."""
    text = f"{route_id}/{day.isoformat()}/{slot}/{stop_id}"
    return _folded(_hash(text)) % 100 < percent


def _hash(text: str) -> int:
    """FNV-1a over the text's characters; ids and slots have none beyond 16 bits."""
    value = _FNV_OFFSET
    for character in text:
        value = ((value ^ ord(character)) * _FNV_PRIME) & _WORD
    return value


def _folded(value: int) -> int:
    mixed = ((value ^ (value >> 16)) * _MIX) & _WORD
    return mixed ^ (mixed >> 13)
