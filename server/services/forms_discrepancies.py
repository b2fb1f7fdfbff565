"""What did not agree in a whole count, for the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.domain.count_sheet_state import SheetState
from server.domain.settlement import Side, side_of
from server.records import CountSheet, Discrepancy, Stocktake
from server.services.count_sheets import SheetView
from server.services.count_sheets_view import sheet_views
from server.services.forms_sheets import sheets_of

_NOT_DONE = (SheetState.NOT_STARTED, SheetState.COUNTING, SheetState.SENT_BACK)


@dataclass(frozen=True)
class ReportRow:
    """One discrepancy. Of a room that is not countersigned it may still change: it has no
    ``amount`` and no decision yet (``is_final`` False)."""

    sheet: CountSheet
    kind: str
    name: str
    model: str | None
    ledger_number: str | None
    book: int
    counted: int
    quantity: int
    amount: Decimal | None
    basis: str
    cause: str
    words: str
    photos: int
    decision: str | None = None
    responsible: str | None = None
    due_on: date | None = None
    is_done: bool = False
    is_final: bool = False

    @property
    def side(self) -> Side:
        return side_of(self.kind, self.quantity)


@dataclass(frozen=True)
class Report:
    """``rows`` by room; ``waiting``: rooms that nobody has signed yet."""

    rows: Sequence[ReportRow]
    sheets: Sequence[CountSheet]

    @property
    def waiting(self) -> list[CountSheet]:
        return [sheet for sheet in self.sheets if sheet.state in _NOT_DONE]

    @property
    def countersigned(self) -> int:
        return sum(sheet.state == SheetState.COUNTERSIGNED for sheet in self.sheets)

    def of_side(self, side: Side) -> list[ReportRow]:
        return [row for row in self.rows if row.side is side]


def discrepancy_report(session: Session, stocktake: Stocktake) -> Report:
    """Of countersigned rooms as it was written down then, of others as it stands now."""
    sheets = sheets_of(session, stocktake.id)
    final = _final(session, stocktake.id)
    open_sheets = [sheet for sheet in sheets if sheet.id not in final and sheet.discrepancies]
    live = _live(session, open_sheets)
    rows = [row for sheet in sheets for row in (final.get(sheet.id) or live.get(sheet.id, ()))]
    return Report(rows, sheets)


def _final(session: Session, stocktake_id: str) -> dict[str, list[ReportRow]]:
    wanted = (
        select(Discrepancy)
        .where(Discrepancy.stocktake_id == stocktake_id)
        .options(joinedload(Discrepancy.sheet), joinedload(Discrepancy.responsible))
        .order_by(Discrepancy.key)
    )
    rows: dict[str, list[ReportRow]] = {}
    for one in session.scalars(wanted):
        rows.setdefault(one.sheet_id, []).append(_of_record(one))
    return rows


def _of_record(one: Discrepancy) -> ReportRow:
    return ReportRow(
        sheet=one.sheet,
        kind=one.kind,
        name=one.name,
        model=one.model,
        ledger_number=one.ledger_number,
        book=one.book_quantity,
        counted=one.counted_quantity,
        quantity=one.quantity,
        amount=one.amount,
        basis=one.value_basis,
        cause=one.cause,
        words=one.words,
        photos=len(one.photos),
        decision=one.decision,
        responsible=one.responsible.name if one.responsible else None,
        due_on=one.due_on,
        is_done=one.done_at is not None,
        is_final=True,
    )


def _live(session: Session, sheets: Sequence[CountSheet]) -> dict[str, list[ReportRow]]:
    if not sheets:
        return {}
    return {view.sheet.id: list(_of_view(view)) for view in sheet_views(session, sheets)}


def _of_view(view: SheetView) -> Iterator[ReportRow]:
    for one in view.discrepancies:
        yield ReportRow(
            sheet=view.sheet,
            kind=one.kind,
            name=one.name,
            model=one.model,
            ledger_number=one.ledger_number,
            book=one.book_quantity,
            counted=one.counted_quantity,
            quantity=one.quantity,
            amount=None,
            basis="",
            cause=one.cause,
            words=one.words,
            photos=len(one.photos),
        )
