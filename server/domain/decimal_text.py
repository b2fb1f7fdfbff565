"""Decimal numbers as texts: what was read off a gauge is kept and compared as it was written."""

from __future__ import annotations

import re
import unicodedata

_CANONICAL = re.compile(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?")
_ENTERED = re.compile(r"(-?)([0-9]*)\.?([0-9]*)")
# What Chinese keyboards give for the point, and books for the minus.
_MARKS = str.maketrans({"。": ".", "\N{MINUS SIGN}": "-"})
_LONGEST = 20
_PLACES = 3
_PARTS = 1000


def is_decimal(text: str) -> bool:
    """Whether ``text`` is a number as facts and checklists write it: up to six digits before the
    point and three behind, no plus, no needless zero in front."""
    return _CANONICAL.fullmatch(text) is not None


def decimal_text(entered: str) -> str | None:
    """The number a person has typed, as facts write it; None when it is none.

    Full-width digits, blanks around, a Chinese full stop, "+5", ".5", "5." and "007" are
    understood. A comma is not: it might be a point, or part thousands.
    """
    plain = unicodedata.normalize("NFKC", entered).translate(_MARKS).strip().removeprefix("+")
    found = _ENTERED.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None or not found[2] + found[3]:
        return None
    behind = f".{found[3]}" if found[3] else ""
    text = found[1] + (found[2].lstrip("0") or "0") + behind
    return text if is_decimal(text) else None


def thousandths(text: str) -> int:
    """The exact size of a number that ``is_decimal``, for comparing: "0.5" is 500."""
    whole, _, behind = text.lstrip("-").partition(".")
    size = int(whole) * _PARTS + int(behind.ljust(_PLACES, "0"))
    return -size if text.startswith("-") else size
