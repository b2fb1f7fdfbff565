"""Which rooms somebody may count on the online page, and what is meant by what they typed there."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qr_labels import parse_scan
from server.domain.count_sheet_state import DONE, SheetState
from server.domain.natural_order import natural_key
from server.domain.problems import NotFound
from server.domain.problems_stocktakes import SheetCountersigned, StocktakeEnded
from server.domain.school_day import school_day
from server.records import Asset, CountSheet, Label, Person, Stocktake


@dataclass(frozen=True)
class Counter:
    """Somebody who counts. ``place_ids``: the places they take along, None for the whole school."""

    person: Person
    place_ids: Set[str] | None

    def may_count(self, sheet: CountSheet) -> bool:
        """Their own sheets, and those of rooms in which they work."""
        is_own = self.person.id in sheet.person_ids
        return is_own or self.place_ids is None or sheet.place_id in self.place_ids


@dataclass(frozen=True)
class CountableSheet:
    """``is_own``: it names the person. ``is_overdue``: not signed though the due day is over."""

    id: str
    title: str
    class_name: str
    stocktake: str
    baseline_on: date
    due_on: date
    state: SheetState
    expected: int
    seen: int
    is_own: bool
    is_overdue: bool


def countable_sheets(session: Session, counter: Counter, now: datetime) -> list[CountableSheet]:
    """Those of open stocktakes: their own first, what is due first, then by room."""
    found = session.execute(
        select(CountSheet, Stocktake).join(CountSheet.stocktake).where(Stocktake.ended_at.is_(None))
    )
    today = school_day(now)
    sheets = (_countable(*row, counter, today) for row in found if counter.may_count(row[0]))
    return sorted(sheets, key=_order)


def _countable(
    sheet: CountSheet, stocktake: Stocktake, counter: Counter, today: date
) -> CountableSheet:
    return CountableSheet(
        id=sheet.id,
        title=sheet.title,
        class_name=sheet.class_name,
        stocktake=stocktake.name,
        baseline_on=stocktake.baseline_on,
        due_on=stocktake.due_on,
        state=SheetState(sheet.state),
        expected=sheet.expected,
        seen=sheet.seen,
        is_own=counter.person.id in sheet.person_ids,
        is_overdue=today > stocktake.due_on and sheet.state not in DONE,
    )


def _order(sheet: CountableSheet) -> tuple[object, ...]:
    return (not sheet.is_own, sheet.state in DONE, sheet.due_on, natural_key(sheet.title), sheet.id)


def find_countable(session: Session, sheet_id: str, counter: Counter) -> CountSheet:
    """Raises NotFound, also for a room that is not theirs."""
    sheet = session.get(CountSheet, sheet_id)
    if sheet is None or not counter.may_count(sheet):
        raise NotFound
    return sheet


def require_open(sheet: CountSheet) -> None:
    """Whether something may be said on it. Raises StocktakeEnded, SheetCountersigned."""
    if sheet.stocktake.ended_at is not None:
        raise StocktakeEnded(name=sheet.stocktake.name)
    if sheet.state == SheetState.COUNTERSIGNED:
        raise SheetCountersigned(room=sheet.title)


@dataclass(frozen=True)
class NamedThing:
    """What a number or a label's text leads to; ``code``: of a label of ours."""

    asset_id: str | None = None
    code: str | None = None
    text: str | None = None


def named_thing(session: Session, words: str) -> NamedThing:
    """The thing with this label code or, if there is exactly one, with this ledger number; else
    the words as they were read."""
    code = parse_scan(words).code
    label = session.get(Label, code) if code else None
    if label is not None:
        return NamedThing(label.asset_id, label.code)
    numbered = session.scalars(
        select(Asset.id).where(Asset.ledger_number == words, Asset.removed_at.is_(None)).limit(2)
    ).all()
    return NamedThing(numbered[0]) if len(numbered) == 1 else NamedThing(text=words)
