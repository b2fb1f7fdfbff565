"""What is to be said now. Everything follows from now, the records and the schedules; which of it
was said already is told by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.domain.reminder import (
    DAYS_END,
    MORNING,
    has_begun,
    is_near_end,
    is_news,
    is_night_slot,
    may_go,
    week_of,
)
from server.domain.round_state import RoundState
from server.domain.school_day import school_day
from server.services.rounds_due import RoundSummary
from server.services.stocktakes_due import StocktakeDue, stocktakes_due
from server.services.today import Matter, Topic, recent_rounds, todays_matters

_NOT_DONE = (RoundState.MISSED, RoundState.PARTIAL, RoundState.UNKNOWN)
_RUNNING = (RoundState.UPCOMING, RoundState.OPEN)
_IN_THE_MORNING = (
    Topic.ALARMS,
    Topic.UNPROTECTED,
    Topic.OVERDUE,
    Topic.SILENT,
)
_MOST_ROOMS = 5
_OF_THE_WEEK = (Topic.EXTINGUISHERS_NOW, Topic.EXTINGUISHERS_SOON)


@dataclass(frozen=True)
class Reminder:
    """``key`` says what it is about: it goes once to each channel. ``said`` names the message
    `reminder.<said>` that takes ``params``."""

    key: str
    said: str
    params: Mapping[str, Any] = field(default_factory=dict)


def reminders_due(session: Session, now: datetime) -> list[Reminder]:
    """In the order they are to be read."""
    rounds = recent_rounds(session, now)
    found = list(_of_rounds(rounds, now))
    if may_go(now, at_night=False):
        found += _of_matters(todays_matters(session, now, ()), now)
        found += _of_stocktakes(stocktakes_due(session, school_day(now)), now)
    return found


def _of_rounds(rounds: Sequence[RoundSummary], now: datetime) -> Iterator[Reminder]:
    for one in rounds:
        said = _said_of(one, now)
        if said and may_go(now, at_night=is_night_slot(one.starts_at, one.ends_at)):
            key = f"{said}:{one.route_id}:{one.day}:{one.slot}"
            yield Reminder(key, said, _params_of(one))


def _said_of(one: RoundSummary, now: datetime) -> str | None:
    if one.state in _RUNNING and is_near_end(one.starts_at, one.ends_at, now):
        return "round_ends"
    if one.state in _NOT_DONE and is_news(one.grace_ends_at, now):
        return f"round_{one.state}"
    return None


def _params_of(one: RoundSummary) -> dict[str, Any]:
    return {
        "name": f"{one.name} {one.slot_name}".strip(),
        "day": one.day.isoformat(),
        "ends_at": one.ends_at,
        "done": one.done + one.unscanned,
        "stops": one.stops,
    }


def _of_matters(matters: Sequence[Matter], now: datetime) -> Iterator[Reminder]:
    today = school_day(now)
    for one in matters:
        if one.topic in _IN_THE_MORNING and has_begun(MORNING, now):
            yield Reminder(f"{one.topic}:{today}", one.topic, {"n": one.count})
        elif one.topic in _OF_THE_WEEK and has_begun(MORNING, now):
            yield Reminder(f"{one.topic}:{week_of(today)}", one.topic, {"n": one.count})
        elif one.topic is Topic.COUNTERSIGN and has_begun(DAYS_END, now):
            yield Reminder(f"{one.topic}:{today}", one.topic, {"n": one.count})


def _of_stocktakes(due: Sequence[StocktakeDue], now: datetime) -> Iterator[Reminder]:
    """Once a day for each stocktake: rooms that are late or not begun in the morning, what waits
    for a countersignature at the day's end."""
    for one in due:
        told = (
            ("sheets_overdue", one.overdue, MORNING),
            ("sheets_not_started", one.not_started, MORNING),
            ("sheets_signed", one.signed, DAYS_END),
        )
        for said, rooms, hour in told:
            if rooms and has_begun(hour, now):
                yield _of_rooms(one, said, rooms, now)


def _of_rooms(due: StocktakeDue, said: str, rooms: Sequence[str], now: datetime) -> Reminder:
    """``rooms``: the names of the first few of ``n``."""
    params = {
        "name": due.stocktake.name,
        "due_on": due.stocktake.due_on.isoformat(),
        "n": len(rooms),
        "rooms": " · ".join(rooms[:_MOST_ROOMS]),
    }
    return Reminder(f"{said}:{due.stocktake.id}:{school_day(now)}", said, params)
