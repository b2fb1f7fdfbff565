"""Stocktakes (清查): opened with a sheet for each room, listed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.domain.problems_stocktakes import StocktakeDaysReversed, StocktakeHandoverPeople
from server.domain.school_day import school_day
from server.domain.stocktake import StocktakeKind, StocktakePlan
from server.records import CountSheet, Stocktake
from server.services.stocktakes_lines import Opening, open_sheet, seen_by_patrols
from server.services.stocktakes_rooms import Room, rooms_to_count

_HANDOVER_PEOPLE = 2


@dataclass(frozen=True)
class StocktakePreview:
    """What would be opened. ``things``: rows of the register, ``pieces`` with their quantities;
    ``nobody``: rooms that nobody is known to count."""

    rooms: tuple[Room, ...]

    @property
    def things(self) -> int:
        return sum(len(room.things) for room in self.rooms)

    @property
    def pieces(self) -> int:
        return sum(room.pieces for room in self.rooms)

    @property
    def nobody(self) -> int:
        return sum(not room.person_ids for room in self.rooms)


def preview_stocktake(session: Session, plan: StocktakePlan, now: datetime) -> StocktakePreview:
    """What ``open_stocktake`` would open. Raises what that raises."""
    today = school_day(now)
    if plan.due_on < max(plan.baseline_on, today):
        raise StocktakeDaysReversed
    if plan.kind is StocktakeKind.HANDOVER and len(set(plan.person_ids)) < _HANDOVER_PEOPLE:
        raise StocktakeHandoverPeople
    return StocktakePreview(tuple(rooms_to_count(session, plan, today)))


def open_stocktake(
    session: Session, stocktake_id: str, plan: StocktakePlan, person_id: str, now: datetime
) -> Stocktake:
    """Freeze what is expected in each room, on a sheet of its own. One that has this id already is
    left as it is (a second click).

    Raises StocktakeDaysReversed, StocktakeHandoverPeople, StocktakeEmpty, CounterUnfit.
    """
    known = session.get(Stocktake, stocktake_id)
    if known is not None:
        return known
    rooms = preview_stocktake(session, plan, now).rooms
    stocktake = _stocktake(stocktake_id, plan, person_id, now)
    session.add(stocktake)
    session.flush()
    opening = Opening(stocktake, plan, seen_by_patrols(session, plan))
    for room in rooms:
        open_sheet(session, opening, room)
    session.flush()
    return stocktake


def list_stocktakes(session: Session) -> list[Stocktake]:
    """The open ones first, then the newest baseline."""
    found = session.scalars(select(Stocktake)).all()
    return sorted(
        found,
        key=lambda one: (one.ended_at is not None, -one.baseline_on.toordinal(), one.name, one.id),
    )


def get_stocktake(session: Session, stocktake_id: str) -> Stocktake:
    """Raises NotFound."""
    stocktake = session.get(Stocktake, stocktake_id)
    if stocktake is None:
        raise NotFound
    return stocktake


def end_stocktake(session: Session, stocktake_id: str, person_id: str, now: datetime) -> Stocktake:
    """Nothing is counted any more; the phones drop its sheets. What still arrives is kept. Ended a
    second time it keeps the first. Raises NotFound."""
    stocktake = get_stocktake(session, stocktake_id)
    if stocktake.ended_at is None:
        stocktake.ended_at, stocktake.ended_by = now, person_id
        session.execute(
            update(CountSheet)
            .where(CountSheet.stocktake_id == stocktake_id)
            .values(groups=[], lines=[], entries=[], proposals=[])
        )
    return stocktake


def _stocktake(stocktake_id: str, plan: StocktakePlan, person_id: str, now: datetime) -> Stocktake:
    return Stocktake(
        id=stocktake_id,
        kind=plan.kind,
        name=plan.name,
        baseline_on=plan.baseline_on,
        due_on=plan.due_on,
        methods={kind: method.value for kind, method in plan.methods.items()},
        prefill_days=plan.prefill_days,
        scope=plan.scope.stored(),
        words=plan.words,
        opened_at=now,
        opened_by=person_id,
    )
