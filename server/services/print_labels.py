"""Printing labels: a press of 打印 is a job that can be opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.orm import Session

from qr_labels.sheet import SheetOptions
from server.domain.problems import NotFound, NothingToPrint
from server.records import LabelLayout, Person, PrintJob, PrintJobLabel
from server.reports.label_sheet import carries_address, check_labels
from server.services.label_layouts import find_layout
from server.services.label_shifts import shift_of
from server.services.label_trials import require_trial
from server.services.labels import issue_blank_labels, issue_labels, mark_printed
from server.services.print_labels_things import Thing, asset_ids_of, place_ids_of
from server.services.print_labels_words import labels_of_job


@dataclass(frozen=True)
class PrintStyle:
    """On what and how: the columns of PrintJob."""

    layout: str
    design: str = "asset"
    room_numbers: bool = False
    separators: bool = False
    first_cell: int = 1
    copies: int = 1
    cut_marks: bool = False


@dataclass(frozen=True)
class PrintOrder:
    """What a person asked to have printed: things in this order, or so many ``blank`` labels."""

    job_id: str
    base_url: str
    style: PrintStyle
    things: Sequence[Thing] = ()
    blank: int = 0

    @property
    def count(self) -> int:
        """Labels on paper, separators not counted."""
        return (len(self.things) + self.blank) * self.style.copies


@dataclass(frozen=True)
class JobSummary:
    """``person`` pressed the button, ``labels`` are on paper, ``own_layout`` is the name of the
    school's own layout if it was one."""

    job: PrintJob
    person: str
    labels: int
    own_layout: str | None


def start_print_job(session: Session, order: PrintOrder, person_id: str, now: datetime) -> PrintJob:
    """Issue the missing codes, note the job and mark its labels printed.

    A job id that is known already returns the first job: a second click prints once. Raises
    NothingToPrint, LabelTrialNeeded, LabelGlyphMissing, LabelHostTooLong, NotFound for an
    unknown layout.
    """
    if (known := session.get(PrintJob, order.job_id)) is not None:
        return known
    if not order.count:
        raise NothingToPrint
    layout = find_layout(session, order.style.layout).page
    if carries_address(layout, order.style.design):
        require_trial(session, order.base_url, order.count)
    codes = _codes(session, order, now)
    job = _new_job(session, order, person_id, now)
    session.add(job)
    session.flush()
    _note_labels(session, job.id, codes)
    check_labels(labels_of_job(session, job), layout, job.design)
    mark_printed(session, codes, now)
    return job


def has_print_job(session: Session, job_id: str) -> bool:
    return session.get(PrintJob, job_id) is not None


def get_print_job(session: Session, job_id: str) -> PrintJob:
    """Raises NotFound."""
    job = session.get(PrintJob, job_id)
    if job is None:
        raise NotFound
    return job


def sheet_options(job: PrintJob) -> SheetOptions:
    """How the job is drawn, however often it is opened."""
    return SheetOptions(
        design=job.design,
        first_cell=job.first_cell,
        copies=job.copies,
        right=job.right,
        down=job.down,
        cut_marks=job.cut_marks,
    )


def recent_print_jobs(session: Session, limit: int = 20) -> list[JobSummary]:
    """The newest jobs first."""
    newest = _summaries().order_by(PrintJob.created_at.desc()).limit(limit)
    return [_summary(row) for row in session.execute(newest)]


def print_job_summary(session: Session, job_id: str) -> JobSummary:
    """Raises NotFound."""
    row = session.execute(_summaries().where(PrintJob.id == job_id)).one_or_none()
    if row is None:
        raise NotFound
    return _summary(row)


def _summaries() -> Select[Any]:
    return (
        select(PrintJob, Person.name, func.count(PrintJobLabel.code), LabelLayout.name)
        .join(Person, Person.id == PrintJob.person_id)
        .join(PrintJobLabel, PrintJobLabel.job_id == PrintJob.id)
        .outerjoin(LabelLayout, LabelLayout.id == PrintJob.layout)
        .group_by(PrintJob.id, Person.name, LabelLayout.name)
    )


def _summary(row: Row[Any]) -> JobSummary:
    job, person, codes, own_layout = row
    return JobSummary(job, person, codes * job.copies, own_layout)


def last_layout(session: Session) -> str | None:
    """What was printed on last: most likely what lies in the printer."""
    return session.scalar(select(PrintJob.layout).order_by(PrintJob.created_at.desc()).limit(1))


def _codes(session: Session, order: PrintOrder, now: datetime) -> list[str]:
    """In the order's own order."""
    if order.blank:
        return issue_blank_labels(session, order.blank, now)
    codes = issue_labels(
        session, now, asset_ids=asset_ids_of(order.things), place_ids=place_ids_of(order.things)
    )
    return [codes[thing.id] for thing in order.things]


def _new_job(session: Session, order: PrintOrder, person_id: str, now: datetime) -> PrintJob:
    shift = shift_of(session, order.style.layout)
    return PrintJob(
        id=order.job_id,
        person_id=person_id,
        created_at=now,
        base_url=order.base_url,
        right=shift.right,
        down=shift.down,
        **vars(order.style),
    )


def _note_labels(session: Session, job_id: str, codes: Sequence[str]) -> None:
    session.execute(
        insert(PrintJobLabel),
        [
            {"job_id": job_id, "position": position, "code": code}
            for position, code in enumerate(codes)
        ],
    )
