"""会签: the supervisor has seen a round and signs it, one or many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.domain.problems_rounds import (
    NothingToCountersign,
    RoundNotEnded,
    RoundWalkedOneself,
)
from server.domain.round_state import RoundState
from server.records import Inspection, Round, RoundCountersignature, RoundEnding, UnscannedStop
from server.services.round_evidence import FlagCount, flag_counts
from server.services.rounds_due import RoundSummary, rounds_between

MOST_DAYS = 31
_WALKED = (Inspection, UnscannedStop, RoundEnding)


@dataclass(frozen=True)
class Waiting:
    """``rounds``: what deserves a look first, then by time. ``earlier``: how many more wait from
    before ``since``; signed after these. ``flagged``: what the records of a round say of its walk,
    where they say anything."""

    rounds: list[RoundSummary]
    flagged: Mapping[str, FlagCount]
    since: date | None
    earlier: int

    def deserves_a_look(self, one: RoundSummary) -> bool:
        """Whether something in the round was not as it should be."""
        return _is_marked(one, self.flagged)


def waiting_for(session: Session, person_id: str, now: datetime) -> Waiting:
    """The ended rounds that nobody has countersigned and ``person_id`` did not walk: those of the
    newest MOST_DAYS days on which any waits. The abnormal, late, unscanned and flagged come
    first."""
    rows = session.execute(_waiting(person_id, Round.id, Round.day))
    days: dict[str, date] = {row.id: row.day for row in rows}
    if not days:
        return Waiting([], {}, None, 0)
    newest = max(days.values())
    since = max(newest - timedelta(days=MOST_DAYS - 1), min(days.values()))
    found = [one for one in rounds_between(session, since, newest, now) if one.round_id in days]
    flagged = flag_counts(session, (one.round_id for one in found))
    found.sort(key=lambda one: (not _is_marked(one, flagged), one.starts_at, one.name))
    return Waiting(found, flagged, since, len(days) - len(found))


def count_waiting(session: Session, person_id: str | None) -> int:
    """How many rounds wait for ``person_id`` in all; None: for anybody."""
    return session.scalar(_waiting(person_id, func.count())) or 0


def countersign(
    session: Session, round_ids: Collection[str], person_id: str, words: str, now: datetime
) -> int:
    """Sign all of ``round_ids`` at the true time ``now``, or none of them; how many were signed
    now. One that is signed already keeps its signature and counts for nothing (a second click).

    Raises NothingToCountersign, NotFound, RoundNotEnded, RoundWalkedOneself.
    """
    if not round_ids:
        raise NothingToCountersign
    fresh = _unsigned(session, set(round_ids))
    _refuse(session, fresh, person_id)
    for row in fresh:
        session.add(
            RoundCountersignature(round_id=row.id, signed_by=person_id, signed_at=now, words=words)
        )
    return len(fresh)


def walkers_of(session: Session, round_ids: Sequence[str]) -> Mapping[str, set[str]]:
    """Who walked each round: who recorded in it or signed at its end, and their companions."""
    walkers: dict[str, set[str]] = defaultdict(set)
    for table in _WALKED:
        rows = session.execute(
            select(table.round_id, table.author_id)
            .where(table.round_id.in_(round_ids), table.withdrawn_by.is_(None))
            .distinct()
        )
        for round_id, author_id in rows:
            walkers[str(round_id)].add(author_id)
    for ending in session.scalars(_standing_endings(round_ids)):
        walkers[ending.round_id].update(ending.companions)
    return walkers


def _is_marked(one: RoundSummary, flagged: Mapping[str, FlagCount]) -> bool:
    marked = one.abnormal or one.unscanned or one.late_entries or one.finds
    return bool(marked) or one.state is not RoundState.DONE or one.round_id in flagged


def _unsigned(session: Session, round_ids: Collection[str]) -> list[Round]:
    """Those of ``round_ids`` that are not countersigned. Raises NotFound when one is no round."""
    found = session.execute(
        select(Round, RoundCountersignature.round_id)
        .outerjoin(RoundCountersignature)
        .where(Round.id.in_(round_ids))
        .order_by(Round.starts_at, Round.id)
    ).all()
    if len(found) < len(round_ids):
        raise NotFound
    return [row for row, signed in found if signed is None]


def _refuse(session: Session, rounds: Sequence[Round], person_id: str) -> None:
    ids = [row.id for row in rounds]
    ended = {ending.round_id for ending in session.scalars(_standing_endings(ids))}
    walkers = walkers_of(session, ids)
    for row in rounds:
        name = f"{row.name} {row.slot_name}".strip()
        if row.id not in ended:
            raise RoundNotEnded(name=name)
        if person_id in walkers[row.id]:
            raise RoundWalkedOneself(name=name)


def _standing_endings(round_ids: Collection[str]) -> Select[tuple[RoundEnding]]:
    return select(RoundEnding).where(
        RoundEnding.round_id.in_(round_ids), RoundEnding.withdrawn_by.is_(None)
    )


def _waiting(person_id: str | None, *what: Any) -> Select[Any]:
    """``what`` of the rounds that wait for this person, or for anybody."""
    signed = select(RoundCountersignature.round_id).where(
        RoundCountersignature.round_id == Round.id
    )
    ended = _of_round(RoundEnding)
    waiting = select(*what).select_from(Round).where(~signed.exists(), ended.exists())
    return waiting if person_id is None else waiting.where(*_not_walked_by(person_id))


def _not_walked_by(person_id: str) -> list[ColumnElement[bool]]:
    """Ids are random, so that one is found in a list's text."""
    walked = [_of_round(table).where(table.author_id == person_id) for table in _WALKED]
    along = _of_round(RoundEnding).where(cast(RoundEnding.companions, Text).contains(person_id))
    return [~one.exists() for one in (*walked, along)]


def _of_round(table: type[Inspection | UnscannedStop | RoundEnding]) -> Select[tuple[str]]:
    """The facts of that kind that stand, of the round the outer query is at."""
    return select(table.fact_id).where(table.round_id == Round.id, table.withdrawn_by.is_(None))
