"""What the pages of rounds show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import request

from server.domain.access import Action
from server.domain.evidence import FlagKey
from server.domain.round_state import RoundState
from server.domain.school_day import school_day
from server.pages.desk.rounds.shown import shown_round
from server.pages.desk.rounds.shown_evidence import shown_evidence
from server.records import RoundCountersignature
from server.services.countersign import (
    count_waiting,
    waiting_for,
    walkers_of,
)
from server.services.round_evidence import evidence_of, flag_counts
from server.services.rounds_board import rounds_of_day, rounds_of_month
from server.services.rounds_due import RoundSummary
from server.services.rounds_due_detail import round_detail
from server.services.routes import list_routes
from server.web.database import db
from server.web.guard import current_person, person_may
from server.web.messages import t

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MonthLine:
    """One day of the matrix; ``cells`` in the order of the slots, None where nothing was due."""

    day: date
    cells: tuple[RoundSummary | None, ...]


def board_context(day: date, at: datetime) -> dict[str, Any]:
    """The rounds of ``day``; ``counts``: how many stand how."""
    rounds = rounds_of_day(db.session, day, at)
    return {
        "day": day,
        "today": school_day(at),
        "before": day - _DAY,
        "after": day + _DAY,
        "rounds": rounds,
        "counts": _counts(rounds),
        "flagged": flag_counts(db.session, [one.round_id for one in rounds]),
        "waiting": _waiting_count(),
        "has_routes": bool(list_routes(db.session)),
    }


def waiting_context(at: datetime) -> dict[str, Any]:
    """What was ticked stays ticked."""
    return {
        "waiting": waiting_for(db.session, current_person().id, at),
        "ticked": request.form.getlist("round"),
        "words": request.form.get("words", ""),
    }


def month_context(first: date, at: datetime) -> dict[str, Any]:
    """The matrix of the route asked for, else of the first one: days by slots."""
    routes = list_routes(db.session)
    asked = request.args.get("route_id", "")
    route = next((one for one in routes if one.id == asked), routes[0] if routes else None)
    rounds = rounds_of_month(db.session, route.id, first, at) if route else []
    slots = {one.slot: one.slot_name for one in rounds}
    return {
        "routes": routes,
        "route": route,
        "month": first,
        "before": first - _DAY,
        "after": first + 31 * _DAY,
        "slots": slots,
        "lines": _lines(rounds, tuple(slots)),
        "counts": _counts(rounds),
    }


def detail_context(round_id: str, at: datetime) -> dict[str, Any]:
    """Raises NotFound."""
    detail = round_detail(db.session, round_id, at)
    shown = shown_round(detail)
    person_id = current_person().id
    signature = db.session.get(RoundCountersignature, round_id)
    return {
        "round": shown,
        "one": shown.summary,
        "evidence": shown_evidence(evidence_of(db.session, round_id), detail.stops),
        "flags": {flag.value: t(f"desk.round.flag.{flag}") for flag in FlagKey},
        "countersigned_words": signature.words if signature else "",
        "walked_oneself": person_id in walkers_of(db.session, [round_id])[round_id],
        "words": request.form.get("words", ""),
    }


def _lines(rounds: Iterable[RoundSummary], slots: tuple[str, ...]) -> list[MonthLine]:
    by_key = {(one.day, one.slot): one for one in rounds}
    days = sorted({day for day, _ in by_key})
    return [MonthLine(day, tuple(by_key.get((day, slot)) for slot in slots)) for day in days]


def _counts(rounds: Iterable[RoundSummary]) -> list[tuple[RoundState, int]]:
    states = [one.state for one in rounds]
    return [(state, states.count(state)) for state in RoundState if state in states]


def _waiting_count() -> int:
    if not person_may(Action.COUNTERSIGN_ROUNDS):
        return 0
    return count_waiting(db.session, current_person().id)
