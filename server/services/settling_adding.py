"""补录: a thing that was one too many comes into the register, with the label it was seen under."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from server.records import Asset, Discrepancy, Label, Sighting
from server.services.counted_sheets import refresh_open_sheets_of
from server.services.settling import By, added_to_ledger


def new_asset_values(session: Session, discrepancy_id: str) -> dict[str, str]:
    """What the form of a new thing begins with; nothing for an unknown discrepancy."""
    row = session.get(Discrepancy, discrepancy_id)
    if row is None:
        return {}
    return {
        "discrepancy_id": row.id,
        "name": row.name,
        "kind_id": row.kind_id or "other",
        "place_id": row.sheet.place_id,
        "quantity": str(max(1, abs(row.quantity) - row.moved_quantity)),
        "unit": row.unit or "",
        "model": row.model or "",
        "category_code": row.category_code or "",
        "category": row.category or "",
    }


def settle_added(session: Session, discrepancy_id: str, asset: Asset, by: By) -> None:
    """The new ``asset`` settles the discrepancy, and carries the blank label it was seen under
    from now on. Part of the transaction that adds it. Raises DiscrepancyDone, DecisionUnfit."""
    row = added_to_ledger(session, discrepancy_id, asset.id, by)
    sighting = session.get(Sighting, row.sighting_id) if row and row.sighting_id else None
    if sighting is not None and sighting.code:
        _bind(session, sighting.code, asset.id, by.now)
        refresh_open_sheets_of(session, [asset.id], by.now)


def _bind(session: Session, code: str, asset_id: str, now: datetime) -> None:
    """A label that leads somewhere already stays where it is. A code nobody knows was printed
    before a restore."""
    label = session.get(Label, code)
    if label is None:
        label = Label(code=code, issued_at=now)
        session.add(label)
    if label.asset_id is None and label.place_id is None:
        label.asset_id = label.issued_asset_id = asset_id
        label.bound_at = now
