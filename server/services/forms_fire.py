"""The points of the fire patrols and checks: 公安部61号令 art. 25 (daily) and 26 (monthly)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from server.domain.checklist import Answer
from server.domain.route import RoutePurpose
from server.records import Asset, Checklist, ChecklistVersion, Finding, Inspection, Round, Route
from server.services.forms_rounds import SignedRound, begun_rounds, signed_rounds
from server.services.records_list import RecordRow, record_rows
from server.services.rounds_due import RoundSummary

# From what weighs most to what weighs least: one abnormal stop makes the point abnormal.
_WEIGHT = (Answer.ABNORMAL, Answer.OK, Answer.NOT_APPLICABLE)


@dataclass(frozen=True)
class Point:
    """An item of the law's checklist in its newest wording."""

    key: str
    words: str


@dataclass(frozen=True)
class Trouble:
    """Something abnormal in a fire round; ``state`` of its finding, "" without one."""

    row: RecordRow
    state: str


@dataclass(frozen=True)
class FireRound:
    """``marks``: the worst answer to each point, of all stops; points nobody answered are left
    out."""

    summary: RoundSummary
    marks: Mapping[str, str]
    troubles: tuple[Trouble, ...]
    signed: SignedRound


@dataclass(frozen=True)
class FireBook:
    points: tuple[Point, ...]
    rounds: tuple[FireRound, ...]


def fire_book(
    session: Session,
    purpose: RoutePurpose,
    first: date,
    last: date,
    now: datetime,
    checklist_id: str | None = None,
) -> FireBook:
    """The rounds of routes for ``purpose``, by the checklist of the same name unless another is
    given: those due and those walked, whose window has begun."""
    checklist = checklist_id or purpose.value
    rounds = _rounds(session, purpose, first, last, now)
    within = [Round.purpose == purpose, Round.day.between(first, last)]
    answers = _answers(session, checklist, within)
    troubles = _troubles(session, within)
    signed = signed_rounds(session, [one.round_id for one in rounds if one.round_id])
    return FireBook(
        _points(session, checklist),
        tuple(_fire_round(one, answers, troubles, signed) for one in rounds),
    )


def _rounds(
    session: Session, purpose: RoutePurpose, first: date, last: date, now: datetime
) -> list[RoundSummary]:
    routes = session.scalars(select(Route.id).where(Route.purpose == purpose))
    found = [one for route in routes for one in begun_rounds(session, first, last, now, route)]
    return sorted(found, key=lambda one: (one.starts_at, one.name))


def _fire_round(
    summary: RoundSummary,
    answers: Mapping[str, Mapping[str, str]],
    troubles: Mapping[str, Sequence[Trouble]],
    signed: Mapping[str, SignedRound],
) -> FireRound:
    key = summary.round_id or ""
    return FireRound(
        summary,
        answers.get(key, {}),
        tuple(troubles.get(key, ())),
        signed.get(key, SignedRound()),
    )


def _answers(
    session: Session, checklist_id: str, within: list[ColumnElement[bool]]
) -> dict[str, dict[str, str]]:
    """By round and item, the worst of all stops."""
    rows = session.execute(
        select(Inspection.round_id, Inspection.answers)
        .join(Round, Round.id == Inspection.round_id)
        .where(*within, Inspection.checklist_id == checklist_id, Inspection.withdrawn_by.is_(None))
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for round_id, answers in rows:
        marks = found[str(round_id)]
        for said in answers:
            marks[said["item"]] = _worse(marks.get(said["item"]), said["answer"])
    return found


def _worse(known: str | None, said: str) -> str:
    return next(answer.value for answer in _WEIGHT if answer in (known, said))


def _troubles(session: Session, within: list[ColumnElement[bool]]) -> dict[str, list[Trouble]]:
    records = session.scalars(
        select(Inspection)
        .join(Round, Round.id == Inspection.round_id)
        .options(
            joinedload(Inspection.asset).joinedload(Asset.kind),
            joinedload(Inspection.author),
            joinedload(Inspection.place),
        )
        .where(*within, Inspection.result == "abnormal", Inspection.withdrawn_by.is_(None))
        .order_by(Inspection.effective_at)
    ).all()
    states = _states(session, within)
    found: dict[str, list[Trouble]] = defaultdict(list)
    for row in record_rows(session, records):
        trouble = Trouble(row, states.get(row.inspection.fact_id, ""))
        found[str(row.inspection.round_id)].append(trouble)
    return found


def _states(session: Session, within: list[ColumnElement[bool]]) -> dict[str, str]:
    wanted = select(Finding.id, Finding.state).join(Round, Round.id == Finding.round_id)
    return {row.id: row.state for row in session.execute(wanted.where(*within))}


def _points(session: Session, checklist_id: str) -> tuple[Point, ...]:
    """Those asked now, then those that only older versions asked."""
    now = session.get(Checklist, checklist_id)
    older = session.scalars(
        select(ChecklistVersion)
        .where(ChecklistVersion.checklist_id == checklist_id)
        .order_by(ChecklistVersion.version.desc())
    )
    points: dict[str, str] = {}
    for items in (*([now.items] if now else []), *(one.items for one in older)):
        for item in items:
            points.setdefault(item["key"], item["zh"])
    return tuple(Point(key, words) for key, words in points.items())
