"""Blank labels: printed, and bound to nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.records import Label, Person, PrintJob, PrintJobLabel

MOST_BLANK = 5_000
"""As many blank labels may be made in one job."""


@dataclass(frozen=True)
class BlankBatch:
    """The labels of one print job that are still blank: ``codes`` of ``labels``, in the job's
    order."""

    job_id: str
    person: str
    printed_at: datetime
    labels: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class BlankLabels:
    """``loose`` are those of no print job: printed before a restore, and torn off again since."""

    batches: tuple[BlankBatch, ...]
    loose: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.loose) + sum(len(batch.codes) for batch in self.batches)


def blank_labels(session: Session) -> BlankLabels:
    """All blank labels, each with the job that printed it first; the newest job first."""
    codes: dict[str, list[str]] = {}
    loose: list[str] = []
    for code, job_id in session.execute(_BLANK):
        (loose if job_id is None else codes.setdefault(job_id, [])).append(code)
    jobs = session.execute(_JOBS.where(PrintJob.id.in_(codes)))
    return BlankLabels(tuple(BlankBatch(*job, tuple(codes[job.id])) for job in jobs), tuple(loose))


_OF_LABEL = (
    select(PrintJob.id)
    .join(PrintJobLabel, PrintJobLabel.job_id == PrintJob.id)
    .where(PrintJobLabel.code == Label.code)
    .order_by(PrintJob.created_at, PrintJob.id)
    .limit(1)
    .correlate(Label)
    .scalar_subquery()
)
_POSITION = (
    select(func.min(PrintJobLabel.position))
    .where(PrintJobLabel.code == Label.code)
    .correlate(Label)
    .scalar_subquery()
)
_BLANK = (
    select(Label.code, _OF_LABEL)
    .where(Label.asset_id.is_(None), Label.place_id.is_(None))
    .order_by(_POSITION, Label.code)
)
_JOBS = (
    select(PrintJob.id, Person.name, PrintJob.created_at, func.count(PrintJobLabel.code.distinct()))
    .join(Person, Person.id == PrintJob.person_id)
    .join(PrintJobLabel, PrintJobLabel.job_id == PrintJob.id)
    .group_by(PrintJob.id, Person.name, PrintJob.created_at)
    .order_by(PrintJob.created_at.desc(), PrintJob.id)
)
