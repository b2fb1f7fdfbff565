"""Held facts as they are listed: the open ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import Asset, Device, HeldFact, HeldResolution, Person
from server.services.held.text import HeldText, read_held
from server.services.held.things import things_of
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within


class HeldState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True)
class Decision:
    """``person`` is the name of whoever decided."""

    resolution: HeldResolution
    person: str


@dataclass(frozen=True)
class HeldRow:
    """``author`` is the name of whoever it says made it, None when nobody here is meant;
    ``carrier`` and ``device`` name whose session brought it on which phone."""

    fact: HeldFact
    text: HeldText
    carrier: str
    device: str
    author: str | None
    thing: Asset | None
    decision: Decision | None


_OF_THIS = and_(HeldResolution.held_id == HeldFact.id, HeldResolution.held_hash == HeldFact.hash)
_Found = tuple[HeldFact, str, str, HeldResolution | None]


def find_held(session: Session, state: HeldState | None, page: int) -> Page[HeldRow]:
    """Held facts of ``state``, or all; the open ones first, then the newest."""
    query = _in_state(_held(), state)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = page_within(page, total)
    rows = session.execute(
        query.order_by(
            HeldResolution.held_id.is_not(None),
            HeldFact.received_at.desc(),
            HeldFact.id,
            HeldFact.hash,
        )
        .limit(PAGE_ROWS)
        .offset(offset_of(number))
    )
    return Page(held_rows(session, [tuple(row) for row in rows]), number, total)


def get_held(session: Session, held_id: str, held_hash: str) -> HeldRow:
    """Raises NotFound."""
    row = session.execute(
        _held().where(HeldFact.id == held_id, HeldFact.hash == held_hash)
    ).one_or_none()
    if row is None:
        raise NotFound
    return held_rows(session, [tuple(row)])[0]


def count_open_held(session: Session) -> int:
    """How many wait for a decision."""
    query = _in_state(select(HeldFact.id).outerjoin(HeldResolution, _OF_THIS), HeldState.OPEN)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def held_waiting(session: Session, held_id: str) -> list[HeldRow]:
    """The open ones that wait for the fact of this id."""
    rows = session.execute(
        _in_state(_held(), HeldState.OPEN)
        .where(HeldFact.reason.in_(("dependency_held", "dependency_missing")))
        .order_by(HeldFact.received_at)
    )
    waiting = [tuple(row) for row in rows]
    return held_rows(session, [row for row in waiting if _waits_for(row[0], held_id)])


def held_of_id(session: Session, held_ids: Iterable[str]) -> list[HeldRow]:
    """All that came under these ids."""
    rows = session.execute(_held().where(HeldFact.id.in_(held_ids)).order_by(HeldFact.received_at))
    return held_rows(session, [tuple(row) for row in rows])


def held_rows(session: Session, found: Sequence[_Found]) -> list[HeldRow]:
    """What was found, read and with names."""
    texts = [read_held(fact.raw) for fact, *_ in found]
    authors = {text.author for text in texts if text.author}
    deciders = {resolution.resolved_by for *_, resolution in found if resolution is not None}
    names = _names(session, authors | deciders)
    return [
        HeldRow(
            fact,
            text,
            carrier,
            device,
            names.get(text.author or ""),
            thing,
            Decision(resolution, names[resolution.resolved_by]) if resolution else None,
        )
        for (fact, carrier, device, resolution), text, thing in zip(
            found, texts, things_of(session, texts), strict=True
        )
    ]


def _held() -> Select[Any]:
    return (
        select(HeldFact, Person.name, Device.name, HeldResolution)
        .join(Person, Person.id == HeldFact.carried_by)
        .join(Device, Device.id == HeldFact.device_id)
        .outerjoin(HeldResolution, _OF_THIS)
    )


def _in_state(query: Select[Any], state: HeldState | None) -> Select[Any]:
    if state is HeldState.OPEN:
        return query.where(HeldResolution.held_id.is_(None))
    return query.where(HeldResolution.held_id.is_not(None)) if state else query


def _waits_for(fact: HeldFact, held_id: str) -> bool:
    return held_id in read_held(fact.raw).depends_on


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}
