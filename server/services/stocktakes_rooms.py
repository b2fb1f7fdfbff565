"""Which rooms a stocktake counts, what is in them and who counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.domain.natural_order import natural_key
from server.domain.problems_stocktakes import CounterUnfit, StocktakeEmpty
from server.domain.stocktake import StocktakeKind, StocktakePlan
from server.records import Asset, Assignment, Person, Place
from server.services.classes import ClassNow, class_of_room
from server.services.count_sheets_ledger import rooms_of_positions
from server.services.places_tree import subtree_ids
from server.services.sign_in import roles_of


@dataclass(frozen=True)
class Room:
    """``things`` by name and number, at most those of the kinds that are counted. ``person_ids``
    is empty where nobody is known to count the room."""

    place: Place
    school_class: ClassNow | None
    person_ids: tuple[str, ...]
    things: tuple[Asset, ...]

    @property
    def pieces(self) -> int:
        """How many single things are expected."""
        return sum(thing.quantity for thing in self.things)


def rooms_to_count(session: Session, plan: StocktakePlan, today: date) -> list[Room]:
    """By path. A room without a thing is counted when a class sits in it. Classes and teachers are
    those of the baseline day, or of ``today`` when that is over. Raises StocktakeEmpty,
    CounterUnfit."""
    fit = require_fit(session, plan.person_ids)
    classes = class_of_room(session, max(plan.baseline_on, today))
    things = _things_by_room(session, plan.scope.kind_ids)
    places = _places(session, plan, classes, things.keys())
    carers = _carers(session)
    parents = {one.id: one.parent_id for one in session.scalars(select(Place))}

    def counters(place: Place) -> tuple[str, ...]:
        own = classes[place.id].person_ids if place.id in classes else ()
        chosen = plan.person_ids or own or _nearest(place.id, parents, carers)
        return tuple(one for one in chosen if one in fit)

    rooms = [
        Room(one, classes.get(one.id), counters(one), tuple(things.get(one.id, ())))
        for one in places
    ]
    if not rooms:
        raise StocktakeEmpty
    return rooms


def people_who_count(session: Session) -> dict[str, Person]:
    """Everybody who may count a room and sign for it, by id, in the order of names."""
    people = session.scalars(
        select(Person).where(Person.suspended_at.is_(None)).order_by(Person.name, Person.id)
    )
    return {one.id: one for one in people if may(roles_of(one), Action.RECORD)}


def require_fit(session: Session, chosen: Sequence[str]) -> dict[str, Person]:
    """``people_who_count``. Raises CounterUnfit when one of ``chosen`` is not among them."""
    fit = people_who_count(session)
    for person_id in chosen:
        if person_id not in fit:
            person = session.get(Person, person_id)
            raise CounterUnfit(name=person.name if person else person_id)
    return fit


def _things_by_room(session: Session, kind_ids: Collection[str]) -> dict[str, list[Asset]]:
    wanted = select(Asset).where(Asset.removed_at.is_(None), Asset.place_id.is_not(None))
    if kind_ids:
        wanted = wanted.where(Asset.kind_id.in_(kind_ids))
    rooms = rooms_of_positions(session)
    found: dict[str, list[Asset]] = defaultdict(list)
    for asset in session.scalars(wanted):
        place_id = asset.place_id or ""
        found[rooms.get(place_id, place_id)].append(asset)
    for things in found.values():
        things.sort(key=_by_name)
    return found


def _by_name(asset: Asset) -> tuple[object, ...]:
    return (natural_key(asset.name), natural_key(asset.ledger_number or ""), asset.id)


def _places(
    session: Session,
    plan: StocktakePlan,
    classes: Mapping[str, ClassNow],
    with_things: Collection[str],
) -> list[Place]:
    """公用教室 are the rooms that no class has as its own."""
    ids = set(with_things) | classes.keys()
    if plan.scope.place_ids:
        chosen = (session.scalars(subtree_ids(one)) for one in plan.scope.place_ids)
        ids &= {place_id for inside in chosen for place_id in inside}
    if plan.scope.class_ids:
        wanted = set(plan.scope.class_ids)
        ids = {one for one in ids if one in classes and classes[one].id in wanted}
    elif plan.kind is StocktakeKind.SHARED_ROOMS:
        ids -= classes.keys()
    places = session.scalars(select(Place).order_by(Place.path))
    return [place for place in places if place.id in ids]


def _carers(session: Session) -> dict[str, list[str]]:
    """Who was given a place to look after, by the place's id."""
    carers: dict[str, list[str]] = defaultdict(list)
    order = (Assignment.assigned_at, Assignment.person_id)
    for one in session.scalars(select(Assignment).order_by(*order)):
        carers[one.place_id].append(one.person_id)
    return carers


def _nearest(
    place_id: str, parents: Mapping[str, str | None], carers: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    """Of the place, else of what is around it."""
    at: str | None = place_id
    while at is not None:
        if at in carers:
            return carers[at]
        at = parents.get(at)
    return ()
