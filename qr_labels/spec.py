"""What one label says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class LabelSpec:
    """One label. `base_url` is the school's address that the symbol carries.

    All words may be empty; a blank label has none. `number` is the ledger number, `room_number`
    the human one (「305-12号」) and then the largest word; `school` is printed small. `count`
    belongs to a room's separator (「教学楼305·共46张」), which may have no code. `kind` to
    `scrap_on` belong to an extinguisher and are printed as they are. `design` names this label's
    own design among others on a sheet.
    """

    code: str
    base_url: str
    name: str = ""
    place: str = ""
    number: str = ""
    school: str = ""
    room_number: str = ""
    count: int = 0
    kind: str = ""
    maker: str = ""
    made_on: str = ""
    next_service: str = ""
    scrap_on: str = ""
    design: str = ""


_NO_WORDS = ("code", "base_url", "count", "design")
_WORDS = tuple(field.name for field in fields(LabelSpec) if field.name not in _NO_WORDS)


def words_of(label: LabelSpec) -> tuple[str, ...]:
    """All words of a label that have to be drawn with glyphs, empty ones left out."""
    return tuple(words for name in _WORDS if (words := getattr(label, name)))


def plain_label(label: LabelSpec) -> LabelSpec:
    """The label with all its words as `plain_text`."""
    changed: dict[str, Any] = {
        name: plain
        for name in _WORDS
        if (words := getattr(label, name)) and (plain := plain_text(words)) != words
    }
    return replace(label, **changed) if changed else label


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """One line in composed form (NFC), without control, format and variation characters."""
    visible = (
        " " if symbol.isspace() else symbol
        for symbol in unicodedata.normalize("NFC", text)
        if symbol.isspace() or not _is_invisible(symbol)
    )
    return " ".join("".join(visible).split())


def _is_invisible(symbol: str) -> bool:
    return unicodedata.category(symbol) in ("Cc", "Cf") or "\ufe00" <= symbol <= "\ufe0f"
