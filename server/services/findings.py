"""What people do about findings (隐患·问题) until they are closed: 公安部61号令 art. 31-33.

Every command says on which version of the finding it is based. When something was done meanwhile
it raises FindingMoved and changes nothing; the same command a second time changes nothing either.
A repair order, once there are such, takes the place of the rectification here: its acceptance calls
``rectify`` in the repairer's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.finding import (
    Actor,
    FindingNow,
    FindingState,
    Level,
    Office,
    Step,
    check_step,
    raised,
    state_after,
)
from server.domain.problems_finding import (
    FindingDuePast,
    FindingMoved,
    ResponsibleUnknown,
    WordsNeeded,
)
from server.domain.school_day import school_day
from server.records import Finding, FindingStep, Person
from server.services.findings_seen import find_finding

_NEEDS_WORDS = frozenset({Step.PROTECTED, Step.RECTIFIED, Step.SENT_BACK})


@dataclass(frozen=True)
class Command:
    """``based_on``: the version of the finding that the person has seen."""

    finding_id: str
    based_on: int
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class Told:
    """``photos``: SHA-256 of stored photos."""

    words: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """``is_fire`` True makes it a fire hazard; False leaves it as it is."""

    responsible_id: str
    due_on: date
    level: Level
    office: Office
    is_fire: bool = False


def assign(session: Session, command: Command, assignment: Assignment, words: str = "") -> Finding:
    """Say who puts it right until when. The office may change, the level only rise.

    Part of a writing transaction, as all commands here. Raises NotFound,
    ResponsibleUnknown, FindingMoved, FindingStepImpossible, FindingNotYours,
    FindingLevelLowered, FindingDuePast.
    """
    person = _active(session, assignment.responsible_id)
    detail = vars(assignment) | {
        "due_on": assignment.due_on.isoformat(),
        "responsible": person.name,
    }
    finding = _begin(session, command, Step.ASSIGNED, Told(words), detail)
    if finding.version != command.based_on:
        return finding
    raised(Level(finding.level), assignment.level)
    found_on = school_day(finding.found_at)
    if assignment.due_on < found_on:
        raise FindingDuePast(found_on=found_on)
    finding.responsible_id, finding.due_on = person.id, assignment.due_on
    finding.level, finding.office = assignment.level, assignment.office
    finding.is_fire = finding.is_fire or assignment.is_fire
    return _end(session, finding, command, Step.ASSIGNED, Told(words), detail)


def protect(session: Session, command: Command, told: Told) -> Finding:
    """Say how people are kept safe until it is put right (公安部61号令 art. 32). Raises as
    ``assign``, and WordsNeeded."""
    finding = _begin(session, command, Step.PROTECTED, told)
    if finding.version == command.based_on:
        finding.interim = told.words
        _end(session, finding, command, Step.PROTECTED, told)
    return finding


def rectify(session: Session, command: Command, told: Told) -> Finding:
    """It was put right, which another person will look at. Raises as ``protect``."""
    return _take(session, command, Step.RECTIFIED, told)


def recheck(session: Session, command: Command, step: Step, told: Told) -> Finding:
    """Another person than who rectified it has looked: `passed`, which closes it unless it is a
    fire finding, or `sent_back`. A leader sends back what they will not sign. Raises as
    ``protect``, and RecheckByRectifier."""
    return _take(session, command, step, told)


def sign(session: Session, command: Command, told: Told) -> Finding:
    """消防安全责任人(管理人)签字, which closes a fire finding (公安部61号令 art. 33). Raises as
    ``protect``."""
    return _take(session, command, Step.SIGNED, told)


def finding_now(session: Session, finding: Finding) -> FindingNow:
    """What the next step depends on."""
    rectified = (
        select(FindingStep.by_id)
        .where(FindingStep.finding_id == finding.id, FindingStep.step == Step.RECTIFIED)
        .order_by(FindingStep.version.desc())
        .limit(1)
    )
    return FindingNow(
        state=FindingState(finding.state),
        is_fire=finding.is_fire,
        level=Level(finding.level),
        responsible_id=finding.responsible_id,
        rectified_by=session.scalar(rectified),
    )


def _take(session: Session, command: Command, step: Step, told: Told) -> Finding:
    finding = _begin(session, command, step, told)
    if finding.version != command.based_on:
        return finding
    return _end(session, finding, command, step, told)


def _begin(
    session: Session,
    command: Command,
    step: Step,
    told: Told,
    detail: dict[str, Any] | None = None,
) -> Finding:
    """The finding, checked for the step; its version has moved on only when this very command was
    carried out before."""
    finding = find_finding(session, command.finding_id, command.actor)
    if finding.version != command.based_on:
        if _is_repeated(session, finding, _step(command, step, told, detail)):
            return finding
        raise FindingMoved
    check_step(finding_now(session, finding), step, command.actor)
    if step in _NEEDS_WORDS and not told.words:
        raise WordsNeeded(step=step)
    return finding


def _end(
    session: Session,
    finding: Finding,
    command: Command,
    step: Step,
    told: Told,
    detail: dict[str, Any] | None = None,
) -> Finding:
    finding.state = state_after(finding_now(session, finding), step)
    finding.closed_at = command.now if finding.state == FindingState.CLOSED else None
    finding.version += 1
    session.add(_step(command, step, told, detail))
    session.flush()
    return finding


def _step(
    command: Command, step: Step, told: Told, detail: dict[str, Any] | None = None
) -> FindingStep:
    return FindingStep(
        finding_id=command.finding_id,
        version=command.based_on + 1,
        step=step,
        by_id=command.actor.person_id,
        at=command.now,
        words=told.words,
        photos=list(told.photos),
        detail=detail or {},
    )


def _is_repeated(session: Session, finding: Finding, wanted: FindingStep) -> bool:
    """Whether the latest step is the same person's, and says the same."""
    latest = session.scalars(
        select(FindingStep).where(
            FindingStep.finding_id == finding.id, FindingStep.version == finding.version
        )
    ).one_or_none()
    return latest is not None and _told_by(latest) == _told_by(wanted)


def _told_by(step: FindingStep) -> tuple[object, ...]:
    return step.version, step.step, step.by_id, step.words, step.photos, step.detail


def _active(session: Session, person_id: str) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.suspended_at is not None:
        raise ResponsibleUnknown
    return person
