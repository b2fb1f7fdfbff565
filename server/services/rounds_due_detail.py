"""One round with every stop: what was recorded there, and what was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.domain.problems import NotFound
from server.domain.spot_check import is_spot_check
from server.records import (
    Asset,
    Inspection,
    Person,
    Place,
    Round,
    RoundEnding,
    UnscannedStop,
)
from server.services.records_list import RecordPhoto, RecordRow, record_photos, record_rows
from server.services.rounds_due import RoundSummary, summary_of


@dataclass(frozen=True)
class Unscanned:
    """[扫不了] at a stop, by whom and with which photos; withdrawn ones are marked in ``row``."""

    row: UnscannedStop
    author_name: str
    photos: tuple[RecordPhoto, ...]


@dataclass(frozen=True)
class StopDetail:
    """A stop in its order. ``name`` is empty of a thing that was deleted since. ``place_path`` is
    where the asset stands now, or the path of the place itself. ``records`` oldest first,
    withdrawn ones among them. ``photo_asked``: the walker was asked for a fresh photo here."""

    asset_id: str | None
    place_id: str | None
    checklist_id: str | None
    name: str
    ledger_number: str | None
    place_path: str
    records: tuple[RecordRow, ...]
    unscanned: tuple[Unscanned, ...]
    photo_asked: bool


@dataclass(frozen=True)
class RoundDetail:
    """``finds``: records made in the round of things that are no stops. ``endings`` oldest first,
    withdrawn ones among them, with their reasons and signatures."""

    summary: RoundSummary
    stops: tuple[StopDetail, ...]
    finds: tuple[RecordRow, ...]
    endings: tuple[RoundEnding, ...]


def round_detail(session: Session, round_id: str, now: datetime) -> RoundDetail:
    """Raises NotFound of a round without a row: nothing was recorded in it."""
    row = session.get(Round, round_id)
    if row is None:
        raise NotFound
    records = _records(session, round_id)
    unscanned = _unscanned(session, round_id)
    things = _things(session, row.stops)
    stops = tuple(_stop(row, stop, things, records, unscanned) for stop in row.stops)
    known = {_thing_id(stop) for stop in row.stops}
    return RoundDetail(
        summary=summary_of(session, row, now),
        stops=stops,
        finds=tuple(one for key, rows in records.items() if key not in known for one in rows),
        endings=_endings(session, round_id),
    )


@dataclass(frozen=True)
class _Thing:
    name: str
    ledger_number: str | None
    place_path: str


_GONE = _Thing("", None, "")


def _thing_id(stop: Mapping[str, Any]) -> str:
    """Of a stop as a round's row keeps it."""
    return str(stop["asset_id"] or stop["place_id"])


def _stop(
    row: Round,
    stop: Mapping[str, Any],
    things: Mapping[str, _Thing],
    records: Mapping[str, list[RecordRow]],
    unscanned: Mapping[str, list[Unscanned]],
) -> StopDetail:
    thing_id = _thing_id(stop)
    return StopDetail(
        asset_id=stop["asset_id"],
        place_id=stop["place_id"],
        checklist_id=stop["checklist_id"],
        **vars(things.get(thing_id, _GONE)),
        records=tuple(records.get(thing_id, ())),
        unscanned=tuple(unscanned.get(thing_id, ())),
        photo_asked=is_spot_check(
            row.route_id, row.day, row.slot, thing_id, row.spot_check_percent
        ),
    )


def _things(session: Session, stops: Iterable[Mapping[str, Any]]) -> dict[str, _Thing]:
    ids = {_thing_id(stop) for stop in stops}
    return _assets(session, ids) | _places(session, ids)


def _assets(session: Session, ids: Collection[str]) -> dict[str, _Thing]:
    rows = session.execute(
        select(Asset.id, Asset.name, Asset.ledger_number, Place.path)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(Asset.id.in_(ids))
    )
    return {row.id: _Thing(row.name, row.ledger_number, row.path or "") for row in rows}


def _places(session: Session, ids: Collection[str]) -> dict[str, _Thing]:
    rows = session.execute(select(Place.id, Place.name, Place.path).where(Place.id.in_(ids)))
    return {row.id: _Thing(row.name, None, row.path) for row in rows}


def _records(session: Session, round_id: str) -> dict[str, list[RecordRow]]:
    inspections = session.scalars(
        select(Inspection)
        .where(Inspection.round_id == round_id)
        .options(
            joinedload(Inspection.asset).joinedload(Asset.kind),
            joinedload(Inspection.author),
            joinedload(Inspection.place),
        )
        .order_by(Inspection.effective_at, Inspection.seq)
    ).all()
    found: dict[str, list[RecordRow]] = defaultdict(list)
    for row in record_rows(session, inspections):
        found[str(row.inspection.asset_id or row.inspection.place_id)].append(row)
    return found


def _unscanned(session: Session, round_id: str) -> dict[str, list[Unscanned]]:
    rows = session.execute(
        select(UnscannedStop, Person.name)
        .join(Person, Person.id == UnscannedStop.author_id)
        .where(UnscannedStop.round_id == round_id)
        .order_by(UnscannedStop.effective_at)
    ).all()
    photos = record_photos(session, [row.fact_id for row, _ in rows])
    found: dict[str, list[Unscanned]] = defaultdict(list)
    for row, name in rows:
        shown = Unscanned(row, name, tuple(photos[row.fact_id]))
        found[str(row.asset_id or row.place_id)].append(shown)
    return found


def _endings(session: Session, round_id: str) -> tuple[RoundEnding, ...]:
    wanted = (
        select(RoundEnding)
        .where(RoundEnding.round_id == round_id)
        .options(joinedload(RoundEnding.author))
        .order_by(RoundEnding.effective_at)
    )
    return tuple(session.scalars(wanted))
