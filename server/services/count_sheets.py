"""One sheet as people read it: what was expected, what was said, what does not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.domain.count_sheet_state import SheetState
from server.records import (
    CountLine,
    CountSheet,
    GroupCount,
    SheetSignature,
    SheetStep,
    Sighting,
    TotalConfirmation,
)


@dataclass(frozen=True)
class ViewLine:
    """``said`` is its class by docs/spec/stocktake-vectors.md. ``sighting``: the last that
    stands."""

    line: CountLine
    said: str
    sighting: Sighting | None


@dataclass(frozen=True)
class ViewGroup:
    """Equal things. ``expected`` at the baseline; ``book``: with what the ledger moved meanwhile
    (``left``, ``arrived``); ``counted``: how many there are, None while nobody said."""

    key: str
    kind_id: str
    name: str
    unit: str
    by_number: bool
    expected: int
    left: int
    arrived: int
    book: int
    counted: int | None
    damaged: int


@dataclass(frozen=True)
class ViewEntry:
    """One thing somebody said. ``said`` is its class; ``photos``: SHA-256."""

    row: Sighting | GroupCount | TotalConfirmation
    said: str
    author: str
    at: datetime
    photos: tuple[str, ...]


@dataclass(frozen=True)
class ViewDiscrepancy:
    """``key``, ``kind``, ``quantity`` as in docs/spec/stocktake-vectors.md. What the ledger says of
    the thing is the frozen line's where there is one, else the register's of now. ``cause`` is
    `unknown` and ``words`` are empty until a standing signature explains it. ``home_place_id``: of
    what is misplaced, where the register has it."""

    key: str
    kind: str
    quantity: int
    asset_id: str | None
    sighting_id: str | None
    group_key: str | None
    kind_id: str | None
    name: str
    ledger_number: str | None
    model: str | None
    unit: str | None
    category_code: str | None
    category: str | None
    book_quantity: int
    counted_quantity: int
    home_place_id: str | None
    cause: str
    words: str
    photos: tuple[str, ...]


@dataclass(frozen=True)
class SheetView:
    """``state`` as of now; what was not seen is missing once it is signed. ``discrepancies`` by
    key, as written down once the sheet is countersigned. ``lines`` by position; ``entries`` and
    ``signatures`` oldest first, withdrawn ones among them; ``signature``: the one that counts now;
    ``steps`` by version. ``people``: names by id."""

    sheet: CountSheet
    state: SheetState
    lines: tuple[ViewLine, ...]
    groups: tuple[ViewGroup, ...]
    entries: tuple[ViewEntry, ...]
    discrepancies: tuple[ViewDiscrepancy, ...]
    signatures: tuple[SheetSignature, ...]
    signature: SheetSignature | None
    steps: tuple[SheetStep, ...]
    people: Mapping[str, str]
