"""Whether a round is still what its countersigner has seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from server.records import (
    Fact,
    HeldResolution,
    Inspection,
    Round,
    RoundCountersignature,
    RoundEnding,
    UnscannedStop,
)

_TABLES = (Inspection, UnscannedStop, RoundEnding)
_SIGNED_AT = RoundCountersignature.signed_at


def changed_since_signed() -> ColumnElement[bool]:
    """Of the Round and its RoundCountersignature in the outer query: whether a record of the round
    arrived, was taken back, or was let in from the held facts after that signature."""
    return or_(*(change.exists() for change in _changes()))


def _changes() -> Iterator[Select[Any]]:
    yield _of_round(Inspection).where(Inspection.received_at > _SIGNED_AT)
    yield _of_round(RoundEnding).where(RoundEnding.received_at > _SIGNED_AT)
    yield _told_by(UnscannedStop, UnscannedStop.fact_id)
    for table in _TABLES:
        yield _told_by(table, table.withdrawn_by)
        yield _let_in(table)


def _of_round(table: Any) -> Select[Any]:
    return select(table.fact_id).where(table.round_id == Round.id)


def _told_by(table: Any, fact_id: Any) -> Select[Any]:
    return _of_round(table).join(Fact, Fact.id == fact_id).where(Fact.received_at > _SIGNED_AT)


def _let_in(table: Any) -> Select[Any]:
    """A held fact keeps the time of its arrival, however late it is decided on."""
    decided = _of_round(table).join(
        HeldResolution, HeldResolution.fact_id.in_([table.fact_id, table.withdrawn_by])
    )
    return decided.where(HeldResolution.resolved_at > _SIGNED_AT)
