"""How far the rooms of a stocktake are, from the sheets' own columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.domain.count_sheet_state import DONE, SheetState
from server.domain.natural_order import natural_key
from server.domain.school_day import school_day
from server.records import CountSheet, Person, Stocktake
from server.services.stocktakes import get_stocktake


@dataclass(frozen=True)
class BoardRow:
    """One room. ``people``: names of who is to count it. ``is_overdue``: not signed though the due
    day is over."""

    sheet_id: str
    place_id: str
    title: str
    class_name: str
    people: tuple[str, ...]
    state: SheetState
    version: int
    expected: int
    seen: int
    discrepancies: int
    first_at: datetime | None
    last_at: datetime | None
    countersigned_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True)
class Board:
    """``rows`` by room; ``counts``: how many stand how."""

    stocktake: Stocktake
    rows: tuple[BoardRow, ...]

    @property
    def counts(self) -> Mapping[SheetState, int]:
        return Counter(row.state for row in self.rows)

    @property
    def overdue(self) -> int:
        return sum(row.is_overdue for row in self.rows)


def board(session: Session, stocktake_id: str, now: datetime) -> Board:
    """Two queries, whatever the number of things. Raises NotFound."""
    stocktake = get_stocktake(session, stocktake_id)
    is_late = stocktake.ended_at is None and school_day(now) > stocktake.due_on
    names = dict(session.execute(select(Person.id, Person.name)).all())
    columns = (
        CountSheet.id,
        CountSheet.place_id,
        CountSheet.title,
        CountSheet.class_name,
        CountSheet.person_ids,
        CountSheet.state,
        CountSheet.version,
        CountSheet.expected,
        CountSheet.seen,
        CountSheet.discrepancies,
        CountSheet.first_at,
        CountSheet.last_at,
        CountSheet.countersigned_at,
    )
    found = session.execute(select(*columns).where(CountSheet.stocktake_id == stocktake_id))
    rows = (
        BoardRow(
            sheet_id=row.id,
            place_id=row.place_id,
            title=row.title,
            class_name=row.class_name,
            people=tuple(names[one] for one in row.person_ids if one in names),
            state=SheetState(row.state),
            version=row.version,
            expected=row.expected,
            seen=row.seen,
            discrepancies=row.discrepancies,
            first_at=row.first_at,
            last_at=row.last_at,
            countersigned_at=row.countersigned_at,
            is_overdue=is_late and row.state not in DONE,
        )
        for row in found
    )
    return Board(
        stocktake, tuple(sorted(rows, key=lambda row: (natural_key(row.title), row.sheet_id)))
    )


@dataclass(frozen=True)
class Progress:
    """How many rooms a stocktake has, and how many are signed or countersigned."""

    rooms: int = 0
    signed: int = 0
    countersigned: int = 0


def progress_of(session: Session, stocktakes: Sequence[Stocktake]) -> dict[str, Progress]:
    """By stocktake, in one query."""
    ids = [one.id for one in stocktakes]
    rows = session.execute(
        select(CountSheet.stocktake_id, CountSheet.state, func.count())
        .where(CountSheet.stocktake_id.in_(ids))
        .group_by(CountSheet.stocktake_id, CountSheet.state)
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for stocktake_id, state, n in rows:
        counts[stocktake_id][state] = n
    return {
        one: Progress(
            counts[one].total(),
            counts[one][SheetState.SIGNED],
            counts[one][SheetState.COUNTERSIGNED],
        )
        for one in ids
    }
