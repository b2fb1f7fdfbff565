"""The rounds of a day as the supervisor sees them, and a month of one route."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.schedule import DAILY, read_schedule
from server.domain.school_day import day_bounds
from server.records import Route, RouteVersion
from server.services.rounds_due import RoundSummary, rounds_between

# No period between two rounds is longer: a term, or the days before one.
_LONGEST = timedelta(days=250)


def rounds_of_day(session: Session, day: date, now: datetime) -> list[RoundSummary]:
    """Every round whose window touches ``day``: those of the day itself, last night's that went on
    after midnight, and the weekly, monthly and other long ones that run on it."""
    found = rounds_between(session, day - timedelta(days=1), day, now)
    for route_id in _routes_of_long_rounds(session):
        found += rounds_between(session, day - _LONGEST, day, now, route_id)
    begin, end = day_bounds(day)
    running = {
        (one.route_id, one.day, one.slot): one
        for one in found
        if one.day == day or (one.starts_at < end and one.ends_at > begin)
    }
    return sorted(running.values(), key=lambda one: (one.starts_at, one.ends_at, one.name))


def rounds_of_month(
    session: Session, route_id: str, month: date, now: datetime
) -> list[RoundSummary]:
    """The rounds of one route that begin in the month of the day ``month``."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return rounds_between(session, first, last, now, route_id)


def _routes_of_long_rounds(session: Session) -> list[str]:
    """The routes a version of which was ever due in longer cycles than a day."""
    versions = session.execute(select(RouteVersion.route_id, RouteVersion.schedule)).all()
    long = {one.route_id for one in versions if read_schedule(one.schedule).cycle not in DAILY}
    return list(session.scalars(select(Route.id).where(Route.id.in_(long))))
