"""Carrying out a move that a count has shown: things change their room in the register, and their
history says so. Never more pieces than the ledger has, never another sum of its amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.discrepancy_value import share
from server.domain.problems_settling import MoveStale, ThingMovedSince, TooFewPieces
from server.domain.room_count import group_key
from server.records import Asset, AssetChange, CountSheet, Place, Sighting, new_id
from server.services.assets_values import LEDGER_FIELDS, ledger_values, written_values
from server.services.count_sheets_ledger import rooms_of_positions
from server.services.settling import By

SOURCE = "stocktake"


def move_thing(
    session: Session, asset_id: str, homes: Iterable[str | None], to_id: str, by: By
) -> None:
    """Let a thing stand in the room ``to_id``; nothing changes when it does so already. ``homes``:
    where the ledger had it when it was counted. Raises MoveStale for a removed thing,
    ThingMovedSince when the ledger has it somewhere else by now."""
    asset = session.get(Asset, asset_id, with_for_update=True)
    if asset is None or asset.removed_at is not None:
        raise MoveStale
    if asset.place_id == to_id:
        return
    room = rooms_of_positions(session).get(asset.place_id or "", asset.place_id)
    if {asset.place_id, room}.isdisjoint(homes):
        raise ThingMovedSince(name=asset.name, place=asset.place.path if asset.place else "")
    _move(session, asset, to_id, by)


def move_pieces(
    session: Session, group: str, sheet: CountSheet, to_id: str, pieces: int, by: By
) -> list[str]:
    """Let ``pieces`` of a group stand in the room ``to_id`` that the ledger has in the sheet's
    room; the ids of the things that were changed or made. Those that nobody saw go first; of a row
    with more pieces than are needed a part goes, with its part of the amount. Raises
    TooFewPieces."""
    rows = _of_group(session, group, sheet)
    if sum(row.quantity for row in rows) < pieces:
        there = sum(row.quantity for row in rows)
        raise TooFewPieces(name=group.split("|")[1], room=sheet.title, n=there)
    touched: list[str] = []
    for row in rows:
        if not pieces:
            break
        taken = min(pieces, row.quantity)
        moved = row if taken == row.quantity else _split(session, row, taken, by)
        _move(session, moved, to_id, by)
        touched += {row.id, moved.id}
        pieces -= taken
    return touched


def _of_group(session: Session, group: str, sheet: CountSheet) -> list[Asset]:
    rooms = rooms_of_positions(session)
    places = [sheet.place_id, *(one for one, room in rooms.items() if room == sheet.place_id)]
    found = session.scalars(
        select(Asset)
        .where(Asset.place_id.in_(places), Asset.removed_at.is_(None))
        .with_for_update()
    )
    rows = [one for one in found if group_key(one.kind_id, one.name, one.unit) == group]
    seen = set(
        session.scalars(
            select(Sighting.asset_id).where(
                Sighting.sheet_id == sheet.id, Sighting.withdrawn_by.is_(None)
            )
        )
    )
    return sorted(rows, key=lambda one: (one.id in seen, one.ledger_number or "", one.id))


def _split(session: Session, row: Asset, taken: int, by: By) -> Asset:
    """A row of its own for ``taken`` pieces of ``row``. Their amounts make up what it was."""
    before = written_values(ledger_values(row))
    values = {name: getattr(row, name) for name in LEDGER_FIELDS}
    part = Asset(id=new_id(), created_at=by.now, search=row.search, **values)
    part.identity, part.quantity = f"desk:{part.id}", taken
    if row.amount is not None:
        part.amount = share(row.amount, row.quantity, taken)
        row.amount -= part.amount
    row.quantity -= taken
    session.add(part)
    session.flush()
    _note(session, row, _differences(before, row), by)
    _note(session, part, _differences({}, part), by)
    return part


def _differences(before: Mapping[str, str], row: Asset) -> dict[str, list[str]]:
    """All but the kind and the place, whose ids say nothing to people."""
    after = written_values(ledger_values(row))
    return {
        name: [before.get(name, ""), value]
        for name, value in after.items()
        if name not in ("kind_id", "place_id") and before.get(name, "") != value
    }


def _move(session: Session, asset: Asset, to_id: str, by: By) -> None:
    before = asset.place.path if asset.place else ""
    target = session.get_one(Place, to_id)
    asset.place = target
    _note(session, asset, {"place": [before, target.path]}, by)


def _note(session: Session, asset: Asset, changes: dict[str, list[str]], by: By) -> None:
    session.add(
        AssetChange(
            asset_id=asset.id,
            person_id=by.person_id,
            changed_at=by.now,
            source=SOURCE,
            changes=changes,
        )
    )
