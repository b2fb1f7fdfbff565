"""What is known of one room's count: what was expected, what the ledger changed meanwhile, and what
people said. ``server.domain.reconciliation`` makes classes and discrepancies of it.

``pwa/src/domain/roomCount.ts`` has the same shapes; docs/spec/stocktake-vectors.md explains them.
Times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One thing that stood in the room at the baseline. ``presighted``: when a patrol last saw it
    there, None where that ticks nothing."""

    asset: str
    group: str
    quantity: int = 1
    by_number: bool = False
    presighted: int | None = None


@dataclass(frozen=True)
class Change:
    """What the ledger did since the baseline. ``change``: `left` (moved away or removed) or
    `arrived` (moved in or bought); ``quantity`` is how many pieces of the thing."""

    asset: str
    change: str
    group: str
    quantity: int = 1
    at: int = 0


@dataclass(frozen=True)
class Sighting:
    """From ``asset_sighted``. ``condition``: `intact`, `usable` or `unusable`."""

    id: str
    at: int
    asset: str | None = None
    code: str | None = None
    text: str | None = None
    name: str | None = None
    quantity: int = 1
    condition: str = "intact"
    withdrawn: bool = False


@dataclass(frozen=True)
class Count:
    """From ``group_counted``."""

    id: str
    at: int
    group: str
    good: int
    damaged: int = 0
    withdrawn: bool = False


@dataclass(frozen=True)
class Total:
    """From ``total_confirmed``: 全部相符."""

    id: str
    at: int
    total: int
    withdrawn: bool = False


Entry = Sighting | Count | Total


@dataclass(frozen=True)
class RoomCount:
    """``ledger``: where a sighted thing that is no line is now, `here`, `elsewhere`, `nowhere` or
    `removed`. ``bindings``: {code: asset}, what a code leads to now. ``closed``: judged as for a
    signature; a thing not seen is missing only then."""

    lines: Sequence[Line]
    meanwhile: Sequence[Change] = ()
    ledger: Mapping[str, str] = field(default_factory=dict)
    bindings: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    closed: bool = False


def group_key(kind_id: str, name: str, unit: str | None) -> str:
    """Things of one kind, name and unit are one group; at most 200 characters."""
    return f"{kind_id}|{name}|{unit or ''}"
