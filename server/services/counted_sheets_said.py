"""What was said on a sheet, as its row carries it to the phones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.count_packing import (
    Proposal,
    Returned,
    Said,
    Signed,
    pack_entries,
    pack_meanwhile,
    pack_proposals,
)
from server.domain.count_sheet_state import RETURNED, SheetState
from server.domain.room_count import Entry
from server.records import (
    FactPhoto,
    PupilCount,
    SheetSignature,
    SheetStep,
    Sighting,
    TotalConfirmation,
)
from server.records.listed import among, listed
from server.services.count_sheets_input import millis, room_count_of
from server.services.count_sheets_rows import Entry as EntryRow
from server.services.count_sheets_rows import SheetRows


@dataclass(frozen=True)
class Beside:
    """Of some sheets: ``photos`` by the fact that names them, SHA-256, and what pupils propose by
    sheet."""

    photos: Mapping[str, Sequence[str]]
    proposals: Mapping[str, Sequence[Proposal]]


def read_beside(session: Session, every: Sequence[SheetRows]) -> Beside:
    """Two queries, whatever the number of sheets."""
    said = [one.fact_id for rows in every for one in (*rows.entries, *rows.signatures)]
    return Beside(_photos(session, said), _proposals(session, [rows.sheet.id for rows in every]))


def note_said(rows: SheetRows, beside: Beside) -> None:
    """Pack it into the sheet's row, and between which times it was said. What the ledger changes
    after the countersigning is no matter of the sheet."""
    sheet = rows.sheet
    entries = {one.id: one for one in room_count_of(rows, closed=False).entries}
    told = [_counted(one, entries[one.fact_id], beside) for one in rows.entries]
    told += [_signed(one, beside) for one in rows.signatures]
    told += [_returned(one) for one in rows.steps if one.step in RETURNED]
    sheet.entries = pack_entries(sorted(told, key=lambda one: (one.entry.at, one.entry.id)))
    if sheet.state != SheetState.COUNTERSIGNED:
        sheet.meanwhile = pack_meanwhile(rows.meanwhile)
    sheet.proposals = pack_proposals(beside.proposals.get(sheet.id, ()))
    standing = [one for one in (*rows.entries, *rows.signatures) if one.withdrawn_by is None]
    times = [one.effective_at for one in standing]
    sheet.first_at, sheet.last_at = min(times, default=None), max(times, default=None)


def _counted(row: EntryRow, entry: Entry, beside: Beside) -> Said:
    """``entry``: what the rule makes of the row."""
    if isinstance(row, TotalConfirmation):
        return Said(row.author_id, entry)
    kind_id = row.kind_id if isinstance(row, Sighting) else None
    photos = beside.photos.get(row.fact_id, ())
    return Said(row.author_id, entry, row.how, row.words, photos, kind_id)


def _signed(row: SheetSignature, beside: Beside) -> Said:
    signed = Signed(
        row.fact_id,
        millis(row.effective_at),
        row.discrepancies,
        row.explanations,
        row.signed_name,
        row.withdrawn_by is not None,
    )
    return Said(row.author_id, signed, photos=beside.photos.get(row.fact_id, ()))


def _returned(step: SheetStep) -> Said:
    return Said(step.by_id, Returned(step.id, millis(step.at)), words=step.words)


def _photos(session: Session, fact_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    named = select(FactPhoto.fact_id, FactPhoto.sha256).where(among(FactPhoto.fact_id, "facts"))
    in_order = named.order_by(FactPhoto.fact_id, FactPhoto.position)
    for fact_id, sha256 in session.execute(in_order, {"facts": listed(fact_ids)}):
        found[fact_id].append(sha256)
    return found


def _proposals(session: Session, sheet_ids: Collection[str]) -> Mapping[str, Sequence[Proposal]]:
    """The last one of each group, by group."""
    counts = select(PupilCount).where(among(PupilCount.sheet_id, "sheets"))
    in_order = session.scalars(counts.order_by(PupilCount.at), {"sheets": listed(sheet_ids)})
    last = {(one.sheet_id, one.group_key): one for one in in_order}
    found: dict[str, list[Proposal]] = defaultdict(list)
    for (sheet_id, key), one in sorted(last.items()):
        found[sheet_id].append(Proposal(key, one.good, one.damaged, millis(one.at)))
    return found
