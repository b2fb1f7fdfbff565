"""What keeps a workbook harmless: no text in it is ever a formula, a link or a number."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_SHEET_NAME = 31
_RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

# Text stays text, whatever it looks like.
BOOK_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def is_risky(text: str) -> bool:
    """Whether a program may take ``text`` for a formula once somebody edits its cell: it is then
    written with the apostrophe that keeps it text."""
    return text.startswith(_RISKY_STARTS)


def sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel accepts, different from those in ``used`` without regard to case; it is
    added to them."""
    plain = _FORBIDDEN.sub(" ", name).strip(" '") or "1"
    result, number = plain[:_LONGEST_SHEET_NAME], 1
    while result.casefold() in used or result.casefold() == "history":
        number += 1
        tail = f" {number}"
        result = plain[: _LONGEST_SHEET_NAME - len(tail)] + tail
    used.add(result.casefold())
    return result
