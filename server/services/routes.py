"""Routes: made, changed from a day on, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.natural_order import natural_key
from server.domain.problems import Conflict, NotFound
from server.domain.problems_rounds import RouteRetired, RouteWithoutStops
from server.domain.route import RoutePurpose, Stop, read_stop
from server.domain.schedule import Cycle, Schedule, read_schedule
from server.records import Route, RouteVersion
from server.services.routes_check import check_stops, check_walkers, thing_names

_NEVER_DUE = Schedule(Cycle.NONE)


@dataclass(frozen=True)
class RoutePlan:
    """What a route is to be. ``person_ids``: who may walk it, empty = whoever records.
    ``walkers``: 1 or 2. ``spot_check_percent``: 0 to 100."""

    name: str
    purpose: RoutePurpose
    stops: tuple[Stop, ...]
    schedule: Schedule
    person_ids: tuple[str, ...] = ()
    walkers: int = 1
    spot_check_percent: int = 0


@dataclass(frozen=True)
class RouteChange:
    """Who wants it and when; ``valid_from`` is the first day of what is new."""

    person_id: str | None
    at: datetime
    valid_from: date


def list_routes(session: Session) -> list[Route]:
    """All routes by name, the retired last."""
    routes = session.scalars(select(Route)).all()
    return sorted(routes, key=lambda route: (route.retired_on is not None, natural_key(route.name)))


def get_route(session: Session, route_id: str) -> Route:
    """Raises NotFound."""
    route = session.get(Route, route_id)
    if route is None:
        raise NotFound
    return route


def plan_of(route: Route) -> RoutePlan:
    """The newest version of ``route``."""
    return RoutePlan(
        route.name,
        RoutePurpose(route.purpose),
        tuple(read_stop(stop) for stop in route.stops),
        read_schedule(route.schedule),
        tuple(route.person_ids),
        route.walkers,
        route.spot_check_percent,
    )


def add_route(session: Session, route_id: str, plan: RoutePlan, change: RouteChange) -> Route:
    """A new route with its first version; one that has this id already is left as it is (a second
    click). Raises RouteWithoutStops, RouteTooLong, RouteStopGone, RouteStopTwice,
    RouteChecklistGone, RouteWalkerUnfit, RouteTooFewWalkers."""
    known = session.get(Route, route_id)
    if known is not None:
        return known
    _check(session, plan)
    route = Route(id=route_id, version=1)
    _fill(route, plan)
    session.add(route)
    session.flush()
    _add_version(session, route, change, plan.schedule)
    return route


def change_route(
    session: Session, route_id: str, plan: RoutePlan, based_on: int, change: RouteChange
) -> Route:
    """A new version, in force from ``change.valid_from`` on; rounds of the days before stay as
    they were. A plan that changes nothing makes no version, so that a second click does no harm.

    Raises NotFound, RouteRetired, Conflict when ``based_on`` is not the newest version, and what
    ``add_route`` raises.
    """
    route = get_route(session, route_id)
    if plan_of(route) == plan:
        return route
    if route.retired_on is not None:
        raise RouteRetired(name=route.name)
    if route.version != based_on:
        raise Conflict(changed=route.name)
    _check(session, plan)
    _fill(route, plan)
    _add_version(session, route, change, plan.schedule)
    return route


def retire_route(session: Session, route_id: str, change: RouteChange) -> Route:
    """From ``change.valid_from`` on nothing of the route is due; what was walked stays. Retired a
    second time it keeps the first day. Raises NotFound."""
    route = get_route(session, route_id)
    if route.retired_on is None:
        route.retired_on = change.valid_from
        # Should it be taken up again, the days in between were no days of it.
        _add_version(session, route, change, _NEVER_DUE)
    return route


def resume_route(session: Session, route_id: str, change: RouteChange) -> Route:
    """Take a retired route up again, from ``change.valid_from`` on, without the stops that left
    the register meanwhile. Raises NotFound, RouteWithoutStops when none is left."""
    route = get_route(session, route_id)
    if route.retired_on is None:
        return route
    plan = plan_of(route)
    standing = thing_names(session, plan.stops)
    stops = [stop.stored() for stop in plan.stops if stop.thing_id in standing]
    if not stops:
        raise RouteWithoutStops
    route.retired_on = None
    route.stops = stops
    _add_version(session, route, change, plan.schedule)
    return route


def leave_routes(session: Session, asset_id: str, change: RouteChange) -> None:
    """An asset has left the register: the routes that are walked stop at it no more, else their
    rounds could never be walked to their end. One that has no other stop is retired."""
    for route in session.scalars(select(Route).where(Route.retired_on.is_(None))).all():
        stops = [stop for stop in route.stops if stop["asset_id"] != asset_id]
        if not stops:
            retire_route(session, route.id, change)
        elif len(stops) < len(route.stops):
            route.stops = stops
            _add_version(session, route, change, read_schedule(route.schedule))


def _check(session: Session, plan: RoutePlan) -> None:
    check_stops(session, plan.stops)
    check_walkers(session, plan.person_ids, plan.walkers)


def _fill(route: Route, plan: RoutePlan) -> None:
    route.name = plan.name
    route.purpose = plan.purpose
    route.stops = [stop.stored() for stop in plan.stops]
    route.schedule = plan.schedule.as_json()
    route.person_ids = list(plan.person_ids)
    route.walkers = plan.walkers
    route.spot_check_percent = plan.spot_check_percent


def _add_version(session: Session, route: Route, change: RouteChange, schedule: Schedule) -> None:
    """The next version, in force no earlier than the one before it: of two changes made on one
    day the later holds."""
    before = session.get(RouteVersion, (route.id, route.version))
    if before is not None:
        route.version += 1
    session.add(
        RouteVersion(
            route_id=route.id,
            version=route.version,
            valid_from=max(change.valid_from, before.valid_from if before else change.valid_from),
            stops=route.stops,
            schedule=schedule.as_json(),
            person_ids=route.person_ids,
            made_at=change.at,
            made_by=change.person_id,
        )
    )
