"""What does not agree on a sheet, with what the ledger says of it and how it was explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.reconciliation import Discrepancy, GroupResult, Reconciled, matter_of
from server.records import Asset, CountLine, CountSheet, SheetSignature, Sighting
from server.records import Discrepancy as DiscrepancyRow
from server.records.listed import among, listed
from server.services.count_sheets import ViewDiscrepancy
from server.services.count_sheets_rows import SheetRows
from server.services.count_sheets_state import Standing

_UNEXPLAINED: Mapping[str, Any] = {"cause": "unknown", "words": "", "photos": ()}
_OF_THE_LEDGER = ("kind_id", "name", "ledger_number", "model", "unit", "category_code", "category")
_FIELDS = tuple(one.name for one in fields(ViewDiscrepancy) if one.name != "photos")


def assets_out_of_place(session: Session, found: Iterable[Reconciled]) -> dict[str, Asset]:
    """What the register says of the things that do not agree, by id."""
    ids = {one.asset for result in found for one in result.discrepancies if one.asset}
    wanted = select(Asset).where(among(Asset.id, "ids"))
    return {asset.id: asset for asset in session.scalars(wanted, {"ids": listed(ids)})}


def frozen_discrepancies(
    session: Session, sheets: Iterable[CountSheet]
) -> dict[str, list[ViewDiscrepancy]]:
    """As they were written down when the sheets were countersigned, by sheet and key."""
    shown: dict[str, list[ViewDiscrepancy]] = {sheet.id: [] for sheet in sheets}
    wanted = select(DiscrepancyRow).where(DiscrepancyRow.sheet_id.in_(shown))
    for row in session.scalars(wanted.order_by(DiscrepancyRow.key)):
        values = {name: getattr(row, name) for name in _FIELDS}
        shown[row.sheet_id].append(ViewDiscrepancy(**values, photos=tuple(row.photos)))
    return shown


def group_parts(key: str) -> tuple[str, str, str | None]:
    """Kind, name and unit that ``room_count.group_key`` put together; a name may hold its mark."""
    kind_id, _, rest = key.partition("|")
    name, _, unit = rest.rpartition("|")
    return kind_id, name, unit or None


def shown_discrepancies(
    rows: SheetRows, standing: Standing, assets: Mapping[str, Asset]
) -> list[ViewDiscrepancy]:
    """By key. ``assets`` as from ``assets_out_of_place``."""
    writer = _Writer(rows, standing, assets)
    return [writer.shown(one) for one in standing.found.discrepancies]


@dataclass(frozen=True)
class _Source:
    """Where the words of a discrepancy come from."""

    values: Mapping[str, Any]
    book: int
    counted: int
    home_place_id: str | None = None


class _Writer:
    def __init__(self, rows: SheetRows, standing: Standing, assets: Mapping[str, Asset]) -> None:
        self._lines = {line.asset_id: line for line in rows.lines}
        self._groups = {one.group: one for one in standing.found.groups}
        self._sightings = {one.fact_id: one for one in rows.sightings}
        self._bindings = rows.bindings
        self._explained = self._explanations(standing.signature)
        self._assets = assets

    def shown(self, one: Discrepancy) -> ViewDiscrepancy:
        source = self._source(one)
        told = self._explained.get(matter_of(one.key, self._bindings), _UNEXPLAINED)
        return ViewDiscrepancy(
            key=one.key,
            kind=one.kind,
            quantity=one.quantity,
            asset_id=one.asset,
            sighting_id=one.sighting,
            group_key=one.group,
            **source.values,
            book_quantity=source.book,
            counted_quantity=source.counted,
            home_place_id=source.home_place_id,
            cause=told["cause"],
            words=told["words"],
            photos=tuple(told["photos"]),
        )

    def _source(self, one: Discrepancy) -> _Source:
        line = self._lines.get(one.asset or "")
        if line is not None:
            seen = 0 if one.kind == "missing" else line.quantity
            return _Source(_of_ledger(line), line.quantity, seen)
        asset = self._assets.get(one.asset or "")
        if asset is not None:
            home = asset.place_id if one.kind == "misplaced" else None
            return _Source(_of_ledger(asset), 0, one.quantity, home)
        if one.sighting is not None:
            return _Source(_of_sighting(self._sightings[one.sighting]), 0, one.quantity)
        group = self._groups[one.group or ""]
        return _Source(self._of_group(group), group.book, group.counted)

    def _explanations(self, signature: SheetSignature | None) -> dict[str, Mapping[str, Any]]:
        """By what they are about."""
        told = signature.explanations if signature else []
        return {matter_of(one["key"], self._bindings): one for one in told}

    def _of_group(self, group: GroupResult) -> dict[str, Any]:
        """What all of its lines have in common; kind, name and unit are in its key."""
        lines = [line for line in self._lines.values() if line.group_key == group.group]
        kind_id, name, unit = group_parts(group.group)
        common = {field: _common(lines, field) for field in _OF_THE_LEDGER}
        return common | {"kind_id": kind_id, "name": name, "unit": unit}


def _of_ledger(row: CountLine | Asset) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _OF_THE_LEDGER}


def _of_sighting(sighting: Sighting) -> dict[str, Any]:
    """A thing that the ledger does not know."""
    name = sighting.name or sighting.code or (sighting.text or "")[:100]
    values = dict.fromkeys(_OF_THE_LEDGER)
    return values | {"kind_id": sighting.kind_id, "name": name}


def _common(lines: Sequence[CountLine], field: str) -> Any:
    values = {getattr(line, field) for line in lines}
    return values.pop() if len(values) == 1 else None
