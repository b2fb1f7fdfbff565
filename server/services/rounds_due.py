"""The rounds of some days: those that were due and those that were walked, and how each stands.

Missed rounds have no row. They follow from the schedules that the routes had then, the school
calendar, and the absence of records; so nothing has to run for a round to be missed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.round_identity import RoundKey
from server.domain.round_state import RoundState, Walked, round_state
from server.records import Round
from server.services.rounds_due_counts import Countersigned, RoundCount, Signature, count_rounds
from server.services.rounds_due_silence import Silence, silence_before
from server.services.rounds_due_versions import Due, due_of_routes
from server.services.school_calendar import school_calendar


@dataclass(frozen=True)
class RoundSummary:
    """``round_id`` is None of a round without any record. ``stops``: how many there are; ``done``
    of them have an inspection that stands; ``unscanned`` have only a reason. ``abnormal`` and
    ``fixed`` count things, ``late_entries`` records made after the grace (补录); all three also
    count ``finds``, the things recorded in the round that are no stops of it."""

    round_id: str | None
    route_id: str
    name: str
    purpose: str
    day: date
    slot: str
    slot_name: str
    starts_at: datetime
    ends_at: datetime
    grace_ends_at: datetime
    stops: int
    done: int
    abnormal: int
    fixed: int
    unscanned: int
    finds: int
    late_entries: int
    endings: tuple[Signature, ...]
    countersigned: Countersigned | None
    state: RoundState


def rounds_between(
    session: Session,
    first: date,
    last: date,
    now: datetime,
    route_ids: Collection[str] | None = None,
) -> list[RoundSummary]:
    """The rounds whose day lies in ``first``..``last`` (both included), of all routes or of some,
    by the start of their windows, then by name."""
    due = due_of_routes(session, school_calendar(session), first, last, route_ids)
    rows = _rows(session, first, last, route_ids)
    counts = count_rounds(session, first, last, route_ids)
    silence = silence_before(session, now)
    plans = [_planned(one) for key, one in due.items() if key not in rows]
    plans += [_walked(row) for row in rows.values()]
    found = [_summary(plan, counts.get(plan.round_id or ""), silence, now) for plan in plans]
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, one.name, one.route_id))


def summary_of(session: Session, row: Round, now: datetime) -> RoundSummary:
    """How one round that has a row stands."""
    counts = count_rounds(session, row.day, row.day, [row.route_id])
    return _summary(_walked(row), counts.get(row.id), silence_before(session, now), now)


@dataclass(frozen=True)
class _Plan:
    """What a round is to be, from its row or from what is due. ``shown`` are the fields of a
    RoundSummary that are known before anything is counted."""

    round_id: str | None
    stops: Sequence[Mapping[str, Any]]
    person_ids: Sequence[str]
    shown: Mapping[str, Any]


def _planned(due: Due) -> _Plan:
    version = due.version
    shown = {"route_id": due.route.id, "name": due.route.name, "purpose": due.route.purpose}
    return _Plan(None, version.stops, version.person_ids, shown | vars(due.window))


_OF_ROW = (
    "route_id",
    "name",
    "purpose",
    "day",
    "slot",
    "slot_name",
    "starts_at",
    "ends_at",
    "grace_ends_at",
)


def _walked(row: Round) -> _Plan:
    shown = {name: getattr(row, name) for name in _OF_ROW}
    return _Plan(row.id, row.stops, row.person_ids, shown)


def _rows(
    session: Session, first: date, last: date, route_ids: Collection[str] | None
) -> dict[RoundKey, Round]:
    wanted = select(Round).where(Round.day.between(first, last))
    if route_ids is not None:
        wanted = wanted.where(Round.route_id.in_(route_ids))
    return {RoundKey(row.route_id, row.day, row.slot): row for row in session.scalars(wanted)}


def _summary(
    plan: _Plan, counted: RoundCount | None, silence: Silence, now: datetime
) -> RoundSummary:
    count = counted or RoundCount()
    accounted = count.accounted(plan.stops)
    done = count.inspected(plan.stops)
    things = count.things.values()
    return RoundSummary(
        round_id=plan.round_id,
        **plan.shown,
        stops=len(plan.stops),
        done=done,
        abnormal=sum(thing.abnormal for thing in things),
        fixed=sum(thing.fixed for thing in things),
        unscanned=len(accounted) - done,
        finds=len(things) - done,
        late_entries=sum(thing.late for thing in things),
        endings=tuple(count.signatures),
        countersigned=count.countersigned,
        state=_state(plan, count, accounted, silence, now),
    )


def _state(
    plan: _Plan, count: RoundCount, accounted: list[datetime], silence: Silence, now: datetime
) -> RoundState:
    starts_at, grace_ends_at = plan.shown["starts_at"], plan.shown["grace_ends_at"]
    walked = Walked(
        stops=len(plan.stops),
        accounted=len(accounted),
        last_stop_at=max(accounted, default=None),
        signed_at=min((one.effective_at for one in count.signatures), default=None),
    )
    silent = (
        now > grace_ends_at
        and not walked.is_complete
        and silence.covers(plan.person_ids, starts_at, grace_ends_at)
    )
    return round_state(starts_at, grace_ends_at, walked, now, silent=silent)
