"""What a sheet's row says of its lines and of what was said on it: derived anew after every change
of these, so that phones and the board read it from one row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import Session

from server.domain.count_sheet_state import SheetState, SheetStepKind
from server.records import (
    Asset,
    CountLine,
    CountSheet,
    Label,
    SheetSignature,
    SheetStep,
    Sighting,
    Stocktake,
)
from server.records.listed import among, listed
from server.services.count_sheets_ledger import rooms_of_positions
from server.services.count_sheets_rows import SheetRows, sheet_rows
from server.services.count_sheets_state import standing_of
from server.services.counted_sheets_said import note_said, read_beside

_AT_ONCE = 50
# With more things, deriving every open sheet is cheaper than looking for theirs.
_MOST_LOOKED_FOR = 50


def refresh_sheets(session: Session, sheet_ids: Collection[str], now: datetime) -> None:
    """Derive the rows of these sheets anew, as far as their stocktakes are open; what does not
    become different is not written. A new signature, and one that does not fit any more, is a step
    of its sheet. Of a countersigned sheet only what was said is noted."""
    if not sheet_ids:
        return
    session.flush()
    is_open = (among(CountSheet.id, "sheets")) & Stocktake.ended_at.is_(None)
    found = select(CountSheet).join(CountSheet.stocktake).where(is_open).order_by(CountSheet.id)
    wanted = {"sheets": listed(sheet_ids)}
    sheets = session.scalars(found.execution_options(populate_existing=True), wanted).all()
    for begin in range(0, len(sheets), _AT_ONCE):
        _refresh_some(session, sheets[begin : begin + _AT_ONCE], now)
    session.flush()


def refresh_open_sheets_of(session: Session, asset_ids: Collection[str], now: datetime) -> None:
    """The register of these things was changed: whatever sheet of an open stocktake expects one,
    saw one, or is of the room in which one is now or was before, is derived anew."""
    if not asset_ids:
        return
    session.flush()
    open_sheets = (
        select(CountSheet.id)
        .join(CountSheet.stocktake)
        .where(Stocktake.ended_at.is_(None), CountSheet.state != SheetState.COUNTERSIGNED)
    )
    if len(asset_ids) <= _MOST_LOOKED_FOR:
        open_sheets = open_sheets.where(or_(*_about(session, asset_ids)))
    refresh_sheets(session, session.scalars(open_sheets).all(), now)


def _about(session: Session, asset_ids: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """What a sheet that has to do with one of these things looks like."""
    for table in (CountLine, Sighting):
        named = select(table.sheet_id).where(table.asset_id.in_(asset_ids))
        yield CountSheet.id.in_(named)
    by_code = select(Sighting.sheet_id).join(Label, Label.code == Sighting.code)
    unnamed = Sighting.asset_id.is_(None) & Label.asset_id.in_(asset_ids)
    yield CountSheet.id.in_(by_code.where(unnamed))
    rooms = rooms_of_positions(session)
    places = session.scalars(select(Asset.place_id).where(Asset.id.in_(asset_ids)))
    yield CountSheet.place_id.in_({rooms.get(one, one) for one in places if one})
    for asset_id in asset_ids:
        yield cast(CountSheet.meanwhile, Text).contains(asset_id)


def _refresh_some(session: Session, sheets: Sequence[CountSheet], now: datetime) -> None:
    every = list(sheet_rows(session, sheets).values())
    beside = read_beside(session, every)
    for rows in every:
        note_said(rows, beside)
        _judge(session, rows, now)


def _judge(session: Session, rows: SheetRows, now: datetime) -> None:
    """What the counting has come to. What was countersigned stays as it was then."""
    sheet = rows.sheet
    if sheet.state == SheetState.COUNTERSIGNED:
        return
    standing = standing_of(rows)
    found = standing.found
    sheet.expected, sheet.seen = found.expected, found.seen
    sheet.discrepancies = len(found.discrepancies)
    before = sheet.state, sheet.signature_id
    signed = standing.signature
    sheet.state, sheet.signature_id = standing.state, signed.fact_id if signed else None
    if signed is not None and before != (sheet.state, sheet.signature_id):
        sheet.version += 1
        session.add(_step(rows, signed, now))


def _step(rows: SheetRows, signed: SheetSignature, now: datetime) -> SheetStep:
    """That the sheet was signed, or that its signature does not fit any more."""
    sheet = rows.sheet
    fits = sheet.state == SheetState.SIGNED
    return SheetStep(
        sheet_id=sheet.id,
        version=sheet.version,
        step=SheetStepKind.SIGNED if fits else SheetStepKind.CONFLICT,
        by_id=signed.author_id if fits else _last_author(rows),
        at=signed.effective_at if fits else now,
        words=signed.override if fits else "",
        detail={"signature_id": signed.fact_id},
    )


def _last_author(rows: SheetRows) -> str:
    """Whoever's word came last made the signature unfit."""
    said = (*rows.entries, *rows.signatures)
    return max(said, key=lambda one: (one.received_at, one.fact_id)).author_id
