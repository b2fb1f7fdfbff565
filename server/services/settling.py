"""Deciding what becomes of each discrepancy of a count, with a person and a due date.

Each command says on which version of a discrepancy it is based. When something was decided
meanwhile it raises DiscrepancyMoved and changes nothing; the same command a second time changes
nothing either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from server.domain.problems import NotFound
from server.domain.problems_finding import ResponsibleUnknown
from server.domain.problems_settling import (
    ClaimBeforeTakeover,
    DecisionMissing,
    DecisionUnfit,
    DiscrepancyDone,
    DiscrepancyMoved,
    NothingChosen,
    SettlingDuePast,
)
from server.domain.school_day import school_day
from server.domain.settlement import BEFORE_TAKEOVER, Decision, Side, possible_decisions, side_of
from server.records import Discrepancy, DiscrepancyStep, Person

DECIDED = "decided"
MOVED = "moved"
DONE = "done"


@dataclass(frozen=True)
class Chosen:
    """A discrepancy, and the version of it that the person has seen."""

    discrepancy_id: str
    based_on: int


@dataclass(frozen=True)
class Choice:
    decision: Decision
    responsible_id: str
    due_on: date
    words: str = ""


@dataclass(frozen=True)
class By:
    """Who commands, and when."""

    person_id: str
    now: datetime


def decide(
    session: Session, stocktake_id: str, chosen: Sequence[Chosen], choice: Choice, by: By
) -> int:
    """Decide about all of ``chosen``, or about none; about how many now. Part of a writing
    transaction.

    Raises NothingChosen, NotFound, ResponsibleUnknown, SettlingDuePast, DiscrepancyMoved,
    DiscrepancyDone, DecisionUnfit, ClaimBeforeTakeover.
    """
    if not chosen:
        raise NothingChosen
    _check(session, choice, by)
    rows = _locked(session, stocktake_id, [one.discrepancy_id for one in chosen])
    fresh = [rows[one.discrepancy_id] for one in chosen if _is_fresh(rows, one, choice)]
    for row in fresh:
        _refuse(row, choice.decision)
    for row in fresh:
        _decide(session, row, choice, by)
    return len(fresh)


def finish(session: Session, stocktake_id: str, chosen: Chosen, words: str, by: By) -> Discrepancy:
    """Say that what was decided has been done. Raises NotFound, DiscrepancyMoved,
    DecisionMissing."""
    row = _locked(session, stocktake_id, [chosen.discrepancy_id])[chosen.discrepancy_id]
    if row.done_at is not None:
        return row
    if row.version != chosen.based_on:
        raise DiscrepancyMoved(**named(row))
    if row.decision is None:
        raise DecisionMissing(**named(row))
    row.done_at = by.now
    note(session, row, DONE, by, words=words)
    return row


def added_to_ledger(
    session: Session, discrepancy_id: str, asset_id: str, by: By
) -> Discrepancy | None:
    """What was one too many now stands in the register as ``asset_id`` (补录); None for a
    discrepancy that is unknown, since its room was opened again. A second click changes nothing.

    Raises DiscrepancyDone when it was settled otherwise, so that no thing comes into the register
    twice, and DecisionUnfit.
    """
    row = session.get(Discrepancy, discrepancy_id)
    if row is None:
        return None
    if row.done_at is not None and _is_added_as(session, row, asset_id):
        return row
    _refuse(row, Decision.ADD_TO_LEDGER)
    choice = Choice(Decision.ADD_TO_LEDGER, by.person_id, school_day(by.now))
    _set(row, choice, by)
    row.done_at = by.now
    note(session, row, DONE, by, detail=_detail(choice) | {"asset_id": asset_id})
    return row


def _is_added_as(session: Session, row: Discrepancy, asset_id: str) -> bool:
    return any(step.detail.get("asset_id") == asset_id for step in steps_of(session, row.id))


def discrepancy_of(session: Session, stocktake_id: str, discrepancy_id: str) -> Discrepancy:
    """With its sheet. Raises NotFound, also for another stocktake's."""
    row = session.get(Discrepancy, discrepancy_id)
    if row is None or row.stocktake_id != stocktake_id:
        raise NotFound
    return row


def steps_of(session: Session, discrepancy_id: str) -> list[DiscrepancyStep]:
    """What was decided about it, the first first."""
    steps = select(DiscrepancyStep).where(DiscrepancyStep.discrepancy_id == discrepancy_id)
    return list(
        session.scalars(
            steps.options(joinedload(DiscrepancyStep.by)).order_by(DiscrepancyStep.version)
        )
    )


def is_any_decided(session: Session, sheet_id: str) -> bool:
    """Whether anything was decided about a discrepancy of the sheet: it is then not opened
    again."""
    decided = exists().where(Discrepancy.sheet_id == sheet_id, Discrepancy.version > 1)
    return bool(session.scalar(select(decided)))


def settle_moved(session: Session, row: Discrepancy, pieces: int, by: By, **detail: Any) -> None:
    """``pieces`` more of it were found to be a move; with the last one it is settled."""
    row.moved_quantity += pieces
    choice = Choice(Decision.TRANSFER, by.person_id, school_day(by.now))
    if row.moved_quantity >= abs(row.quantity):
        _set(row, choice, by)
        row.done_at = by.now
    note(session, row, MOVED, by, detail=_detail(choice) | {"pieces": pieces} | detail)


def note(
    session: Session,
    row: Discrepancy,
    step: str,
    by: By,
    *,
    words: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """The discrepancy's next version."""
    row.version += 1
    session.add(
        DiscrepancyStep(
            discrepancy_id=row.id,
            version=row.version,
            step=step,
            by_id=by.person_id,
            at=by.now,
            words=words,
            detail=dict(detail or {}),
        )
    )


def side(row: Discrepancy) -> Side:
    return side_of(row.kind, row.quantity)


def named(row: Discrepancy) -> dict[str, str]:
    """What a problem's sentence calls it by."""
    return {"name": row.name, "room": row.sheet.title}


def _check(session: Session, choice: Choice, by: By) -> None:
    person = session.get(Person, choice.responsible_id)
    if person is None or person.suspended_at is not None:
        raise ResponsibleUnknown
    if choice.due_on < (today := school_day(by.now)):
        raise SettlingDuePast(today=today)


def _locked(session: Session, stocktake_id: str, ids: Sequence[str]) -> dict[str, Discrepancy]:
    """Raises NotFound unless all are of this stocktake."""
    wanted = select(Discrepancy).where(
        Discrepancy.id.in_(ids), Discrepancy.stocktake_id == stocktake_id
    )
    rows = {
        row.id: row for row in session.scalars(wanted.order_by(Discrepancy.id).with_for_update())
    }
    if len(rows) < len(set(ids)):
        raise NotFound
    return rows


def _is_fresh(rows: Mapping[str, Discrepancy], one: Chosen, choice: Choice) -> bool:
    """False for the second click of the same decision. Raises DiscrepancyMoved."""
    row = rows[one.discrepancy_id]
    if row.version == one.based_on:
        return True
    if row.version == one.based_on + 1 and _is_same(row, choice):
        return False
    raise DiscrepancyMoved(**named(row))


def _is_same(row: Discrepancy, choice: Choice) -> bool:
    return (row.decision, row.responsible_id, row.due_on, row.decision_words) == (
        choice.decision,
        choice.responsible_id,
        choice.due_on,
        choice.words,
    )


def _refuse(row: Discrepancy, decision: Decision) -> None:
    if row.done_at is not None:
        raise DiscrepancyDone(**named(row))
    if decision in possible_decisions(side(row), row.cause):
        return
    if decision is Decision.CLAIM and row.cause == BEFORE_TAKEOVER:
        raise ClaimBeforeTakeover(**named(row))
    raise DecisionUnfit(**named(row))


def _decide(session: Session, row: Discrepancy, choice: Choice, by: By) -> None:
    _set(row, choice, by)
    note(session, row, DECIDED, by, words=choice.words, detail=_detail(choice))


def _set(row: Discrepancy, choice: Choice, by: By) -> None:
    row.decision, row.responsible_id = choice.decision, choice.responsible_id
    row.due_on, row.decision_words = choice.due_on, choice.words
    row.decided_by, row.decided_at = by.person_id, by.now


def _detail(choice: Choice) -> dict[str, Any]:
    return {
        "decision": choice.decision,
        "responsible_id": choice.responsible_id,
        "due_on": choice.due_on.isoformat(),
    }
