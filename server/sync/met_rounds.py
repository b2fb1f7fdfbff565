"""The rounds that facts name: a round's row is made by the first fact of it that is carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.round_identity import RoundKey
from server.domain.school_calendar import SchoolCalendar
from server.records import Round, Route, RouteVersion
from server.records.listed import among, listed
from server.services.rounds_due_versions import round_walked
from server.services.school_calendar import school_calendar
from server.sync.envelope import Opened
from server.sync.receipt import Hold, HoldReason
from server.sync.rows import Row


@dataclass(frozen=True)
class _Known:
    """A route with its versions, oldest first."""

    name: str
    purpose: str
    spot_check_percent: int
    versions: Sequence[RouteVersion]


class MetRounds:
    """Kept up while facts are carried out, so that a batch makes each round once."""

    def __init__(
        self,
        met: Iterable[str] = (),
        routes: Mapping[str, _Known] | None = None,
        calendar: SchoolCalendar | None = None,
    ) -> None:
        self._met = set(met)
        self._routes = routes or {}
        self._calendar = calendar or SchoolCalendar()

    def check(self, key: RoundKey) -> None:
        """Raises Hold when nobody knows the route."""
        if key.id not in self._met and key.route_id not in self._routes:
            raise Hold(HoldReason.ROUTE_UNKNOWN, route=key.route_id)

    def meet(self, key: RoundKey, received_at: datetime) -> Row | None:
        """The row of a round that no fact had named before, None of one that has a row. ``key``
        was checked."""
        if key.id in self._met:
            return None
        self._met.add(key.id)
        route = self._routes[key.route_id]
        version, window = round_walked(route.versions, self._calendar, key.day, key.slot)
        return {
            "id": key.id,
            "route_id": key.route_id,
            "day": key.day,
            "slot": key.slot,
            "slot_name": window.slot_name,
            "name": route.name,
            "purpose": route.purpose,
            "starts_at": window.starts_at,
            "ends_at": window.ends_at,
            "grace_ends_at": window.grace_ends_at,
            "stops": version.stops,
            "person_ids": version.person_ids,
            "spot_check_percent": route.spot_check_percent,
            "created_at": received_at,
        }


def round_key(body: Mapping[str, Any]) -> RoundKey | None:
    """The round that a checked body names."""
    named = body.get("round")
    return None if named is None else RoundKey(**named)


def load_met_rounds(session: Session, opened: Iterable[Opened]) -> MetRounds:
    """What is needed of the rounds that these facts name: nothing when they name none."""
    keys = {key for key in (round_key(one.body) for one in opened) if key is not None}
    if not keys:
        return MetRounds()
    met = set(session.scalars(_MET, {"ids": listed({key.id for key in keys})}))
    new = {key.route_id for key in keys if key.id not in met}
    return MetRounds(met, _load_routes(session, new), school_calendar(session))


def _load_routes(session: Session, route_ids: Collection[str]) -> Mapping[str, _Known]:
    versions: defaultdict[str, list[RouteVersion]] = defaultdict(list)
    for version in session.scalars(_VERSIONS, {"ids": listed(route_ids)}):
        versions[version.route_id].append(version)
    routes = session.execute(_ROUTES, {"ids": listed(route_ids)})
    return {
        route_id: _Known(name, purpose, percent, versions[route_id])
        for route_id, name, purpose, percent in routes
    }


_MET = select(Round.id).where(among(Round.id, "ids"))
_ROUTES = select(Route.id, Route.name, Route.purpose, Route.spot_check_percent).where(
    among(Route.id, "ids")
)
_VERSIONS = (
    select(RouteVersion).where(among(RouteVersion.route_id, "ids")).order_by(RouteVersion.version)
)
