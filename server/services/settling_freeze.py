"""What did not agree on a sheet, written down with its value when the sheet is countersigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server.domain.discrepancy_value import (
    NO_VALUE,
    LedgerRow,
    Value,
    card_values,
    value_of_pieces,
)
from server.domain.settlement import signed_quantity
from server.records import Asset, CountSheet, Discrepancy, new_id
from server.records.listed import among, listed
from server.services.count_sheets import SheetView, ViewDiscrepancy

_COPIED = tuple(
    one.name for one in fields(ViewDiscrepancy) if one.name not in ("quantity", "photos")
)


def freeze_discrepancies(session: Session, sheet: CountSheet, view: SheetView) -> int:
    """Write the sheet's discrepancies at its countersigning, in place of those of an earlier one
    (a sheet with anything decided is not opened again); how many there are. Part of a writing
    transaction."""
    session.execute(delete(Discrepancy).where(Discrepancy.sheet_id == sheet.id))
    values = _row_values(session, [one.asset_id for one in view.discrepancies])
    groups = _group_rows(view)
    rows = [_row(sheet, one, _value(one, values, groups)) for one in view.discrepancies]
    if rows:
        session.execute(insert(Discrepancy), rows)
    return len(rows)


def _row_values(session: Session, asset_ids: Iterable[str | None]) -> Mapping[str, Value]:
    """By asset, from the register. Rows that share a card are worth their part of it, so whole
    cards are read, with what was removed of them."""
    wanted = {one for one in asset_ids if one}
    if not wanted:
        return {}
    row = select(Asset.id, Asset.ledger_number, Asset.quantity, Asset.unit_price, Asset.amount)
    own = [
        LedgerRow(*one)
        for one in session.execute(row.where(among(Asset.id, "ids")), {"ids": listed(wanted)})
    ]
    cards = {one.card for one in own if one.card}
    of_cards = session.execute(row.where(Asset.ledger_number.in_(cards)))
    shared = [LedgerRow(*one) for one in of_cards]
    return card_values([*(one for one in own if not one.card), *shared])


def _group_rows(view: SheetView) -> Mapping[str, Sequence[LedgerRow]]:
    """What was expected of each group, at the prices of the baseline."""
    rows: dict[str, list[LedgerRow]] = defaultdict(list)
    for shown in view.lines:
        one = shown.line
        row = LedgerRow(one.asset_id, one.ledger_number, one.quantity, one.unit_price, one.amount)
        rows[one.group_key].append(row)
    return rows


def _value(
    one: ViewDiscrepancy, values: Mapping[str, Value], groups: Mapping[str, Sequence[LedgerRow]]
) -> Value:
    """A thing's own, else its group's average."""
    if one.asset_id is not None:
        return values.get(one.asset_id, NO_VALUE)
    return value_of_pieces(groups.get(one.group_key or "", ()), abs(one.quantity))


def _row(sheet: CountSheet, one: ViewDiscrepancy, value: Value) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _COPIED} | {
        "id": new_id(),
        "stocktake_id": sheet.stocktake_id,
        "sheet_id": sheet.id,
        "quantity": signed_quantity(one.kind, one.quantity),
        "moved_quantity": 0,
        "amount": value.amount,
        "value_basis": value.basis,
        "photos": list(one.photos),
        "version": 1,
        "decision_words": "",
    }
