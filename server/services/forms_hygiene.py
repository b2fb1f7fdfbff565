"""Scores of the hygiene checks by room and week, for the wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.checklist_item import AnswerType
from server.domain.natural_order import natural_key
from server.domain.route import RoutePurpose
from server.records import ChecklistVersion, Inspection, Place, Round

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class HygieneRow:
    """``scores`` in the order of the weeks, None of a week without a check. ``rank`` by ``total``;
    equal totals share a rank."""

    place: Place
    scores: tuple[Decimal | None, ...]
    total: Decimal
    rank: int


@dataclass(frozen=True)
class HygieneTable:
    """``weeks``: the Mondays of those in which something was checked. ``rows`` by rank."""

    weeks: tuple[date, ...]
    rows: tuple[HygieneRow, ...]


def hygiene_table(session: Session, first: date, last: date) -> HygieneTable:
    """The rounds on routes of purpose hygiene whose day lies in ``first``..``last``. A check's
    score is the sum of its scored items; several in one week count as their mean, to a tenth."""
    checks = _checks(session, first, last)
    weeks = tuple(sorted({week for _, week in checks}))
    means = {key: _mean(scores.values()) for key, scores in checks.items()}
    places = session.scalars(select(Place).where(Place.id.in_({place for place, _ in checks})))
    return HygieneTable(weeks, tuple(_ranked(list(places), weeks, means)))


_Checks = dict[tuple[str, date], dict[str, Decimal]]


def _checks(session: Session, first: date, last: date) -> _Checks:
    """By place and week: the score in each round, the latest record of a round counting."""
    rows = session.execute(
        select(Round.day, Inspection)
        .join(Round, Round.id == Inspection.round_id)
        .where(
            Round.purpose == RoutePurpose.HYGIENE,
            Round.day.between(first, last),
            Inspection.asset_id.is_(None),
            Inspection.withdrawn_by.is_(None),
        )
        .order_by(Inspection.effective_at, Inspection.seq)
    ).all()
    scored = _scored_items(session, {seen.checklist_id or "" for _, seen in rows})
    found: _Checks = defaultdict(dict)
    for day, seen in rows:
        items = scored.get((seen.checklist_id, seen.checklist_version), frozenset())
        given = [said for said in seen.answers if said["item"] in items and said["value"]]
        if given:
            week = day - timedelta(days=day.weekday())
            found[seen.place_id, week][seen.round_id] = _sum(given)
    return found


def _scored_items(
    session: Session, checklist_ids: set[str]
) -> dict[tuple[str | None, int | None], frozenset[str]]:
    """The keys of the items that ask for points, by checklist and version."""
    wanted = select(ChecklistVersion).where(ChecklistVersion.checklist_id.in_(checklist_ids))
    return {
        (one.checklist_id, one.version): frozenset(
            item["key"] for item in one.items if item["answer"] == AnswerType.SCORE
        )
        for one in session.scalars(wanted)
    }


def _sum(given: Iterable[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(said["value"]) for said in given), Decimal(0))


def _mean(scores: Iterable[Decimal]) -> Decimal:
    known = list(scores)
    mean = sum(known, Decimal(0)) / len(known)
    return mean if len(known) == 1 else mean.quantize(_TENTH, ROUND_HALF_UP)


def _ranked(
    places: list[Place], weeks: tuple[date, ...], means: Mapping[tuple[str, date], Decimal]
) -> list[HygieneRow]:
    lines = []
    for place in places:
        scores = tuple(means.get((place.id, week)) for week in weeks)
        lines.append((place, scores, sum((one for one in scores if one is not None), Decimal(0))))
    totals = [total for _, _, total in lines]
    rows = [
        HygieneRow(place, scores, total, 1 + sum(other > total for other in totals))
        for place, scores, total in lines
    ]
    return sorted(rows, key=lambda row: (row.rank, natural_key(row.place.path)))
