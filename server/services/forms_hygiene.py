"""Scores of the hygiene checks by week, for the wall: of each class, wherever it sat, and of each
other room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.checklist_item import AnswerType
from server.domain.natural_order import natural_key
from server.domain.route import RoutePurpose
from server.records import ChecklistVersion, ClassRoom, Inspection, Place, Round
from server.services.classes import name_on, rooms_between

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class HygieneRow:
    """``class_name`` is empty of a room without a class; of a class ``room``, a path, is where it
    sat last. ``scores`` in the order of the weeks, None of a week without a check. ``rank`` by
    ``total``; equal totals share a rank."""

    class_name: str
    room: str
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
    seated = rooms_between(session, first, last)
    checks = _checks(session, first, last, seated)
    weeks = tuple(sorted({week for _, week in checks}))
    means = {key: _mean(scores.values()) for key, scores in checks.items()}
    names = _names(session, {holder for holder, _ in checks}, seated, last)
    return HygieneTable(weeks, tuple(_ranked(names, weeks, means)))


_Checks = dict[tuple[str, date], dict[tuple[str, str], Decimal]]


def _checks(session: Session, first: date, last: date, seated: Sequence[ClassRoom]) -> _Checks:
    """By class or else place, and week: the score in each round and room, the latest record of a
    round counting."""
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
        if given and seen.place_id and seen.round_id:
            week = day - timedelta(days=day.weekday())
            holder = _holder(seated, seen.place_id, day)
            found[holder, week][seen.round_id, seen.place_id] = _sum(given)
    return found


def _holder(seated: Sequence[ClassRoom], place_id: str, day: date) -> str:
    """The id of the class that sat there on that day, else the place's."""
    for row in seated:
        if row.place_id == place_id and row.from_on <= day <= (row.until_on or day):
            return row.class_id
    return place_id


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


def _names(
    session: Session, holders: Collection[str], seated: Sequence[ClassRoom], last: date
) -> dict[str, tuple[str, str]]:
    """The class, or none, and the path of the room by the id of class or place."""
    places = select(Place.id, Place.path).where(Place.id.in_(holders))
    names = {row.id: ("", row.path) for row in session.execute(places)}
    for row in seated:
        if row.class_id in holders:
            names[row.class_id] = (name_on(row.school_class, last), row.place.path)
    return names


def _ranked(
    names: Mapping[str, tuple[str, str]],
    weeks: tuple[date, ...],
    means: Mapping[tuple[str, date], Decimal],
) -> list[HygieneRow]:
    scores = {one: tuple(means.get((one, week)) for week in weeks) for one in names}
    totals = {one: sum(filter(None, scores[one]), Decimal(0)) for one in names}
    rows = [
        HygieneRow(
            *names[one],
            scores[one],
            totals[one],
            rank=1 + sum(other > totals[one] for other in totals.values()),
        )
        for one in names
    ]
    return sorted(rows, key=lambda row: (row.rank, natural_key(row.room)))
