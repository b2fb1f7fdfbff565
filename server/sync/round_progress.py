"""What has arrived of a round, from everybody who walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.domain.round_identity import RoundKey
from server.records import Inspection, Person, RoundEnding, Route, UnscannedStop


@dataclass(frozen=True)
class SeenStop:
    """The newest that is known of a thing in the round. ``result`` is None of one that was not
    scanned; ``fixed``: put right on the spot. ``by`` is a person's name."""

    asset_id: str | None
    place_id: str | None
    result: str | None
    fixed: bool
    unscanned: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class SeenEnding:
    """``by`` is a person's name."""

    by: str
    at: datetime


@dataclass(frozen=True)
class RoundProgress:
    """Stops oldest first, one of each thing; nothing that was withdrawn."""

    stops: list[SeenStop]
    endings: list[SeenEnding]


def round_progress(session: Session, key: RoundKey) -> RoundProgress:
    """Raises NotFound of a route nobody knows."""
    if session.get(Route, key.route_id) is None:
        raise NotFound
    stops = [*_inspected(session, key.id), *_unscanned(session, key.id)]
    newest = {
        stop.asset_id or stop.place_id: stop for stop in sorted(stops, key=lambda one: one.at)
    }
    return RoundProgress(list(newest.values()), _endings(session, key.id))


def _inspected(session: Session, round_id: str) -> Iterator[SeenStop]:
    for seen, name in session.execute(_standing(Inspection, round_id)):
        # The place of an asset's inspection is where it stood; the stop is the asset.
        place_id = seen.place_id if seen.asset_id is None else None
        yield SeenStop(
            asset_id=seen.asset_id,
            place_id=place_id,
            result=seen.result,
            fixed=seen.fixed_on_spot,
            unscanned=False,
            by=name,
            at=seen.effective_at,
        )


def _unscanned(session: Session, round_id: str) -> Iterator[SeenStop]:
    for passed, name in session.execute(_standing(UnscannedStop, round_id)):
        yield SeenStop(
            asset_id=passed.asset_id,
            place_id=passed.place_id,
            result=None,
            fixed=False,
            unscanned=True,
            by=name,
            at=passed.effective_at,
        )


def _endings(session: Session, round_id: str) -> list[SeenEnding]:
    query = _standing(RoundEnding, round_id).order_by(RoundEnding.effective_at)
    return [SeenEnding(name, ending.effective_at) for ending, name in session.execute(query)]


_Model = TypeVar("_Model", Inspection, RoundEnding, UnscannedStop)


def _standing(model: type[_Model], round_id: str) -> Select[_Model, str]:
    return (
        select(model, Person.name)
        .join(Person, Person.id == model.author_id)
        .where(model.round_id == round_id, model.withdrawn_by.is_(None))
    )
