"""Which rounds were due by the versions that the routes had on each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.due_rounds import DueRound, due_rounds
from server.domain.schedule import DAILY, Schedule, read_schedule
from server.domain.school_calendar import SchoolCalendar
from server.domain.school_day import day_bounds
from server.records import Route, RouteVersion


class RoundKey(NamedTuple):
    """What names a round, walked or not."""

    route_id: str
    day: date
    slot: str


@dataclass(frozen=True)
class _Version:
    """A version of a route with its schedule read."""

    route: Route
    row: RouteVersion
    schedule: Schedule

    @property
    def reaches_back(self) -> bool:
        """A new route has its monthly round this month already, though the month has begun."""
        return self.row.version == 1 and self.schedule.cycle not in DAILY

    def judges(self, window: DueRound) -> bool:
        """Whether ``window`` is judged by this version or a younger one: by those of its day, but
        never by one that was only made on that day, after the window was over."""
        if window.day < self.row.valid_from and not self.reaches_back:
            return False
        return window.ends_at > self._since

    @property
    def _since(self) -> datetime:
        begin, end = day_bounds(self.row.valid_from)
        return self.row.made_at if begin <= self.row.made_at < end else begin


@dataclass(frozen=True)
class Due:
    """A round that is due, by the version of its route that held then."""

    route: Route
    version: RouteVersion
    window: DueRound

    @property
    def key(self) -> RoundKey:
        return RoundKey(self.route.id, self.window.day, self.window.slot)


def due_of_routes(
    session: Session, calendar: SchoolCalendar, first: date, last: date, route_id: str | None
) -> dict[RoundKey, Due]:
    """The rounds of all routes, or of one, whose day lies in ``first``..``last``."""
    found: dict[RoundKey, Due] = {}
    for _, versions in groupby(_versions(session, last, route_id), key=lambda one: one.route.id):
        for due in _due_of_route(list(versions), calendar, first, last):
            found[due.key] = due
    return found


def _versions(session: Session, last: date, route_id: str | None) -> Iterator[_Version]:
    """By route, oldest version first."""
    wanted = (
        select(Route, RouteVersion)
        .join(RouteVersion, RouteVersion.route_id == Route.id)
        .where(RouteVersion.valid_from <= last)
        .order_by(Route.id, RouteVersion.version)
    )
    if route_id is not None:
        wanted = wanted.where(Route.id == route_id)
    for route, version in session.execute(wanted):
        yield _Version(route, version, read_schedule(version.schedule))


def _due_of_route(
    versions: Sequence[_Version], calendar: SchoolCalendar, first: date, last: date
) -> Iterator[Due]:
    for n, version in enumerate(versions):
        successor = versions[n + 1] if n + 1 < len(versions) else None
        begin = first if version.reaches_back else max(first, version.row.valid_from)
        end = min(last, successor.row.valid_from) if successor else last
        for window in due_rounds(version.schedule, calendar, begin, end):
            if version.judges(window) and not (successor and successor.judges(window)):
                yield Due(version.route, version.row, window)
