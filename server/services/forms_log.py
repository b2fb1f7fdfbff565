"""What happened on a day, and in a term, for the sentences of the logistics office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from server.domain.finding import FindingState, Level, Step
from server.domain.round_state import RoundState
from server.domain.school_day import day_bounds, school_day
from server.records import ExtinguisherService, Finding, FindingStep, Place
from server.services.extinguishers import all_extinguishers
from server.services.findings_counts import FindingStory, findings_between
from server.services.findings_list import FindingRow, load, overdue_on, rows_of
from server.services.forms_rounds import begun_rounds
from server.services.rounds_board import rounds_of_day
from server.services.rounds_due import RoundSummary

_MOST_PLACES = 5
_LONGEST_SHIFT = timedelta(days=1)
_ENDED = frozenset(
    {RoundState.DONE, RoundState.LATE, RoundState.PARTIAL, RoundState.MISSED, RoundState.UNKNOWN}
)


@dataclass(frozen=True)
class StepTaken:
    """A step of the day and the finding it belongs to."""

    step: FindingStep
    row: FindingRow


@dataclass(frozen=True)
class DayLog:
    """``rounds``: those of the day that were walked or are over. ``found``: the findings of the
    day; ``steps``: what was done on the day about findings of any day, but not what was put right
    on the spot. ``services``: extinguishers sent away or taken back on the day."""

    rounds: tuple[RoundSummary, ...]
    found: tuple[FindingStory, ...]
    steps: tuple[StepTaken, ...]
    services: tuple[ExtinguisherService, ...]


def day_log(session: Session, day: date, now: datetime) -> DayLog:
    today = school_day(now)
    rounds = rounds_of_day(session, day, now)
    return DayLog(
        rounds=tuple(one for one in rounds if _belongs(one, day)),
        found=tuple(findings_between(session, day, day, today)),
        steps=tuple(_steps(session, day, today)),
        services=tuple(_services(session, day)),
    )


def _belongs(one: RoundSummary, day: date) -> bool:
    """A round of one day or night belongs to the day it began; one of a week or a month to the day
    somebody signed it."""
    if one.ends_at - one.starts_at > _LONGEST_SHIFT:
        return any(school_day(it.effective_at) == day for it in one.endings)
    return one.day == day and (one.round_id is not None or one.state in _ENDED)


@dataclass(frozen=True)
class TermFigures:
    """``states``: how many of the rounds due so far stand how. ``records``: things looked at in
    them. ``found`` of which ``fixed`` on the spot, ``closed``, ``major``, and ``overdue`` today.
    ``offices``: found, by office. ``places``: (path, how many found there), most first."""

    rounds: int
    states: Mapping[RoundState, int]
    records: int
    countersigned: int
    late_entries: int
    unscanned: int
    found: int
    fixed: int
    closed: int
    major: int
    overdue: int
    offices: Mapping[str, int]
    places: tuple[tuple[str, int], ...]
    extinguishers: int
    serviced: int
    scrapped: int

    @property
    def walked_share(self) -> float:
        """Percent of the rounds that were walked whole."""
        whole = self.states.get(RoundState.DONE, 0) + self.states.get(RoundState.LATE, 0)
        return 100 * whole / self.rounds if self.rounds else 0.0


def term_figures(session: Session, first: date, last: date, now: datetime) -> TermFigures:
    """Of the rounds of these days whose grace is over or that are complete."""
    rounds = [one for one in begun_rounds(session, first, last, now) if one.state in _ENDED]
    found = _findings(first, last)
    outcomes = _outcomes(session, first, last)
    return TermFigures(
        rounds=len(rounds),
        states=Counter(one.state for one in rounds),
        records=sum(one.done + one.finds for one in rounds),
        countersigned=sum(one.countersigned is not None for one in rounds),
        late_entries=sum(one.late_entries for one in rounds),
        unscanned=sum(one.unscanned for one in rounds),
        found=_count(session, *found),
        fixed=_count(session, *found, _fixed_on_spot()),
        closed=_count(session, *found, Finding.state == FindingState.CLOSED),
        major=_count(session, *found, Finding.level == Level.MAJOR),
        overdue=_count(session, *found, overdue_on(school_day(now))),
        offices=_by_office(session, found),
        places=tuple(_by_place(session, found)),
        extinguishers=sum(one.asset.quantity for one in all_extinguishers(session, last)),
        serviced=outcomes.get("serviced", 0),
        scrapped=outcomes.get("scrapped", 0),
    )


_Found = Sequence[ColumnElement[bool]]


def _findings(first: date, last: date) -> _Found:
    """What was found on these days, without what was withdrawn."""
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    return (
        Finding.found_at >= begin,
        Finding.found_at < end,
        Finding.state != FindingState.WITHDRAWN,
    )


def _fixed_on_spot() -> ColumnElement[bool]:
    fixed = select(FindingStep.finding_id).where(FindingStep.step == Step.FIXED_ON_SPOT)
    return Finding.id.in_(fixed)


def _count(session: Session, *found: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Finding).where(*found)) or 0


def _by_office(session: Session, found: _Found) -> dict[str, int]:
    rows = select(Finding.office, func.count()).where(*found).group_by(Finding.office)
    return {row[0]: row[1] for row in session.execute(rows)}


def _by_place(session: Session, found: _Found) -> list[tuple[str, int]]:
    rows = (
        select(Place.path, func.count())
        .join(Finding, Finding.place_id == Place.id)
        .where(*found)
        .group_by(Place.path)
        .order_by(func.count().desc(), Place.path)
        .limit(_MOST_PLACES)
    )
    return [(path, count) for path, count in session.execute(rows)]


def _outcomes(session: Session, first: date, last: date) -> dict[str, int]:
    """How many extinguishers came back serviced, or were scrapped."""
    rows = (
        select(ExtinguisherService.outcome, func.count())
        .where(ExtinguisherService.returned_on.between(first, last))
        .group_by(ExtinguisherService.outcome)
    )
    return {str(outcome): count for outcome, count in session.execute(rows)}


def _steps(session: Session, day: date, today: date) -> list[StepTaken]:
    begin, end = day_bounds(day)
    steps = session.scalars(
        select(FindingStep)
        .join(Finding, Finding.id == FindingStep.finding_id)
        .options(joinedload(FindingStep.by))
        .where(
            FindingStep.at >= begin,
            FindingStep.at < end,
            FindingStep.step != Step.FIXED_ON_SPOT,
            Finding.state != FindingState.WITHDRAWN,
        )
        .order_by(FindingStep.at)
    ).all()
    of = {step.finding_id for step in steps}
    findings = load(session, select(Finding).where(Finding.id.in_(of)))
    rows = {row.finding.id: row for row in rows_of(session, findings, today)}
    return [StepTaken(step, rows[step.finding_id]) for step in steps]


def _services(session: Session, day: date) -> Sequence[ExtinguisherService]:
    return session.scalars(
        select(ExtinguisherService)
        .options(joinedload(ExtinguisherService.asset))
        .where(or_(ExtinguisherService.sent_on == day, ExtinguisherService.returned_on == day))
        .order_by(ExtinguisherService.recorded_at)
    ).all()
