"""New labels that people in the field asked for: worn ones, and piles in the order they were gone
through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from server.records import (
    Asset,
    Fact,
    Label,
    LabelRequest,
    LabelRequestDismissal,
    Person,
    Place,
)
from server.services.labels import batches, current_codes


@dataclass(frozen=True)
class RequestedThing:
    """An asset or a place, exactly one id is given; ``code`` is None while it has no label.
    ``fact_ids`` are all requests for it in its group, ``author`` and ``asked_at`` the first's."""

    asset_id: str | None
    place_id: str | None
    name: str
    place: str
    number: str
    code: str | None
    fact_ids: tuple[str, ...]
    author: str
    asked_at: datetime


@dataclass(frozen=True)
class RequestGroup:
    """``pile`` is None for the worn labels; ``things`` in the order they are to be printed."""

    pile: str | None
    things: tuple[RequestedThing, ...]

    @property
    def fact_ids(self) -> list[str]:
        return [fact_id for thing in self.things for fact_id in thing.fact_ids]


def open_requests(session: Session) -> list[RequestGroup]:
    """What nobody has printed, put aside or taken back: the worn labels first, when there are
    any, then the piles, the oldest first.

    A worn label is no longer asked for once another one was bound to its thing. A thing that was
    asked for twice in a group stands there once, where it was first.
    """
    rows = session.execute(_detailed()).all()
    codes = _codes(session, rows)
    piles: dict[str | None, list[Any]] = {None: []}
    for row in rows:
        piles.setdefault(row.pile, []).append(row)
    return [RequestGroup(pile, _things(of, codes)) for pile, of in piles.items() if of]


def find_requests(session: Session, pile: str | None) -> RequestGroup:
    """One group of ``open_requests``; empty when nothing of it is open."""
    groups = {group.pile: group for group in open_requests(session)}
    return groups.get(pile, RequestGroup(pile, ()))


def count_requested(session: Session) -> int:
    """For how many things a new label is asked for."""
    things = _open(select(LabelRequest.asset_id, LabelRequest.place_id)).distinct().subquery()
    return session.scalar(select(func.count()).select_from(things)) or 0


def answer_requests(session: Session, fact_ids: Sequence[str], job_id: str) -> None:
    """A print job holds what these asked for; those that were answered before stay as they are.
    Part of a writing transaction."""
    for batch in batches(fact_ids):
        unanswered = LabelRequest.fact_id.in_(batch), LabelRequest.job_id.is_(None)
        session.execute(update(LabelRequest).where(*unanswered).values(job_id=job_id))


def dismiss_requests(
    session: Session, fact_ids: Collection[str], reason: str, by: str, now: datetime
) -> int:
    """Put open requests aside; how many of ``fact_ids`` were still open. Part of a writing
    transaction."""
    open_ids = session.scalars(_open(select(LabelRequest.fact_id))).all()
    wanted = [fact_id for fact_id in open_ids if fact_id in fact_ids]
    session.add_all(
        LabelRequestDismissal(fact_id=fact_id, dismissed_by=by, dismissed_at=now, reason=reason)
        for fact_id in wanted
    )
    return len(wanted)


def _open(query: Select[Any]) -> Select[Any]:
    """``query`` of requests, narrowed to those that wait."""
    return (
        query.outerjoin(Asset, Asset.id == LabelRequest.asset_id)
        .outerjoin(LabelRequestDismissal, LabelRequestDismissal.fact_id == LabelRequest.fact_id)
        .where(
            LabelRequest.withdrawn_by.is_(None),
            LabelRequest.job_id.is_(None),
            LabelRequestDismissal.fact_id.is_(None),
            or_(LabelRequest.asset_id.is_not(None), LabelRequest.place_id.is_not(None)),
            Asset.removed_at.is_(None),
            ~and_(LabelRequest.why == "worn", _NEWER_LABEL),
        )
    )


_NEWER_LABEL = exists().where(
    or_(Label.asset_id == LabelRequest.asset_id, Label.place_id == LabelRequest.place_id),
    Label.bound_at > LabelRequest.effective_at,
)


def _detailed() -> Select[Any]:
    around, own = aliased(Place), aliased(Place)
    wanted = select(
        LabelRequest.fact_id,
        LabelRequest.asset_id,
        LabelRequest.place_id,
        LabelRequest.pile,
        LabelRequest.effective_at,
        Person.name.label("author"),
        func.coalesce(Asset.name, own.name).label("name"),
        func.coalesce(around.path, own.path, "").label("place"),
        func.coalesce(Asset.ledger_number, "").label("number"),
    ).select_from(LabelRequest)
    return (
        _open(wanted)
        .join(Fact, Fact.id == LabelRequest.fact_id)
        .join(Person, Person.id == LabelRequest.author_id)
        .outerjoin(around, around.id == Asset.place_id)
        .outerjoin(own, own.id == LabelRequest.place_id)
        .order_by(LabelRequest.effective_at, Fact.seq, Fact.id)
    )


def _codes(session: Session, rows: Sequence[Any]) -> dict[str, str]:
    assets = [row.asset_id for row in rows if row.asset_id]
    return current_codes(session, assets, [row.place_id for row in rows if row.place_id])


def _things(rows: Iterable[Any], codes: dict[str, str]) -> tuple[RequestedThing, ...]:
    asked: dict[tuple[str | None, str | None], list[Any]] = {}
    for row in rows:
        asked.setdefault((row.asset_id, row.place_id), []).append(row)
    return tuple(_thing(of, codes) for of in asked.values())


def _thing(rows: Sequence[Any], codes: dict[str, str]) -> RequestedThing:
    first = rows[0]
    return RequestedThing(
        asset_id=first.asset_id,
        place_id=first.place_id,
        name=first.name,
        place=first.place,
        number=first.number,
        code=codes.get(first.asset_id or first.place_id),
        fact_ids=tuple(row.fact_id for row in rows),
        author=first.author,
        asked_at=first.effective_at,
    )
