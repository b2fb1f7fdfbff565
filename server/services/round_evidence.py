"""How believable it is that rounds were walked, and what their walkers say to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.evidence import FlagKey, weigh
from server.records import Person, RoundEnding
from server.services.round_traces import traces_of


class Said(NamedTuple):
    """``reason``: `together`, `rescanned` or `other`; ``words`` may be empty."""

    name: str
    reason: str
    words: str


@dataclass(frozen=True)
class SaidFlag:
    """``stops``: ids of the assets and places it is about; ``said``: beside it, in the order of
    the signatures, empty as long as nobody has said anything."""

    key: FlagKey
    stops: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class RoundEvidence:
    """``score``: of 100 stops so many that no flag is about."""

    score: int
    flags: tuple[SaidFlag, ...]


class FlagCount(NamedTuple):
    """How many flags a round has, and of how many the walker has said nothing."""

    flags: int
    unexplained: int


def evidence_of(session: Session, round_id: str) -> RoundEvidence:
    """Of one round; without flags where nothing was recorded."""
    return evidence_of_rounds(session, [round_id]).get(round_id, RoundEvidence(100, ()))


def evidence_of_rounds(session: Session, round_ids: Collection[str]) -> dict[str, RoundEvidence]:
    """Of all rounds that have records, with the same few queries for one round and for many."""
    said = _said(session, round_ids)
    found = {}
    for round_id, traces in traces_of(session, round_ids).items():
        told = weigh(traces)
        flags = (SaidFlag(f.key, f.stops, tuple(said[round_id, f.key])) for f in told.flags)
        found[round_id] = RoundEvidence(told.score, tuple(flags))
    return found


def flag_counts(session: Session, round_ids: Iterable[str | None]) -> dict[str, FlagCount]:
    """Of those rounds that have any flag; those without a row, whose id is None, have none."""
    wanted = [round_id for round_id in round_ids if round_id is not None]
    evidence = evidence_of_rounds(session, wanted)
    return {
        round_id: FlagCount(len(one.flags), sum(not flag.said for flag in one.flags))
        for round_id, one in evidence.items()
        if one.flags
    }


def _said(session: Session, round_ids: Collection[str]) -> defaultdict[tuple[str, str], list[Said]]:
    """By round and flag, from the signatures that stand."""
    rows = session.execute(
        select(RoundEnding.round_id, RoundEnding.reasons, Person.name)
        .join(Person, Person.id == RoundEnding.author_id)
        .where(RoundEnding.round_id.in_(round_ids), RoundEnding.withdrawn_by.is_(None))
        .order_by(RoundEnding.effective_at)
    )
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for round_id, reasons, name in rows:
        for given in reasons:
            found[round_id, given["flag"]].append(Said(name, given["reason"], given["words"]))
    return found
