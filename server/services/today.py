"""What needs somebody now: one list for the desk's first page and for reminders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.domain.extinguisher import ExtinguisherState
from server.domain.finding import Actor
from server.domain.round_state import RoundState
from server.domain.school_calendar import is_school_day
from server.domain.school_day import school_day
from server.records import KeptCode, ReminderChannel
from server.services.backup.newest import days_without_backup
from server.services.countersign import count_waiting
from server.services.device_warnings import device_warnings
from server.services.extinguishers import extinguishers_due
from server.services.findings_counts import finding_counts
from server.services.held.listing import count_open_held
from server.services.label_requests import count_requested
from server.services.rounds_board import rounds_of_days
from server.services.rounds_due import RoundSummary
from server.services.school import the_school
from server.services.school_calendar import school_calendar
from server.services.stocktakes_due import stocktakes_due

_FAR_BACK = 7
_SOON = (ExtinguisherState.SCRAP_SOON, ExtinguisherState.DUE_SOON)


class Topic(StrEnum):
    """What a matter is about, the most urgent first."""

    ALARMS = "alarms"
    UNPROTECTED = "unprotected"
    OVERDUE = "overdue"
    MISSED = "missed"
    PARTIAL = "partial"
    EXTINGUISHERS_NOW = "extinguishers_now"
    SHEETS_OVERDUE = "sheets_overdue"
    BACKUPS = "backups"
    SILENT = "silent"
    UNKNOWN = "unknown"
    COUNTERSIGN = "countersign"
    SHEETS_SIGNED = "sheets_signed"
    SHEETS_NOT_STARTED = "sheets_not_started"
    SIGN = "sign"
    RECHECK = "recheck"
    UNASSIGNED = "unassigned"
    HELD = "held"
    REMINDERS = "reminders"
    EXTINGUISHERS_SOON = "extinguishers_soon"
    LABEL_REQUESTS = "label_requests"
    KEPT_CODES = "kept_codes"


_FOR: Mapping[Topic, Action] = MappingProxyType(
    {
        Topic.ALARMS: Action.MANAGE_DEVICES,
        Topic.UNPROTECTED: Action.SEE_FINDINGS,
        Topic.OVERDUE: Action.SEE_FINDINGS,
        Topic.MISSED: Action.SEE_ROUNDS,
        Topic.PARTIAL: Action.SEE_ROUNDS,
        Topic.EXTINGUISHERS_NOW: Action.SEE_EXTINGUISHERS,
        Topic.SHEETS_OVERDUE: Action.SEE_STOCKTAKES,
        Topic.BACKUPS: Action.SEE_BACKUPS,
        Topic.SILENT: Action.MANAGE_DEVICES,
        Topic.UNKNOWN: Action.SEE_ROUNDS,
        Topic.COUNTERSIGN: Action.COUNTERSIGN_ROUNDS,
        Topic.SHEETS_SIGNED: Action.COUNTERSIGN_SHEETS,
        Topic.SHEETS_NOT_STARTED: Action.SEE_STOCKTAKES,
        Topic.SIGN: Action.SIGN_FINDINGS,
        Topic.RECHECK: Action.RECHECK_FINDINGS,
        Topic.UNASSIGNED: Action.ASSIGN_FINDINGS,
        Topic.HELD: Action.SEE_HELD_FACTS,
        Topic.REMINDERS: Action.MANAGE_REMINDERS,
        Topic.EXTINGUISHERS_SOON: Action.SEE_EXTINGUISHERS,
        Topic.LABEL_REQUESTS: Action.PRINT_LABELS,
        Topic.KEPT_CODES: Action.SEE_HELD_FACTS,
    }
)
_OF_STATE: Mapping[RoundState, Topic] = MappingProxyType(
    {
        RoundState.MISSED: Topic.MISSED,
        RoundState.PARTIAL: Topic.PARTIAL,
        RoundState.UNKNOWN: Topic.UNKNOWN,
    }
)
_ORDER = tuple(Topic)


@dataclass(frozen=True)
class Matter:
    """``count`` of them, never 0; of backups the days without one. ``day``: of rounds, the day
    they belong to."""

    topic: Topic
    count: int
    day: date | None = None


def recent_rounds(session: Session, now: datetime) -> list[RoundSummary]:
    """The rounds that touch today, or a day since the last school day: on Monday, Friday's. At
    least yesterday's; of holidays no more than a week."""
    today, calendar = school_day(now), school_calendar(session)
    days = [today - timedelta(days=n) for n in range(1, _FAR_BACK + 1)]
    since = next((day for day in days if is_school_day(calendar, day)), days[-1])
    return rounds_of_days(session, since, today, now)


def todays_matters(
    session: Session, now: datetime, rounds: Iterable[RoundSummary], actor: Actor | None = None
) -> list[Matter]:
    """What ``actor`` may do something about, or, when None, anybody; the most urgent first.
    ``rounds`` as from ``recent_rounds``."""
    today = school_day(now)
    found = (
        *_of_rounds(rounds),
        *_of_findings(session, today, actor),
        *_of_extinguishers(session, today),
        *_of_stocktakes(session, today),
        *_of_the_house(session, now),
        Matter(Topic.COUNTERSIGN, count_waiting(session, actor.person_id if actor else None)),
    )
    theirs = (one for one in found if actor is None or may(actor.roles, _FOR[one.topic]))
    return sorted((one for one in theirs if one.count), key=_urgency)


def _urgency(one: Matter) -> tuple[int, date]:
    return _ORDER.index(one.topic), one.day or date.min


def _of_rounds(rounds: Iterable[RoundSummary]) -> Iterator[Matter]:
    counts = Counter((_OF_STATE[one.state], one.day) for one in rounds if one.state in _OF_STATE)
    return (Matter(topic, count, day) for (topic, day), count in counts.items())


def _of_findings(session: Session, today: date, actor: Actor | None) -> Sequence[Matter]:
    counts = finding_counts(session, today, actor)
    return (
        Matter(Topic.OVERDUE, counts.overdue),
        Matter(Topic.UNPROTECTED, counts.unprotected),
        Matter(Topic.UNASSIGNED, counts.unassigned),
        Matter(Topic.RECHECK, counts.rectified),
        Matter(Topic.SIGN, counts.rechecked),
    )


def _of_extinguishers(session: Session, today: date) -> Sequence[Matter]:
    due = extinguishers_due(session, today)
    soon = sum(bottle.outlook.state in _SOON for bottle in due)
    return (
        Matter(Topic.EXTINGUISHERS_NOW, len(due) - soon),
        Matter(Topic.EXTINGUISHERS_SOON, soon),
    )


def _of_stocktakes(session: Session, today: date) -> Sequence[Matter]:
    due = stocktakes_due(session, today)
    return (
        Matter(Topic.SHEETS_OVERDUE, sum(len(one.overdue) for one in due)),
        Matter(Topic.SHEETS_SIGNED, sum(len(one.signed) for one in due)),
        Matter(Topic.SHEETS_NOT_STARTED, sum(len(one.not_started) for one in due)),
    )


def _of_the_house(session: Session, now: datetime) -> Sequence[Matter]:
    warnings, school = device_warnings(session, now), the_school(session)
    kept = select(func.count(KeptCode.fact_id)).where(KeptCode.withdrawn_by.is_(None))
    failed = select(func.count(ReminderChannel.id)).where(
        ReminderChannel.failed_at.is_not(None), ReminderChannel.paused_at.is_(None)
    )
    backups = 0 if school.is_demo else days_without_backup(session, school, now)
    return (
        Matter(Topic.ALARMS, warnings.alarms),
        Matter(Topic.SILENT, warnings.silent),
        Matter(Topic.HELD, count_open_held(session)),
        Matter(Topic.KEPT_CODES, session.scalar(kept) or 0),
        Matter(Topic.LABEL_REQUESTS, count_requested(session)),
        Matter(Topic.REMINDERS, session.scalar(failed) or 0),
        Matter(Topic.BACKUPS, backups or 0),
    )
