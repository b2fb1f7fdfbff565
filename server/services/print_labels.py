"""Printing labels: a press of 打印 is a job that can be opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, aliased

from qr_labels import LabelSpec
from server.domain.problems import NotFound, NothingToPrint
from server.records import (
    Asset,
    Label,
    Person,
    Place,
    PrintJob,
    PrintJobLabel,
)
from server.reports.label_sheet import check_label_sheet
from server.services.labels import issue_labels, mark_printed
from server.services.places import PATH_MARK
from server.services.school import the_school


@dataclass(frozen=True)
class PrintOrder:
    """What a person asked to have printed: things, or doors of places, in this order."""

    job_id: str
    layout: str
    base_url: str
    asset_ids: Sequence[str] = ()
    place_ids: Sequence[str] = ()


@dataclass(frozen=True)
class JobSummary:
    job: PrintJob
    person: str
    labels: int


def start_print_job(session: Session, order: PrintOrder, person_id: str, now: datetime) -> PrintJob:
    """Issue the missing codes, note the job and mark its labels printed.

    A job id that is known already returns the first job: a second click prints once. Raises
    NothingToPrint, LabelGlyphMissing, LabelHostTooLong.
    """
    if (known := session.get(PrintJob, order.job_id)) is not None:
        return known
    codes = issue_labels(session, now, asset_ids=order.asset_ids, place_ids=order.place_ids)
    if not codes:
        raise NothingToPrint
    job = PrintJob(
        id=order.job_id,
        person_id=person_id,
        created_at=now,
        layout=order.layout,
        base_url=order.base_url,
    )
    session.add(job)
    session.flush()
    wanted = [codes[thing] for thing in (*order.asset_ids, *order.place_ids)]
    _note_labels(session, job.id, wanted)
    check_label_sheet(labels_of_job(session, job))
    mark_printed(session, wanted, now)
    return job


def get_print_job(session: Session, job_id: str) -> PrintJob:
    """Raises NotFound."""
    job = session.get(PrintJob, job_id)
    if job is None:
        raise NotFound
    return job


def labels_of_job(session: Session, job: PrintJob) -> list[LabelSpec]:
    """What the job's labels say, in its order and with the register's present words."""
    own, around = aliased(Place), aliased(Place)
    rows = session.execute(
        select(Label.code, Asset.name, Asset.ledger_number, around.path, own.name, own.path)
        .join(PrintJobLabel, PrintJobLabel.code == Label.code)
        .outerjoin(Asset, Asset.id == Label.asset_id)
        .outerjoin(around, around.id == Asset.place_id)
        .outerjoin(own, own.id == Label.place_id)
        .where(PrintJobLabel.job_id == job.id)
        .order_by(PrintJobLabel.position)
    )
    school = the_school(session).name
    return [
        LabelSpec(
            code=code,
            base_url=job.base_url,
            name=name or place_name,
            place=_short(path or _around(place_path)),
            number=number or "",
            school=school,
        )
        for code, name, number, path, place_name, place_path in rows
    ]


def recent_print_jobs(session: Session, limit: int = 20) -> list[JobSummary]:
    """The newest jobs with who pressed the button and how many labels they hold."""
    rows = session.execute(
        select(PrintJob, Person.name, func.count(PrintJobLabel.code))
        .join(Person, Person.id == PrintJob.person_id)
        .join(PrintJobLabel, PrintJobLabel.job_id == PrintJob.id)
        .group_by(PrintJob.id, Person.name)
        .order_by(PrintJob.created_at.desc())
        .limit(limit)
    )
    return [JobSummary(job, person, count) for job, person, count in rows]


def count_labels(session: Session, job_id: str) -> int:
    return session.scalar(select(func.count()).where(PrintJobLabel.job_id == job_id)) or 0


def _note_labels(session: Session, job_id: str, codes: Sequence[str]) -> None:
    session.execute(
        insert(PrintJobLabel),
        [
            {"job_id": job_id, "position": position, "code": code}
            for position, code in enumerate(codes)
        ],
    )


def _around(path: str | None) -> str:
    return (path or "").rpartition(PATH_MARK)[0]


def _short(path: str) -> str:
    return path.replace(PATH_MARK, " ")
