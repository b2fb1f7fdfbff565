"""Which rounds were due by the versions that the routes had on each day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.due_rounds import DueRound, due_rounds, window_of
from server.domain.round_identity import RoundKey
from server.domain.schedule import DAILY, Schedule, read_schedule
from server.domain.school_calendar import SchoolCalendar
from server.domain.school_day import day_bounds
from server.records import Route, RouteVersion


@dataclass(frozen=True)
class _Version:
    """A version of a route with its schedule read."""

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
    session: Session,
    calendar: SchoolCalendar,
    first: date,
    last: date,
    route_ids: Collection[str] | None,
) -> dict[RoundKey, Due]:
    """The rounds of all routes, or of some, whose day lies in ``first``..``last``."""
    found: dict[RoundKey, Due] = {}
    rows = _versions(session, last, route_ids)
    for route, pairs in groupby(rows, key=itemgetter(0)):
        versions = _read(version for _, version in pairs)
        for version, window in _due_of_route(versions, calendar, first, last):
            due = Due(route, version.row, window)
            found[due.key] = due
    return found


def round_walked(
    versions: Sequence[RouteVersion], calendar: SchoolCalendar, day: date, slot: str
) -> tuple[RouteVersion, DueRound]:
    """The window of the round that somebody has walked on ``day`` in ``slot``, and the version of
    the route it is judged by: the same by which it would have been missed. ``versions``: all of the
    route, oldest first.

    Of a round that was not due it is the newest version of that day that knows the slot: a phone
    without a network still walks by what the route was when it last heard of it.
    """
    read = _read(versions)
    for version, window in _due_of_route(read, calendar, day, day):
        if window.slot == slot:
            return version.row, window
    version = _known_then(read, day, slot)
    return version.row, window_of(version.schedule, calendar, day, slot)


def _known_then(versions: Sequence[_Version], day: date, slot: str) -> _Version:
    """Of a day before the first version it is the first."""
    valid = [one for one in versions if one.row.valid_from <= day] or [versions[0]]
    knowing = [one for one in valid if one.schedule.slot(slot) is not None]
    return (knowing or valid)[-1]


def _read(rows: Iterable[RouteVersion]) -> list[_Version]:
    return [_Version(row, read_schedule(row.schedule)) for row in rows]


def _versions(
    session: Session, last: date, route_ids: Collection[str] | None
) -> Iterable[tuple[Route, RouteVersion]]:
    """By route, oldest version first."""
    wanted = (
        select(Route, RouteVersion)
        .join(RouteVersion, RouteVersion.route_id == Route.id)
        .where(RouteVersion.valid_from <= last)
        .order_by(Route.id, RouteVersion.version)
    )
    if route_ids is not None:
        wanted = wanted.where(Route.id.in_(route_ids))
    return session.execute(wanted)


def _due_of_route(
    versions: Sequence[_Version], calendar: SchoolCalendar, first: date, last: date
) -> Iterator[tuple[_Version, DueRound]]:
    for n, version in enumerate(versions):
        successor = versions[n + 1] if n + 1 < len(versions) else None
        begin = first if version.reaches_back else max(first, version.row.valid_from)
        end = min(last, successor.row.valid_from) if successor else last
        for window in due_rounds(version.schedule, calendar, begin, end):
            if version.judges(window) and not (successor and successor.judges(window)):
                yield version, window
