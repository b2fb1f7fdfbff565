"""The rounds of a day as the supervisor sees them, and a month of one route."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.schedule import MOST_DAYS_BEFORE, Cycle, read_schedule
from server.domain.school_day import day_bounds
from server.records import RouteVersion
from server.services.rounds_due import RoundSummary, rounds_between

# The most days that a round of the cycle runs.
_LONGEST = {
    Cycle.WEEKLY: 7,
    Cycle.HALF_MONTHLY: 16,
    Cycle.MONTHLY: 31,
    Cycle.BEFORE_TERM: MOST_DAYS_BEFORE,
    Cycle.PER_TERM: 250,
}


def rounds_of_day(session: Session, day: date, now: datetime) -> list[RoundSummary]:
    """Every round whose window touches ``day``: those of the day itself, last night's that went on
    after midnight, and the weekly, monthly and other long ones that run on it."""
    return rounds_of_days(session, day, day, now)


def rounds_of_days(session: Session, first: date, last: date, now: datetime) -> list[RoundSummary]:
    """Every round whose window touches one of the days ``first`` to ``last``."""
    found = rounds_between(session, first - timedelta(days=1), last, now)
    for days, route_ids in _routes_of_long_rounds(session).items():
        found += rounds_between(session, first - timedelta(days=days), last, now, route_ids)
    running = {(one.route_id, one.day, one.slot): one for one in found if touches(one, first, last)}
    return sorted(running.values(), key=lambda one: (one.starts_at, one.ends_at, one.name))


def touches(one: RoundSummary, first: date, last: date) -> bool:
    """Whether the round belongs to one of these days, or runs on one."""
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    return first <= one.day <= last or (one.starts_at < end and one.ends_at > begin)


def rounds_of_month(
    session: Session, route_id: str, month: date, now: datetime
) -> list[RoundSummary]:
    """The rounds of one route that begin in the month of the day ``month``."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return rounds_between(session, first, last, now, [route_id])


def _routes_of_long_rounds(session: Session) -> dict[int, list[str]]:
    """The routes of which a version is due in longer cycles than a day, by the most days that a
    round of theirs runs: as many questions as there are cycles, however many routes."""
    longest: dict[str, int] = {}
    for version in session.execute(select(RouteVersion.route_id, RouteVersion.schedule)):
        days = _LONGEST.get(read_schedule(version.schedule).cycle, 0)
        longest[version.route_id] = max(days, longest.get(version.route_id, 0))
    found: dict[int, list[str]] = defaultdict(list)
    for route_id, days in longest.items():
        if days:
            found[days].append(route_id)
    return found
