"""Findings for 今日, reminders and paper: how many, what is overdue, what was found when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, joinedload

from server.domain.finding import STANDING, Actor, FindingState, Level
from server.domain.school_day import day_bounds
from server.records import Finding, FindingStep
from server.records.listed import among, listed
from server.services.findings_list import FindingRow, load, overdue_on, rows_of
from server.services.findings_seen import concerning


@dataclass(frozen=True)
class FindingCounts:
    """Of what is not closed. ``overdue``, ``unassigned`` are among ``open``; ``unprotected``: major
    ones for which nobody has said how people are kept safe."""

    open: int
    rectified: int
    rechecked: int
    overdue: int
    unassigned: int
    major: int
    unprotected: int

    @property
    def standing(self) -> int:
        return self.open + self.rectified + self.rechecked


@dataclass(frozen=True)
class FindingStory:
    """``steps`` in order."""

    row: FindingRow
    steps: tuple[FindingStep, ...]

    def latest(self, step: str) -> FindingStep | None:
        """The last step of this kind."""
        return next((one for one in reversed(self.steps) if one.step == step), None)


def finding_counts(session: Session, today: date, actor: Actor | None = None) -> FindingCounts:
    """One query over what is not closed; of those that concern ``actor``, when given."""
    is_open, major = Finding.state == FindingState.OPEN, Finding.level == Level.MAJOR
    not_right = Finding.state.in_((FindingState.OPEN, FindingState.RECTIFIED))
    counted = select(
        _count(is_open),
        _count(Finding.state == FindingState.RECTIFIED),
        _count(Finding.state == FindingState.RECHECKED),
        _count(overdue_on(today)),
        _count(is_open & Finding.responsible_id.is_(None)),
        _count(major),
        _count(major & not_right & (Finding.interim == "")),
    ).where(Finding.state.in_(STANDING))
    if actor is not None:
        counted = counted.where(concerning(session, actor))
    return FindingCounts(*session.execute(counted).one())


def overdue_findings(session: Session, today: date) -> list[FindingRow]:
    """All that are still to be put right after their day, the longest due first."""
    wanted = select(Finding).where(overdue_on(today)).order_by(Finding.due_on, Finding.id)
    return rows_of(session, load(session, wanted), today)


def count_others(session: Session, finding: Finding) -> int:
    """How many other findings on the same asset are not closed: who walks by three times a day
    finds the same thing three times."""
    if finding.asset_id is None:
        return 0
    same = Finding.asset_id == finding.asset_id, Finding.id != finding.id
    wanted = select(func.count()).select_from(Finding)
    return session.scalar(wanted.where(*same, Finding.state.in_(STANDING))) or 0


def findings_between(
    session: Session, first: date, last: date, today: date, *, office: str = "", fire: bool = False
) -> list[FindingStory]:
    """What was found on the school's days ``first`` to ``last``, both among them, in order, without
    what was withdrawn; only an office's, or only fire hazards, when asked."""
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    wanted = select(Finding).where(
        Finding.found_at >= begin,
        Finding.found_at < end,
        Finding.state != FindingState.WITHDRAWN,
    )
    if office:
        wanted = wanted.where(Finding.office == office)
    if fire:
        wanted = wanted.where(Finding.is_fire)
    found = load(session, wanted.order_by(Finding.found_at, Finding.id))
    return stories_of(session, found, today)


def stories_of(session: Session, findings: Sequence[Finding], today: date) -> list[FindingStory]:
    """Of these findings, in their order, with the steps of all in one query."""
    steps: dict[str, list[FindingStep]] = defaultdict(list)
    for step in session.scalars(_STEPS, {"ids": listed([finding.id for finding in findings])}):
        steps[step.finding_id].append(step)
    rows = rows_of(session, findings, today)
    return [FindingStory(row, tuple(steps[row.finding.id])) for row in rows]


_STEPS = (
    select(FindingStep)
    .options(joinedload(FindingStep.by))
    .where(among(FindingStep.finding_id, "ids"))
    .order_by(FindingStep.version)
)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
