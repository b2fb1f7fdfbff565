"""What the rule of reconciliation looks at, of a sheet's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.room_count import Change, Count, Entry, Line, RoomCount, Sighting, Total
from server.records import CountLine, CountSheet, GroupCount, TotalConfirmation
from server.records import Sighting as SightingRow
from server.services.count_sheets_rows import Entry as EntryRow
from server.services.count_sheets_rows import SheetRows, sheet_rows


def sheet_inputs(
    session: Session, sheet_ids: Sequence[str], *, closed: bool
) -> dict[str, RoomCount]:
    """By sheet id, as of now. ``closed``: a thing that was not seen is missing."""
    sheets = session.scalars(select(CountSheet).where(CountSheet.id.in_(sheet_ids))).all()
    rows = sheet_rows(session, sheets)
    return {sheet_id: room_count_of(one, closed=closed) for sheet_id, one in rows.items()}


def room_count_of(rows: SheetRows, *, closed: bool, until: datetime | None = None) -> RoomCount:
    """``until``: the time of the signature that is looked at; what the ledger changed later is no
    matter of that signature."""
    return RoomCount(
        lines=[_line(one) for one in rows.lines],
        meanwhile=_until(rows.meanwhile, until),
        ledger=_ledger(rows, until),
        bindings=rows.bindings,
        entries=[_entry(one, withdrawn=rows.is_withdrawn(one)) for one in rows.entries],
        closed=closed,
    )


def millis(at: datetime) -> int:
    """The rule's time: whole milliseconds since 1970."""
    return round(at.timestamp() * 1000)


def _until(changes: Sequence[Change], until: datetime | None) -> Sequence[Change]:
    return [one for one in changes if until is None or one.at <= millis(until)]


def _ledger(rows: SheetRows, until: datetime | None) -> Mapping[str, str]:
    """What was moved in later had not been here when it was signed."""
    if until is None:
        return rows.ledger
    later = {one.asset for one in rows.meanwhile if one.at > millis(until)}
    return {
        asset_id: "elsewhere" if where == "here" and asset_id in later else where
        for asset_id, where in rows.ledger.items()
    }


def _line(row: CountLine) -> Line:
    presighted = None if row.presighted_at is None else millis(row.presighted_at)
    return Line(row.asset_id, row.group_key, row.quantity, row.by_number, presighted)


def _entry(row: EntryRow, *, withdrawn: bool) -> Entry:
    at = millis(row.effective_at)
    match row:
        case SightingRow():
            thing = (row.asset_id, row.code, row.text, row.name)
            return Sighting(row.fact_id, at, *thing, row.quantity, row.condition, withdrawn)
        case GroupCount():
            return Count(row.fact_id, at, row.group_key, row.good, row.damaged, withdrawn)
        case TotalConfirmation():
            return Total(row.fact_id, at, row.total, withdrawn)
