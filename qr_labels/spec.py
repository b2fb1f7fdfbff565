"""What one label says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True)
class LabelSpec:
    """One label. `base_url` is the school's address that the symbol carries.

    The words may be empty; `number` is the ledger number, `school` is printed small.
    """

    code: str
    base_url: str
    name: str
    place: str = ""
    number: str = ""
    school: str = ""


def plain_label(label: LabelSpec) -> LabelSpec:
    """The label with all its words as `plain_text`."""
    return replace(
        label,
        name=plain_text(label.name),
        place=plain_text(label.place),
        number=plain_text(label.number),
        school=plain_text(label.school),
    )


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
