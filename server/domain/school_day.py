"""The school's days. All of China keeps one time, UTC+8, without summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

SCHOOL_ZONE = timezone(timedelta(hours=8))


def school_day(moment: datetime) -> date:
    """The day it was at the school."""
    return moment.astimezone(SCHOOL_ZONE).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of ``day`` and of the next, in UTC."""
    begin = datetime.combine(day, time(), SCHOOL_ZONE).astimezone(UTC)
    return begin, begin + timedelta(days=1)
