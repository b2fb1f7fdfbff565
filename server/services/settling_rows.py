"""The discrepancies of a stocktake as plain rows for a workbook, few at a time in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.settlement import Side
from server.records import CountSheet, Discrepancy, Person, Place
from server.services.settling_list import SIDES, settled_sheets
from server.services.settling_summary import left_of

_AT_ONCE = 2_000


class BookRow(NamedTuple):
    """``pieces`` are those that were not found to be a move, ``amount`` is what they are worth."""

    room: str
    class_name: str
    home: str | None
    ledger_number: str | None
    name: str
    model: str | None
    unit: str | None
    category_code: str | None
    category: str | None
    book: int
    counted: int
    pieces: int
    amount: Decimal | None
    basis: str
    cause: str
    words: str
    decision: str | None
    responsible: str | None
    due_on: date | None
    done_at: datetime | None
    decision_words: str


def book_rows(session: Session, stocktake_id: str, side: Side) -> Iterator[BookRow]:
    """By room. Those that were moves altogether are left out, but for what was misplaced."""
    of_discrepancy = (
        Discrepancy.ledger_number,
        Discrepancy.name,
        Discrepancy.model,
        Discrepancy.unit,
        Discrepancy.category_code,
        Discrepancy.category,
        Discrepancy.book_quantity,
        Discrepancy.counted_quantity,
        Discrepancy.quantity,
        Discrepancy.moved_quantity,
        Discrepancy.amount,
        Discrepancy.value_basis,
        Discrepancy.cause,
        Discrepancy.words,
        Discrepancy.decision,
        Person.name,
        Discrepancy.due_on,
        Discrepancy.done_at,
        Discrepancy.decision_words,
    )
    found = session.execute(
        select(CountSheet.title, CountSheet.class_name, Place.path, *of_discrepancy)
        .join(Discrepancy.sheet)
        .outerjoin(Person, Person.id == Discrepancy.responsible_id)
        .outerjoin(Place, Place.id == Discrepancy.home_place_id)
        .where(*settled_sheets(stocktake_id), SIDES[side])
        .order_by(CountSheet.title, CountSheet.id, Discrepancy.name, Discrepancy.key)
        .execution_options(yield_per=_AT_ONCE)
    )
    for (
        *before,
        quantity,
        moved,
        amount,
        basis,
        cause,
        words,
        decision,
        who,
        due,
        done,
        said,
    ) in found:
        is_moved = side is not Side.MISPLACED
        pieces, worth = left_of(quantity, moved if is_moved else 0, amount)
        if pieces:
            values = (pieces, worth, basis, cause, words, decision, who, due, done, said)
            yield BookRow._make((*before, *values))
