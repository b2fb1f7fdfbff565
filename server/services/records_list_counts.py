"""The figures of the desk's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.records import Asset, Device, KeptCode, Label, Person, Place
from server.services.held.listing import count_open_held
from server.services.label_requests import count_requested
from server.services.records_list import RecordFilter, count_abnormal, count_records


@dataclass(frozen=True)
class OverviewCounts:
    """``phones_unsent``: phones that last said they still hold something, or whose numbered facts
    have not all arrived. ``held``: facts that wait for a decision. ``label_requests``: things for
    which somebody wants a new label."""

    places: int
    assets: int
    printed_labels: int
    people: int
    records_today: int
    abnormal_today: int
    held: int
    kept_codes: int
    label_requests: int
    phones_unsent: int


def overview_counts(session: Session, today: date) -> OverviewCounts:
    def count(column: InstrumentedAttribute[str], *conditions: object) -> int:
        return session.scalar(select(func.count(column)).where(*conditions)) or 0

    of_today = RecordFilter(day=today)
    return OverviewCounts(
        places=count(Place.id),
        assets=count(Asset.id, Asset.removed_at.is_(None)),
        printed_labels=count(Label.code, Label.printed_at.is_not(None)),
        people=count(Person.id, Person.suspended_at.is_(None)),
        records_today=count_records(session, of_today),
        abnormal_today=count_abnormal(session, of_today),
        held=count_open_held(session),
        kept_codes=count(KeptCode.fact_id, KeptCode.withdrawn_by.is_(None)),
        label_requests=count_requested(session),
        phones_unsent=count(
            Device.id,
            Device.revoked_at.is_(None),
            (Device.unsent > 0) | (Device.announced_seq > Device.contiguous_seq),
        ),
    )
