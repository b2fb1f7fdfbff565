"""What the labels of a job say: the register's present words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from qr_labels import LabelSpec
from server.domain.extinguisher import outlook
from server.domain.room_number import room_number
from server.domain.school_day import school_day
from server.records import Asset, AssetKind, Label, Place, PrintJob, PrintJobLabel
from server.services.extinguishers import periods_of
from server.services.places import PATH_MARK
from server.services.school import the_school

_EXTINGUISHER = "灭火器"
"""What every kind's name ends in; the label has better use for the room."""
_NOT_KNOWN = "不详·待核实"
"""An extinguisher without a certain date of manufacture is never said to be in date."""
SEPARATOR = "separator"
"""The design of the label before a room's own labels; it has no code."""


def labels_of_job(session: Session, job: PrintJob) -> list[LabelSpec]:
    """The job's labels in its order, with a separator before each room's when it has them."""
    school = the_school(session).name
    labels: list[LabelSpec] = []
    for place_id, rows in groupby(_rows(session, job), key=lambda row: row.room_id):
        of_room = list(rows)
        if job.separators and place_id:
            labels.append(_separator(job, of_room, school))
        labels += [_label(job, row, school) for row in of_room]
    return labels


def _rows(session: Session, job: PrintJob) -> Iterator[Row[Any]]:
    """A row a label; ``room`` is where a thing stands, ``own`` the place whose door it is."""
    room, own = aliased(Place), aliased(Place)
    yield from session.execute(
        select(
            Label.code,
            Asset.name,
            Asset.ledger_number,
            Asset.model,
            Asset.brand,
            Asset.manufactured_on,
            Asset.serviced_on,
            AssetKind,
            room.id.label("room_id"),
            room.name.label("room"),
            room.path.label("room_path"),
            own.name.label("door"),
            own.path.label("door_path"),
        )
        .join(PrintJobLabel, PrintJobLabel.code == Label.code)
        .outerjoin(Asset, Asset.id == Label.asset_id)
        .outerjoin(AssetKind, AssetKind.id == Asset.kind_id)
        .outerjoin(room, room.id == Asset.place_id)
        .outerjoin(own, own.id == Label.place_id)
        .where(PrintJobLabel.job_id == job.id)
        .order_by(PrintJobLabel.position)
    )


def _label(job: PrintJob, row: Row[Any], school: str) -> LabelSpec:
    if row.name is not None:
        return _thing(job, row, school)
    if row.door is not None:
        around = _short(_around(row.door_path))
        return LabelSpec(row.code, job.base_url, row.door, around, school=school)
    return LabelSpec(row.code, job.base_url)


def _thing(job: PrintJob, row: Row[Any], school: str) -> LabelSpec:
    """Of an extinguisher, what the ledger knows and what its dates mean."""
    kind: AssetKind = row.AssetKind
    dates = _dates(job, row)
    number = room_number(row.room or "", row.ledger_number, row.name) if job.room_numbers else ""
    return LabelSpec(
        row.code,
        job.base_url,
        row.name,
        _short(row.room_path or ""),
        row.ledger_number or "",
        school,
        room_number=number,
        kind=" ".join(filter(None, (kind.name_zh.removesuffix(_EXTINGUISHER), row.model))),
        maker=row.brand or "",
        made_on=dates.made_on,
        next_service=dates.next_service,
        scrap_on=dates.scrap_on,
    )


@dataclass(frozen=True)
class _Dates:
    """As they are printed; empty where there is nothing to say."""

    made_on: str
    next_service: str = ""
    scrap_on: str = ""


def _dates(job: PrintJob, row: Row[Any]) -> _Dates:
    """What was known on the day of the job; only extinguishers are serviced and scrapped."""
    periods = periods_of(row.AssetKind)
    if periods is None:
        return _Dates(_month(row.manufactured_on))
    found = outlook(periods, row.manufactured_on, row.serviced_on, school_day(job.created_at))
    if found.trouble is not None:
        return _Dates(_NOT_KNOWN)
    return _Dates(
        _month(row.manufactured_on), _month(found.next_service_on), _month(found.scrap_on)
    )


def _separator(job: PrintJob, rows: list[Row[Any]], school: str) -> LabelSpec:
    """What belongs to the room, counted on paper."""
    room = rows[0]
    return LabelSpec(
        "",
        job.base_url,
        room.room,
        _short(_around(room.room_path)),
        school=school,
        count=len(rows) * job.copies,
        design=SEPARATOR,
    )


def _month(day: date | None) -> str:
    return day.strftime("%Y-%m") if day else ""


def _around(path: str) -> str:
    return path.rpartition(PATH_MARK)[0]


def _short(path: str) -> str:
    return path.replace(PATH_MARK, " ")
