"""What was said of labels in the field: stuck on a thing, or a new one asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from server.domain.school_day import day_bounds
from server.records import (
    Asset,
    Fact,
    LabelBinding,
    LabelRequest,
    LabelRequestDismissal,
    Person,
    Place,
)
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.places_tree import subtree_ids
from server.services.records_list import LATE_AFTER, RecordFilter


@dataclass(frozen=True)
class LabelRecord:
    """``what``: `bound`, `worn` or `pile`. ``name`` is empty when its place was deleted. ``code``:
    of a bound label. ``dismissed``: why nothing is printed for it."""

    fact_id: str
    what: str
    code: str | None
    asset_id: str | None
    place_id: str | None
    is_printed: bool
    dismissed: str | None
    is_withdrawn: bool
    effective_at: datetime
    received_at: datetime
    time_uncertain: bool
    author: str
    name: str
    place: str

    @property
    def delay(self) -> timedelta | None:
        """How long after it was done it arrived; None when at once."""
        late = self.received_at - self.effective_at
        return late if late > LATE_AFTER else None


def find_label_records(session: Session, wanted: RecordFilter, page: int = 1) -> Page[LabelRecord]:
    """Those of ``wanted``, newest first, withdrawn ones among them; a result does not narrow."""
    said = union_all(_bound(), _asked()).subquery()
    query = _matching(said, wanted)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = page_within(page, total)
    rows = session.execute(
        query.order_by(said.c.effective_at.desc(), said.c.seq.desc(), said.c.fact_id)
        .limit(PAGE_ROWS)
        .offset(offset_of(number))
    )
    return Page([LabelRecord(*row) for row in rows], number, total)


def _bound() -> Select[Any]:
    return _columns(
        LabelBinding,
        literal("bound"),
        LabelBinding.code,
        literal(False),
        null(),
    )


def _asked() -> Select[Any]:
    asked = _columns(
        LabelRequest,
        LabelRequest.why,
        null(),
        LabelRequest.job_id.is_not(None),
        LabelRequestDismissal.reason,
    )
    of_this = LabelRequestDismissal.fact_id == LabelRequest.fact_id
    return asked.outerjoin(LabelRequestDismissal, of_this)


def _columns(
    model: type[LabelBinding] | type[LabelRequest], what: Any, code: Any, printed: Any, why_not: Any
) -> Select[Any]:
    return select(
        model.fact_id.label("fact_id"),
        what.label("what"),
        code.label("code"),
        model.asset_id.label("asset_id"),
        model.place_id.label("place_id"),
        printed.label("is_printed"),
        why_not.label("dismissed"),
        model.withdrawn_by.is_not(None).label("is_withdrawn"),
        model.effective_at.label("effective_at"),
        Fact.received_at.label("received_at"),
        Fact.time_uncertain.label("time_uncertain"),
        Fact.author_id.label("author_id"),
        Fact.seq.label("seq"),
    ).join(Fact, Fact.id == model.fact_id)


def _matching(said: Any, wanted: RecordFilter) -> Select[Any]:
    around, own = aliased(Place), aliased(Place)
    shown: Sequence[Any] = [c for c in said.c if c.key not in ("author_id", "seq")]
    query = (
        select(
            *shown,
            Person.name,
            func.coalesce(Asset.name, own.name, "").label("thing"),
            func.coalesce(around.path, own.path, "").label("path"),
        )
        .join(Person, Person.id == said.c.author_id)
        .outerjoin(Asset, Asset.id == said.c.asset_id)
        .outerjoin(around, around.id == Asset.place_id)
        .outerjoin(own, own.id == said.c.place_id)
    )
    if wanted.day:
        begin, end = day_bounds(wanted.day)
        query = query.where(said.c.effective_at >= begin, said.c.effective_at < end)
    if wanted.place_id:
        below = subtree_ids(wanted.place_id)
        query = query.where(or_(around.id.in_(below), own.id.in_(below)))
    if wanted.person_id:
        query = query.where(said.c.author_id == wanted.person_id)
    return query.where(said.c.asset_id == wanted.asset_id) if wanted.asset_id else query
