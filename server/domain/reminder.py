"""When a reminder may go: which moment of a round, which hour of the day, never in the night.

Nobody is disturbed from 21:00 to 6:30, unless it is about a slot that lies in those hours.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from server.domain.school_day import SCHOOL_ZONE, school_day

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(6, 30)
MORNING = time(8, 0)
DAYS_END = time(16, 30)
NEAR_END = timedelta(minutes=20)
"""So long before its end a round that is not done is named; a short one in its second half."""
TOLD_WITHIN = timedelta(days=1)
"""A round that was over longer ago is no news: a channel that was added today starts with today."""
_A_DAY = timedelta(days=1)


def is_quiet(moment: datetime) -> bool:
    """Whether people sleep then."""
    hour = moment.astimezone(SCHOOL_ZONE).time()
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def is_night_slot(starts_at: datetime, ends_at: datetime) -> bool:
    """Whether whoever walks this window is awake in the quiet hours: a slot of some hours that
    begins or ends in them. A round of a week is not."""
    return ends_at - starts_at < _A_DAY and (is_quiet(starts_at) or is_quiet(ends_at))


def may_go(now: datetime, *, at_night: bool) -> bool:
    """Whether a reminder may go now. ``at_night``: it is about a slot of the night."""
    return at_night or not is_quiet(now)


def is_near_end(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether the window is about to end: in its last NEAR_END or its second half, whichever is
    shorter; one of days on its last day, from the morning on."""
    lead = min(NEAR_END, (ends_at - starts_at) / 2)
    if ends_at - starts_at >= _A_DAY:
        last = school_day(ends_at - timedelta(minutes=1))
        lead = ends_at - datetime.combine(last, MORNING, SCHOOL_ZONE)
    return ends_at - lead <= now < ends_at


def is_news(grace_ended_at: datetime, now: datetime) -> bool:
    """Whether a round that was not done is still worth a message."""
    return grace_ended_at < now <= grace_ended_at + TOLD_WITHIN


def has_begun(hour: time, now: datetime) -> bool:
    """Whether it is that hour of the day, or later, at the school."""
    return now.astimezone(SCHOOL_ZONE).time() >= hour


def week_of(day: date) -> str:
    """As 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
