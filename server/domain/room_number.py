"""The number by which people call a thing in its room: 305-12号."""

from __future__ import annotations

import re
import unicodedata

_ROOM = re.compile(r"(\d{2,4})\D*$")
_LEDGER_NUMBER = re.compile(r"(?:^|\D)(\d{2,4})-(\d{1,3})$")
_NAME = re.compile(r"(\d{1,3})\s*号?$")


def room_number(room: str, ledger_number: str | None, name: str) -> str:
    """``"305-12号"`` for number 12 in room 305, as its ledger number (J305-12) or name (课桌12号)
    says; empty when neither does, or when the room has no number of its own."""
    found = _ROOM.search(_folded(room))
    if found is None:
        return ""
    number = _of_ledger(found[1], ledger_number) or _of_name(name)
    return f"{found[1]}-{number}号" if number else ""


def _of_ledger(room: str, ledger_number: str | None) -> str:
    """The last part of a ledger number that names this very room before it."""
    found = _LEDGER_NUMBER.search(_folded(ledger_number or ""))
    return found[2] if found and found[1] == room else ""


def _of_name(name: str) -> str:
    found = _NAME.search(_folded(name))
    return found[1] if found else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
