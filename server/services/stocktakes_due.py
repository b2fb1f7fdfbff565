"""What is late, or soon will be, in the open stocktakes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.count_sheet_state import DONE, SheetState
from server.domain.natural_order import natural_key
from server.records import CountSheet, Stocktake

WARNED_BEFORE = timedelta(days=3)
"""So long before the due day the rooms are named that nobody has begun to count."""


@dataclass(frozen=True)
class StocktakeDue:
    """Titles of rooms, in their order. ``overdue``: not signed though the due day is over;
    ``not_started``: not begun though it is near; ``signed``: to be countersigned."""

    stocktake: Stocktake
    overdue: tuple[str, ...]
    not_started: tuple[str, ...]
    signed: tuple[str, ...]


def stocktakes_due(session: Session, today: date) -> list[StocktakeDue]:
    """The open stocktakes, the first due first, in one query."""
    rows = session.execute(
        select(Stocktake, CountSheet.title, CountSheet.state)
        .join(CountSheet, CountSheet.stocktake_id == Stocktake.id)
        .where(Stocktake.ended_at.is_(None), CountSheet.state != SheetState.COUNTERSIGNED)
        .order_by(Stocktake.due_on, Stocktake.id)
    )
    found: dict[Stocktake, list[tuple[str, str]]] = defaultdict(list)
    for stocktake, title, state in rows:
        found[stocktake].append((title, state))
    return [_due(one, sheets, today) for one, sheets in found.items()]


def _due(stocktake: Stocktake, sheets: list[tuple[str, str]], today: date) -> StocktakeDue:
    in_order = sorted(sheets, key=lambda one: natural_key(one[0]))
    is_late = today > stocktake.due_on
    is_near = not is_late and stocktake.due_on - today <= WARNED_BEFORE
    return StocktakeDue(
        stocktake,
        tuple(title for title, state in in_order if is_late and state not in DONE),
        tuple(title for title, state in in_order if is_near and state == SheetState.NOT_STARTED),
        tuple(title for title, state in in_order if state == SheetState.SIGNED),
    )
