"""What was recorded in many rounds, counted in a few grouped queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlalchemy.orm import Session

from server.records import Inspection, Person, Round, RoundCountersignature, RoundEnding
from server.records import UnscannedStop as Unscanned
from server.services.rounds_due_changes import changed_since_signed


class Signature(NamedTuple):
    """A walker's; ``received_at`` is when the server had it."""

    name: str
    effective_at: datetime
    received_at: datetime


class Countersigned(NamedTuple):
    """``changed``: the round has changed since."""

    name: str
    at: datetime
    changed: bool


class ThingCount(NamedTuple):
    """What stands of one thing in one round: whether any record says so, and how many are late."""

    abnormal: bool
    fixed: bool
    late: int


@dataclass
class RoundCount:
    """``things``: by the id of the asset, or of the place that was itself inspected.
    ``first_at``: when each thing was first inspected or passed with a reason."""

    things: dict[str, ThingCount] = field(default_factory=dict)
    first_at: dict[str, datetime] = field(default_factory=dict)
    signatures: list[Signature] = field(default_factory=list)
    countersigned: Countersigned | None = None

    def accounted(self, stops: Iterable[Mapping[str, Any]]) -> list[datetime]:
        """When each of ``stops`` that was accounted for first was."""
        ids = (stop["asset_id"] or stop["place_id"] for stop in stops)
        return [self.first_at[one] for one in ids if one in self.first_at]

    def inspected(self, stops: Iterable[Mapping[str, Any]]) -> int:
        """How many of ``stops`` have an inspection that stands."""
        return sum((stop["asset_id"] or stop["place_id"]) in self.things for stop in stops)


def count_rounds(
    session: Session, first: date, last: date, route_ids: Collection[str] | None
) -> dict[str, RoundCount]:
    """By round id, of all rounds with rows whose day lies in ``first``..``last``."""
    within: _Within = [Round.day.between(first, last)]
    if route_ids is not None:
        within.append(Round.route_id.in_(route_ids))
    found: dict[str, RoundCount] = defaultdict(RoundCount)
    _count_things(session, within, found)
    _count_unscanned(session, within, found)
    _add_signatures(session, within, found)
    return found


_Found = dict[str, RoundCount]
_Within = list[ColumnElement[bool]]


def _thing(table: Any) -> ColumnElement[str]:
    return func.coalesce(table.asset_id, table.place_id)


def _any(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _count_things(session: Session, within: _Within, found: _Found) -> None:
    thing = _thing(Inspection)
    rows = session.execute(
        select(
            Round.id,
            thing,
            func.min(Inspection.effective_at),
            _any(Inspection.result == "abnormal"),
            func.sum(cast(Inspection.fixed_on_spot, Integer)),
            _any(Inspection.effective_at > Round.grace_ends_at),
        )
        .join(Round, Round.id == Inspection.round_id)
        .where(*within, Inspection.withdrawn_by.is_(None))
        .group_by(Round.id, thing)
    )
    for round_id, thing_id, first_at, abnormal, fixed, late in rows:
        count = found[round_id]
        count.things[thing_id] = ThingCount(abnormal > 0, fixed > 0, late)
        count.first_at[thing_id] = first_at


def _count_unscanned(session: Session, within: _Within, found: _Found) -> None:
    thing = _thing(Unscanned)
    rows = session.execute(
        select(Round.id, thing, func.min(Unscanned.effective_at))
        .join(Round, Round.id == Unscanned.round_id)
        .where(*within, Unscanned.withdrawn_by.is_(None))
        .group_by(Round.id, thing)
    )
    for round_id, thing_id, first_at in rows:
        known = found[round_id].first_at
        known[thing_id] = min(first_at, known.get(thing_id, first_at))


def _add_signatures(session: Session, within: _Within, found: _Found) -> None:
    signed = (
        select(RoundEnding.round_id, Person.name, RoundEnding.effective_at, RoundEnding.received_at)
        .join(Person, Person.id == RoundEnding.author_id)
        .join(Round, Round.id == RoundEnding.round_id)
        .where(*within, RoundEnding.withdrawn_by.is_(None))
        .order_by(RoundEnding.effective_at)
    )
    for round_id, name, effective_at, received_at in session.execute(signed):
        found[round_id].signatures.append(Signature(name, effective_at, received_at))
    countersigned = (
        select(
            RoundCountersignature.round_id,
            Person.name,
            RoundCountersignature.signed_at,
            changed_since_signed(),
        )
        .join(Person, Person.id == RoundCountersignature.signed_by)
        .join(Round, Round.id == RoundCountersignature.round_id)
        .where(*within)
    )
    for round_id, name, at, changed in session.execute(countersigned):
        found[round_id].countersigned = Countersigned(name, at, bool(changed))
