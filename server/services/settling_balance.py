"""「与导入台账差额」: what the register adds up to beside the ledgers that were imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Asset, AssetChange, LedgerImport, LedgerImportRow
from server.services.ledger_import.states import APPLIED
from server.services.settling_pieces import SOURCE

_NOTHING = Decimal(0)


class Change(StrEnum):
    """Why the register's sum is another than the ledgers': things added by hand, removed, moved
    in part by a count (which changes no sum), or with another amount since."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Balance:
    """Yuan. ``imported``: the rows of all applied imports as they were imported, each thing once,
    by its last; None when nothing was ever imported. ``changes`` add up to the difference."""

    imported: Decimal | None
    register: Decimal
    changes: Mapping[Change, Decimal]

    @property
    def difference(self) -> Decimal:
        return self.register - (self.imported or _NOTHING)


def ledger_balance(session: Session) -> Balance:
    """Reads the amounts of all things and of all rows that were imported."""
    imported = _imported(session)
    moved = set(session.scalars(select(AssetChange.asset_id).where(AssetChange.source == SOURCE)))
    register, changes = _NOTHING, dict.fromkeys(Change, _NOTHING)
    for asset_id, quantity, unit_price, amount, removed_at in session.execute(_REGISTER):
        now = _NOTHING if removed_at else _sum_of(quantity, unit_price, amount)
        register += now
        then = imported.get(asset_id)
        changes[_why(then, removed_at is not None, asset_id in moved)] += now - (then or _NOTHING)
    return Balance(sum(imported.values(), _NOTHING) if imported else None, register, changes)


_REGISTER = select(Asset.id, Asset.quantity, Asset.unit_price, Asset.amount, Asset.removed_at)
_FIELDS = ("quantity", "unit_price", "amount")


def _imported(session: Session) -> dict[str, Decimal]:
    """By asset. A blank cell erased nothing, so what an earlier import said still holds."""
    rows = session.execute(
        select(
            LedgerImportRow.asset_id,
            *(LedgerImportRow.values[name].as_string() for name in _FIELDS),
        )
        .join(LedgerImport, LedgerImport.id == LedgerImportRow.import_id)
        .where(LedgerImport.state == APPLIED, LedgerImportRow.asset_id.is_not(None))
        .order_by(LedgerImport.applied_at, LedgerImport.id)
    )
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for asset_id, *texts in rows:
        if asset_id:
            given = zip(_FIELDS, texts, strict=True)
            said[asset_id] |= {name: text for name, text in given if text is not None}
    return {asset_id: _imported_sum(values) for asset_id, values in said.items()}


def _imported_sum(values: Mapping[str, str]) -> Decimal:
    price, amount = values.get("unit_price"), values.get("amount")
    return _sum_of(
        int(values.get("quantity", 1)),
        None if price is None else Decimal(price),
        None if amount is None else Decimal(amount),
    )


def _sum_of(quantity: int, unit_price: Any, amount: Any) -> Decimal:
    if amount is not None:
        return Decimal(amount)
    return _NOTHING if unit_price is None else Decimal(unit_price) * quantity


def _why(then: Decimal | None, is_removed: bool, is_moved: bool) -> Change:
    if is_removed:
        return Change.REMOVED
    if is_moved:
        return Change.MOVED
    return Change.ADDED if then is None else Change.CHANGED
