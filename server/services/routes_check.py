"""Whether a route can be walked: its stops stand in the register, its walkers may record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.domain.problems_rounds import (
    RouteChecklistGone,
    RouteStopGone,
    RouteStopTwice,
    RouteTooFewWalkers,
    RouteTooLong,
    RouteWalkerUnfit,
    RouteWithoutStops,
)
from server.domain.route import MOST_STOPS, Stop, repeated_thing
from server.records import Asset, Checklist, Person, Place
from server.services.sign_in import roles_of


def walkers_to_choose(session: Session) -> list[Person]:
    """Everybody who may walk rounds, by name."""
    people = session.scalars(
        select(Person).where(Person.suspended_at.is_(None)).order_by(Person.name)
    )
    return [person for person in people if may(roles_of(person), Action.RECORD)]


def check_stops(session: Session, stops: Sequence[Stop]) -> None:
    """Raises RouteWithoutStops, RouteTooLong, RouteStopTwice, RouteStopGone,
    RouteChecklistGone."""
    if not stops:
        raise RouteWithoutStops
    if len(stops) > MOST_STOPS:
        raise RouteTooLong(most=MOST_STOPS)
    names = thing_names(session, stops)
    gone = {stop.thing_id for stop in stops} - names.keys()
    if gone:
        raise RouteStopGone(n=len(gone))
    twice = repeated_thing(stops)
    if twice is not None:
        raise RouteStopTwice(name=names[twice])
    wanted = {stop.checklist_id for stop in stops if stop.checklist_id}
    if wanted - set(session.scalars(select(Checklist.id))):
        raise RouteChecklistGone


def check_walkers(session: Session, person_ids: Sequence[str], walkers: int) -> None:
    """Raises RouteWalkerUnfit, RouteTooFewWalkers."""
    fit = {person.id for person in walkers_to_choose(session)}
    for person_id in person_ids:
        if person_id not in fit:
            person = session.get(Person, person_id)
            raise RouteWalkerUnfit(name=person.name if person else person_id)
    if 0 < len(set(person_ids)) < walkers:
        raise RouteTooFewWalkers


def thing_names(session: Session, stops: Sequence[Stop]) -> dict[str, str]:
    """Names by id of the stops' things that stand in the register."""
    assets = [stop.asset_id for stop in stops if stop.asset_id]
    places = [stop.place_id for stop in stops if stop.place_id]
    kept = select(Asset.id, Asset.name).where(Asset.id.in_(assets), Asset.removed_at.is_(None))
    stood = select(Place.id, Place.name).where(Place.id.in_(places))
    return {thing_id: name for query in (kept, stood) for thing_id, name in session.execute(query)}
