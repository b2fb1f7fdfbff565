"""How the same line of a ledger is recognised when the file comes again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from server.domain.ledger.values.text import fold


def identity_key(
    ledger_number: str | None, name: str, model: str | None, place_text: str, occurrence: int
) -> str:
    """A stable key of at most 80 characters.

    A line with a ledger number is known by it, a line without one by name, model and place. Lines
    that agree in this are told apart by ``occurrence``, their order in the file from 1, because
    one 资产卡片 may cover several lines.
    """
    if ledger_number:
        base = "number:" + fold(ledger_number)
    else:
        base = "line:" + "\x1f".join((fold(name), fold(model or ""), fold(place_text)))
    digest = hashlib.sha256(base.encode("utf-8")).hexdigest()[:40]
    return f"{base.partition(':')[0]}:{digest}:{occurrence}"


class Occurrences:
    """Counts lines that agree, through all sheets of one file. ``seen``: first key -> lines so
    far, for whoever judges a file in several steps."""

    def __init__(self, seen: Mapping[str, int] = MappingProxyType({})) -> None:
        self.seen = Counter(seen)

    def key(self, ledger_number: str | None, name: str, model: str | None, place_text: str) -> str:
        first = identity_key(ledger_number, name, model, place_text, 1)
        self.seen[first] += 1
        return identity_key(ledger_number, name, model, place_text, self.seen[first])
