"""What the records say of sheets: lines, what was said, what the ledger changed meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.room_count import Change
from server.records import (
    CountLine,
    CountSheet,
    GroupCount,
    Label,
    SheetSignature,
    SheetStep,
    Sighting,
    TotalConfirmation,
)
from server.services.count_sheets_ledger import changed_meanwhile, where_now

_Row = TypeVar(
    "_Row", CountLine, Sighting, GroupCount, TotalConfirmation, SheetSignature, SheetStep
)
Entry = Sighting | GroupCount | TotalConfirmation
_SAID = ("effective_at", "fact_id")


@dataclass(frozen=True)
class SheetRows:
    """Everything about one sheet. ``lines`` by position, what was said by time and fact id,
    withdrawn rows among them, ``steps`` by version. ``ledger``: where a sighted thing is that is
    no line (`here`, `elsewhere`, `nowhere`, `removed`); ``bindings``: the asset that a sighted
    code leads to. ``restored``: facts that were withdrawn after the countersigning, which count as
    they did then."""

    sheet: CountSheet
    lines: tuple[CountLine, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    counts: tuple[GroupCount, ...] = ()
    totals: tuple[TotalConfirmation, ...] = ()
    signatures: tuple[SheetSignature, ...] = ()
    steps: tuple[SheetStep, ...] = ()
    meanwhile: tuple[Change, ...] = ()
    ledger: Mapping[str, str] = field(default_factory=dict)
    bindings: Mapping[str, str] = field(default_factory=dict)
    restored: frozenset[str] = frozenset()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that was said but the signatures, kind by kind."""
        return (*self.sightings, *self.counts, *self.totals)

    def is_withdrawn(self, said: Entry | SheetSignature) -> bool:
        return said.withdrawn_by is not None and said.fact_id not in self.restored


def sheet_rows(session: Session, sheets: Sequence[CountSheet]) -> dict[str, SheetRows]:
    """By sheet id, with a few queries for all of them. ``meanwhile``, ``ledger`` and ``bindings``
    are as of now."""
    ids = [sheet.id for sheet in sheets]
    lines = _by_sheet(session, CountLine, ids, "position")
    sightings = _by_sheet(session, Sighting, ids, *_SAID)
    bindings = _bindings(session, sightings)
    seen = {one: _assets_seen(said, bindings) for one, said in sightings.items()}
    changes = changed_meanwhile(session, sheets, lines)
    ledger = where_now(session, sheets, seen)
    counts = _by_sheet(session, GroupCount, ids, *_SAID)
    totals = _by_sheet(session, TotalConfirmation, ids, *_SAID)
    signatures = _by_sheet(session, SheetSignature, ids, *_SAID)
    steps = _by_sheet(session, SheetStep, ids, "version", "at", "id")
    return {
        sheet.id: SheetRows(
            sheet,
            tuple(lines[sheet.id]),
            tuple(sightings[sheet.id]),
            tuple(counts[sheet.id]),
            tuple(totals[sheet.id]),
            tuple(signatures[sheet.id]),
            tuple(steps[sheet.id]),
            tuple(changes[sheet.id]),
            ledger[sheet.id],
            {one.code: bindings[one.code] for one in sightings[sheet.id] if one.code in bindings},
        )
        for sheet in sheets
    }


def _by_sheet(
    session: Session, table: type[_Row], sheet_ids: Sequence[str], *order: str
) -> dict[str, list[_Row]]:
    """The table's rows of the sheets, in the order of these columns."""
    wanted = select(table).where(table.sheet_id.in_(sheet_ids))
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in session.scalars(wanted.order_by(*(getattr(table, name) for name in order))):
        found[row.sheet_id].append(row)
    return found


def _bindings(session: Session, sightings: Mapping[str, Iterable[Sighting]]) -> dict[str, str]:
    """What the codes lead to now that were read where no thing was named."""
    codes = {one.code for said in sightings.values() for one in said if one.asset_id is None}
    codes.discard(None)
    if not codes:
        return {}
    bound = select(Label.code, Label.asset_id).where(
        Label.code.in_(codes), Label.asset_id.is_not(None)
    )
    return {code: asset_id for code, asset_id in session.execute(bound) if asset_id}


def _assets_seen(sightings: Iterable[Sighting], bindings: Mapping[str, str]) -> set[str]:
    named: Iterable[Any] = (one.asset_id or bindings.get(one.code or "") for one in sightings)
    return {one for one in named if one}
