"""Assets at the desk: adding, changing, removing. Every change leaves an AssetChange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import Conflict, NotFound
from server.domain.school_day import school_day
from server.records import Asset, AssetChange, AssetKind, AssetRemoval, Place
from server.services.assets_search_keys import asset_search_keys
from server.services.assets_values import LEDGER_FIELDS, ledger_values, written_values
from server.services.counted_sheets import refresh_open_sheets_of
from server.services.routes import RouteChange, leave_routes

__all__ = ["Seen", "add_asset", "asset_search_keys", "change_asset", "get_asset", "remove_asset"]


@dataclass(frozen=True)
class Seen:
    """What a form was filled in upon: the row's revision then, and the values it showed."""

    rev: int
    values: Mapping[str, str]


def get_asset(session: Session, asset_id: str) -> Asset:
    """Raises NotFound. Removed assets are found too."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        raise NotFound
    return asset


def add_asset(
    session: Session, asset_id: str, values: Mapping[str, Any], person_id: str, now: datetime
) -> Asset:
    """A new asset from values by ledger field. ``asset_id`` is made by the form, so that a second
    click finds the first asset. Raises NotFound for an unknown kind or place."""
    if (known := session.get(Asset, asset_id)) is not None:
        return known
    asset = Asset(id=asset_id, identity=f"desk:{asset_id}", created_at=now)
    _set_values(session, asset, values)
    session.add(asset)
    session.flush()
    _note_change(
        session, asset, "created", _differences({}, ledger_values(asset)), by=person_id, now=now
    )
    refresh_open_sheets_of(session, [asset_id], now)
    return asset


def change_asset(
    session: Session,
    asset_id: str,
    values: Mapping[str, Any],
    *,
    seen: Seen,
    person_id: str,
    now: datetime,
) -> Asset:
    """Set the given ledger fields.

    Raises NotFound (also once the asset was removed) and Conflict with ``fields``, the fields that
    somebody else changed since ``seen``; inspections in between are no conflict.
    """
    asset = get_asset(session, asset_id)
    if asset.removed_at is not None:
        raise NotFound
    before = ledger_values(asset)
    if asset.rev != seen.rev and (fields := _changed_since(before, seen.values)):
        raise Conflict(changed=", ".join(fields), fields=fields)
    _set_values(session, asset, values)
    session.flush()
    if changes := _differences(before, ledger_values(asset)):
        _note_change(session, asset, "edited", changes, by=person_id, now=now)
        refresh_open_sheets_of(session, [asset_id], now)
    return asset


def remove_asset(
    session: Session, asset_id: str, reason: str, person_id: str, now: datetime
) -> None:
    """Take an asset out of the register and off its routes; its page and history stay. Removing
    twice changes nothing. Raises NotFound."""
    asset = get_asset(session, asset_id)
    if asset.removed_at is not None:
        return
    asset.removed_at = now
    session.add(AssetRemoval(asset_id=asset_id, person_id=person_id, removed_at=now, reason=reason))
    _note_change(session, asset, "removed", {"reason": ["", reason]}, by=person_id, now=now)
    leave_routes(session, asset_id, RouteChange(person_id, now, school_day(now)))
    refresh_open_sheets_of(session, [asset_id], now)


def _set_values(session: Session, asset: Asset, values: Mapping[str, Any]) -> None:
    for field in LEDGER_FIELDS:
        if field in values:
            setattr(asset, field, values[field])
    _require(session, AssetKind, asset.kind_id)
    if asset.place_id is not None:
        _require(session, Place, asset.place_id)
    asset.search = asset_search_keys(asset.name, asset.ledger_number, asset.custodian, asset.model)


def _require(session: Session, model: type[AssetKind] | type[Place], row_id: str) -> None:
    with session.no_autoflush:
        if session.scalar(select(model.id).where(model.id == row_id)) is None:
            raise NotFound


def _changed_since(current: Mapping[str, Any], seen: Mapping[str, str]) -> list[str]:
    now_written = written_values(current)
    return [field for field, was in seen.items() if now_written.get(field, was) != was]


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[str]]:
    old, new = written_values(before), written_values(after)
    return {
        field: [old.get(field, ""), value]
        for field, value in new.items()
        if old.get(field, "") != value
    }


def _note_change(
    session: Session,
    asset: Asset,
    source: str,
    changes: Mapping[str, list[str]],
    *,
    by: str,
    now: datetime,
) -> None:
    session.add(
        AssetChange(
            asset_id=asset.id,
            person_id=by,
            changed_at=now,
            source=source,
            changes=_readable(session, changes),
        )
    )


def _readable(session: Session, changes: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Places by their path instead of their id, under the key "place"; kinds under "kind"."""
    readable = dict(changes)
    if (places := readable.pop("place_id", None)) is not None:
        readable["place"] = [_path(session, place_id) for place_id in places]
    if (kinds := readable.pop("kind_id", None)) is not None:
        readable["kind"] = kinds
    return readable


def _path(session: Session, place_id: str) -> str:
    place = session.get(Place, place_id) if place_id else None
    return place.path if place else ""
