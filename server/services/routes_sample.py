"""[一键示例路线]: the stops of a building, in the order in which people count its rooms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from server.domain.natural_order import NaturalKey, natural_key
from server.domain.route import Stop
from server.records import Asset, AssetKind, Place
from server.services.places import PATH_MARK
from server.services.places_tree import subtree_ids

EXTINGUISHERS = "fire_extinguisher"


@dataclass(frozen=True)
class StopKinds:
    """What a sample route stops at: places of these kinds, assets of these kinds. A kind that ends
    in ``*`` is all kinds that begin so."""

    place_kinds: tuple[str, ...] = ()
    asset_kinds: tuple[str, ...] = ()


def sample_route(session: Session, building_id: str, kinds: StopKinds) -> list[Stop]:
    """All places and assets of ``kinds`` in the building, itself included, by place and then by
    number. An unknown building has none."""
    places = session.scalars(
        select(Place).where(
            Place.id.in_(subtree_ids(building_id)), Place.kind.in_(kinds.place_kinds)
        )
    )
    found = [(place_order(place), Stop(place_id=place.id)) for place in places]
    found += [
        ((*place_order(asset.place), *_asset_order(asset)), Stop(asset_id=asset.id))
        for asset in _assets_of(session, building_id, kinds.asset_kinds)
    ]
    return [stop for _, stop in sorted(found, key=lambda pair: pair[0])]


def sorted_by_place(session: Session, stops: Sequence[Stop]) -> list[Stop]:
    """``stops`` in the order of a sample route; what does not stand in the register comes last."""
    order = {
        place.id: place_order(place)
        for place in session.scalars(
            select(Place).where(Place.id.in_([stop.place_id for stop in stops if stop.place_id]))
        )
    }
    assets = session.scalars(
        select(Asset)
        .where(Asset.id.in_([stop.asset_id for stop in stops if stop.asset_id]))
        .options(joinedload(Asset.place))
    )
    order |= {asset.id: (*place_order(asset.place), *_asset_order(asset)) for asset in assets}
    return sorted(stops, key=lambda s: (s.thing_id not in order, order.get(s.thing_id, ())))


def asset_kinds_within(session: Session, building_id: str) -> list[tuple[AssetKind, int]]:
    """The kinds of what stands in the building, with their counts."""
    counts = (
        select(Asset.kind_id, func.count().label("n"))
        .where(Asset.place_id.in_(subtree_ids(building_id)), Asset.removed_at.is_(None))
        .group_by(Asset.kind_id)
        .subquery()
    )
    rows = session.execute(
        select(AssetKind, counts.c.n).join(counts, counts.c.kind_id == AssetKind.id)
    )
    return sorted(((kind, n) for kind, n in rows), key=lambda pair: pair[0].id)


def place_order(place: Place | None) -> tuple[NaturalKey, ...]:
    """A key by which places stand as people count them, each before what lies in it."""
    return tuple(natural_key(name) for name in place.path.split(PATH_MARK)) if place else ()


def _asset_order(asset: Asset) -> tuple[NaturalKey, ...]:
    return (natural_key(""), natural_key(asset.ledger_number), natural_key(asset.name))


def _assets_of(session: Session, building_id: str, kinds: Collection[str]) -> Sequence[Asset]:
    wanted = {kind for kind in kinds if not kind.endswith("*")}
    begun = tuple(kind.rstrip("*") for kind in kinds if kind.endswith("*"))
    known = session.scalars(select(AssetKind.id))
    named = [kind for kind in known if kind in wanted or (begun and kind.startswith(begun))]
    return session.scalars(
        select(Asset)
        .where(
            Asset.place_id.in_(subtree_ids(building_id)),
            Asset.kind_id.in_(named),
            Asset.removed_at.is_(None),
        )
        .options(joinedload(Asset.place))
    ).all()
