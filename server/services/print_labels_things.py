"""What is to get a label: things and doors of places, in the order of a walk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.domain.natural_order import NaturalKey, natural_key
from server.records import Asset, Label, Place
from server.services.labels import batches
from server.services.places import PATH_MARK

EXTINGUISHER_KINDS = "fire_extinguisher_"
"""How the ids of all kinds of extinguishers begin."""

_WalkKey = tuple[tuple[NaturalKey, ...], bool, NaturalKey, NaturalKey, str]


@dataclass(frozen=True)
class Thing:
    """An asset, or the door of a place."""

    id: str
    is_place: bool = False


def asset_ids_of(things: Sequence[Thing]) -> list[str]:
    return [thing.id for thing in things if not thing.is_place]


def place_ids_of(things: Sequence[Thing]) -> list[str]:
    return [thing.id for thing in things if thing.is_place]


def in_walking_order(session: Session, things: Sequence[Thing]) -> list[Thing]:
    """By place, its own door first, then by number and name; numbers in texts count as numbers, so
    that 305-2 comes before 305-12."""
    path_key = cache(_path_key)
    keys: dict[str, _WalkKey] = {}
    for place_id, path in _rows(session, Place.id, place_ids_of(things), Place.path):
        keys[place_id] = (path_key(path), False, (), (), place_id)
    for asset_id, number, name, path in _rows(
        session, Asset.id, asset_ids_of(things), Asset.ledger_number, Asset.name, Place.path
    ):
        keys[asset_id] = (path_key(path), True, natural_key(number), natural_key(name), asset_id)
    return sorted((thing for thing in things if thing.id in keys), key=lambda it: keys[it.id])


def extinguishers_among(session: Session, things: Sequence[Thing]) -> list[Thing]:
    """Those that are fire extinguishers, in the same order."""
    kinds = dict(_rows(session, Asset.id, asset_ids_of(things), Asset.kind_id))
    return [it for it in things if kinds.get(it.id, "").startswith(EXTINGUISHER_KINDS)]


def never_printed(session: Session, things: Sequence[Thing]) -> list[Thing]:
    """Those none of whose labels was ever printed, in the same order."""
    printed = {
        *_printed(session, Label.asset_id, asset_ids_of(things)),
        *_printed(session, Label.place_id, place_ids_of(things)),
    }
    return [thing for thing in things if thing.id not in printed]


def _path_key(path: str | None) -> tuple[NaturalKey, ...]:
    return tuple(natural_key(name) for name in path.split(PATH_MARK)) if path else ()


def _rows(
    session: Session,
    key: InstrumentedAttribute[str],
    ids: Sequence[str],
    *columns: InstrumentedAttribute[Any],
) -> Iterator[Any]:
    """(id, columns) of assets or places; an asset's place comes along."""
    for batch in batches(ids):
        query = select(key, *columns).where(key.in_(batch))
        if key is Asset.id:
            query = query.outerjoin(Place, Place.id == Asset.place_id)
        yield from session.execute(query)


def _printed(
    session: Session, column: InstrumentedAttribute[str | None], ids: Sequence[str]
) -> Collection[str | None]:
    return {
        thing_id
        for batch in batches(ids)
        for thing_id in session.scalars(
            select(column).where(column.in_(batch), Label.printed_at.is_not(None))
        )
    }
