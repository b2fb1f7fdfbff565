"""What was found, as lists for deciding about it: by room, by kind, by what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from server.domain.count_sheet_state import SheetState
from server.domain.settlement import Decision, Side, Unsettled, possible_decisions, side_of
from server.records import CountSheet, Discrepancy
from server.records.listed import among, listed
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.settling import side

WAITING, DECIDED, OVERDUE, DONE, ALL = "waiting", "decided", "overdue", "done", "all"
STATES = (WAITING, DECIDED, OVERDUE, DONE, ALL)

SIDES: dict[Side, ColumnElement[bool]] = {
    Side.SHORTAGE: or_(
        Discrepancy.kind == "missing",
        and_(Discrepancy.kind == "quantity", Discrepancy.quantity < 0),
    ),
    Side.SURPLUS: or_(
        Discrepancy.kind == "unexpected",
        and_(Discrepancy.kind == "quantity", Discrepancy.quantity > 0),
    ),
    Side.MISPLACED: Discrepancy.kind == "misplaced",
    Side.DAMAGED: Discrepancy.kind == "damaged",
}


@dataclass(frozen=True)
class SettlingFilter:
    """``state`` is one of STATES; ``side`` and ``sheet_id`` do not narrow when empty."""

    state: str = WAITING
    side: str = ""
    sheet_id: str = ""


@dataclass(frozen=True)
class SettlingRow:
    """``left``: how many pieces of it were not found to be a move."""

    discrepancy: Discrepancy
    side: Side
    left: int

    @property
    def possible(self) -> tuple[Decision, ...]:
        """What may be decided about it."""
        return possible_decisions(self.side, self.discrepancy.cause)


def settled_sheets(stocktake_id: str) -> list[ColumnElement[bool]]:
    """The discrepancies of rooms that are countersigned: those of a room that was opened again
    wait until it is closed anew."""
    return [
        Discrepancy.stocktake_id == stocktake_id,
        CountSheet.id == Discrepancy.sheet_id,
        CountSheet.state == SheetState.COUNTERSIGNED,
    ]


def find_discrepancies(
    session: Session, stocktake_id: str, wanted: SettlingFilter, today: date, page: int = 1
) -> Page[SettlingRow]:
    """By room, then by kind and name."""
    query = _query(stocktake_id).where(*_narrowed(wanted, today))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = page_within(page, total)
    ordered = query.order_by(CountSheet.title, CountSheet.id, Discrepancy.name, Discrepancy.key)
    rows = session.scalars(
        ordered.options(contains_eager(Discrepancy.sheet), joinedload(Discrepancy.responsible))
        .limit(PAGE_ROWS)
        .offset(offset_of(number))
    )
    return Page([settling_row(row) for row in rows], number, total)


def settling_row(row: Discrepancy) -> SettlingRow:
    return SettlingRow(row, side(row), abs(row.quantity) - row.moved_quantity)


def state_counts(session: Session, stocktake_id: str, today: date) -> dict[str, int]:
    """How many are in each of STATES; what is overdue counts as decided too."""
    sums = [
        func.sum(case((and_(true(), *_in_state(state, today)), 1), else_=0)) for state in STATES
    ]
    counts = session.execute(select(*sums).where(*settled_sheets(stocktake_id))).one()
    return {state: int(n or 0) for state, n in zip(STATES, counts, strict=True)}


def rooms_with_discrepancies(session: Session, stocktake_id: str) -> list[tuple[str, str]]:
    """(sheet id, title) of the rooms that have any."""
    rows = session.execute(
        select(CountSheet.id, CountSheet.title)
        .where(*settled_sheets(stocktake_id))
        .distinct()
        .order_by(CountSheet.title, CountSheet.id)
    )
    return [(sheet_id, title) for sheet_id, title in rows]


def unsettled(session: Session, stocktake_id: str) -> list[Unsettled]:
    """Those that could be one end of a move: nothing was decided, or that it is looked into or
    moved. By room; as plain rows, since there may be 20,000."""
    waiting = or_(
        Discrepancy.decision.is_(None),
        Discrepancy.decision.in_((Decision.INVESTIGATE, Decision.TRANSFER)),
    )
    columns = (
        Discrepancy.id,
        Discrepancy.kind,
        Discrepancy.quantity,
        Discrepancy.moved_quantity,
        Discrepancy.sheet_id,
        Discrepancy.name,
        Discrepancy.kind_id,
        Discrepancy.asset_id,
    )
    found = session.execute(
        select(*columns)
        .where(
            *settled_sheets(stocktake_id),
            waiting,
            Discrepancy.done_at.is_(None),
            Discrepancy.kind != "damaged",
        )
        .order_by(CountSheet.title, CountSheet.id, Discrepancy.key)
    )
    return [
        Unsettled(
            id=row.id,
            side=side_of(row.kind, row.quantity),
            room=row.sheet_id,
            pieces=abs(row.quantity) - row.moved_quantity,
            name=row.name,
            kind_id=row.kind_id,
            asset=row.asset_id,
        )
        for row in found
    ]


def discrepancies_by_id(session: Session, ids: Collection[str]) -> dict[str, Discrepancy]:
    """With their sheets."""
    wanted = select(Discrepancy).where(among(Discrepancy.id, "ids"))
    found = session.scalars(wanted.options(joinedload(Discrepancy.sheet)), {"ids": listed(ids)})
    return {row.id: row for row in found}


def _query(stocktake_id: str) -> Select[Any]:
    return select(Discrepancy).join(Discrepancy.sheet).where(*settled_sheets(stocktake_id))


def _narrowed(wanted: SettlingFilter, today: date) -> list[ColumnElement[bool]]:
    narrowed = _in_state(wanted.state, today)
    if wanted.side in SIDES:
        narrowed.append(SIDES[Side(wanted.side)])
    if wanted.sheet_id:
        narrowed.append(Discrepancy.sheet_id == wanted.sheet_id)
    return narrowed


def _in_state(state: str, today: date) -> list[ColumnElement[bool]]:
    if state == WAITING:
        return [Discrepancy.decision.is_(None)]
    if state == DONE:
        return [Discrepancy.done_at.is_not(None)]
    if state == ALL:
        return []
    late = [Discrepancy.due_on < today] if state == OVERDUE else []
    return [Discrepancy.decision.is_not(None), Discrepancy.done_at.is_(None), *late]
