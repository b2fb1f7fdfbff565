"""The register beside the frozen lists of open sheets: what left a room or came in since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.domain.room_count import Change, group_key
from server.records import Asset, AssetChange, CountLine, CountSheet, Place, Stocktake
from server.records.listed import among, listed

LEFT = "left"
ARRIVED = "arrived"
_POSITION = "position"
_WHOLE = ("created", "created_by_import", "removed")
_MOVING = frozenset({"place", "quantity"})


@dataclass(frozen=True)
class _Standing:
    """A thing of the register as it is now; ``room_id`` is None where it stands nowhere."""

    asset_id: str
    kind_id: str
    group_key: str
    quantity: int
    room_id: str | None
    is_removed: bool


_Things = Mapping[str, _Standing]


def rooms_of_positions(session: Session) -> dict[str, str]:
    """By the id of each fixed position the nearest place around it that is none: its things are
    counted on that place's sheet."""
    rows = session.execute(select(Place.id, Place.parent_id).where(Place.kind == _POSITION))
    around = {place_id: parent_id for place_id, parent_id in rows if parent_id}
    return {place_id: _outside(place_id, around) for place_id in around}


def changed_meanwhile(
    session: Session, sheets: Sequence[CountSheet], lines: Mapping[str, Sequence[CountLine]]
) -> dict[str, list[Change]]:
    """By sheet what is not as its lines say any more, by asset, with the time of the thing's last
    change of place or quantity. Of things that were not expected only the kinds that are
    counted."""
    expected = [line.asset_id for sheet in sheets for line in lines.get(sheet.id, ())]
    there = _standing(session, expected, [sheet.place_id for sheet in sheets])
    in_room: dict[str | None, list[_Standing]] = defaultdict(list)
    for thing in there.values():
        in_room[thing.room_id].append(thing)
    kinds = _kinds_counted(session, {sheet.stocktake_id for sheet in sheets})
    found: dict[str, list[Change]] = {}
    for sheet in sheets:
        own = lines.get(sheet.id, ())
        counted = kinds[sheet.stocktake_id]
        came = [one for one in in_room[sheet.place_id] if not counted or one.kind_id in counted]
        found[sheet.id] = [*_of_lines(sheet, own, there), *_arrived(own, came)]
    times = _changed_at(session, {one.asset for changes in found.values() for one in changes})
    return {
        sheet_id: sorted((replace(one, at=times[one.asset]) for one in changes), key=_by_asset)
        for sheet_id, changes in found.items()
    }


def where_now(
    session: Session, sheets: Sequence[CountSheet], seen: Mapping[str, Collection[str]]
) -> dict[str, dict[str, str]]:
    """By sheet and asset, of the things ``seen`` on it: `here`, `elsewhere`, `nowhere` or
    `removed`; none for an asset that is unknown."""
    there = _standing(session, [one for assets in seen.values() for one in assets], [])
    return {
        sheet.id: {
            asset_id: _where(there[asset_id], sheet.place_id)
            for asset_id in seen.get(sheet.id, ())
            if asset_id in there
        }
        for sheet in sheets
    }


def _outside(place_id: str, around: Mapping[str, str]) -> str:
    while place_id in around:
        place_id = around[place_id]
    return place_id


def _standing(
    session: Session, asset_ids: Collection[str], room_ids: Collection[str]
) -> dict[str, _Standing]:
    """These things, and all that stand in these rooms now."""
    rooms = rooms_of_positions(session)
    places = {*room_ids, *(one for one, room_id in rooms.items() if room_id in room_ids)}
    here = (among(Asset.place_id, "places")) & Asset.removed_at.is_(None)
    found = session.execute(
        select(
            Asset.id,
            Asset.kind_id,
            Asset.name,
            Asset.unit,
            Asset.quantity,
            Asset.place_id,
            Asset.removed_at,
        ).where(or_(among(Asset.id, "assets"), here)),
        {"assets": listed(asset_ids), "places": listed(places)},
    )
    return {
        row.id: _Standing(
            row.id,
            row.kind_id,
            group_key(row.kind_id, row.name, row.unit),
            row.quantity,
            rooms.get(row.place_id, row.place_id),
            row.removed_at is not None,
        )
        for row in found
    }


def _kinds_counted(session: Session, stocktake_ids: Collection[str]) -> dict[str, set[str]]:
    rows = session.execute(
        select(Stocktake.id, Stocktake.scope).where(Stocktake.id.in_(stocktake_ids))
    )
    return {stocktake_id: set(scope["kind_ids"]) for stocktake_id, scope in rows}


def _of_lines(sheet: CountSheet, lines: Sequence[CountLine], there: _Things) -> Iterator[Change]:
    """What is gone, and what of a line's quantity went or came."""
    for line in lines:
        thing = there[line.asset_id]
        is_here = not thing.is_removed and thing.room_id == sheet.place_id
        more = (thing.quantity if is_here else 0) - line.quantity
        if more:
            change = LEFT if more < 0 else ARRIVED
            yield Change(line.asset_id, change, line.group_key, abs(more))


def _arrived(lines: Sequence[CountLine], in_room: Sequence[_Standing]) -> Iterator[Change]:
    expected = {line.asset_id for line in lines}
    for thing in in_room:
        if thing.asset_id not in expected and not thing.is_removed:
            yield Change(thing.asset_id, ARRIVED, thing.group_key, thing.quantity)


def _by_asset(change: Change) -> tuple[str, str]:
    return change.asset, change.change


def _changed_at(session: Session, asset_ids: Collection[str]) -> dict[str, int]:
    """When each of them was moved, bought, taken out or changed its quantity last, in
    milliseconds; 0 where nothing tells."""
    if not asset_ids:
        return {}
    times = dict.fromkeys(asset_ids, 0)
    noted = session.execute(
        select(
            AssetChange.asset_id, AssetChange.changed_at, AssetChange.source, AssetChange.changes
        ).where(among(AssetChange.asset_id, "assets")),
        {"assets": listed(asset_ids)},
    )
    for asset_id, at, source, changes in noted:
        if source in _WHOLE or not _MOVING.isdisjoint(changes):
            times[asset_id] = max(times[asset_id], round(at.timestamp() * 1000))
    return times


def _where(thing: _Standing, room_id: str) -> str:
    if thing.is_removed:
        return "removed"
    if thing.room_id is None:
        return "nowhere"
    return "here" if thing.room_id == room_id else "elsewhere"
