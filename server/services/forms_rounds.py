"""Rounds for paper: every stop of many rounds, and who signed, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.domain.problems import NotFound
from server.records import (
    Asset,
    Inspection,
    Person,
    Place,
    Round,
    RoundCountersignature,
    RoundEnding,
    UnscannedStop,
)
from server.records.listed import among, listed
from server.services.records_list import RecordRow, record_rows
from server.services.rounds_due import RoundSummary, rounds_between, summary_of

_AT_ONCE = 8
"""Rounds of up to 500 stops whose records are read together: the photos of their facts must fit
into one statement."""


@dataclass(frozen=True)
class SignedRound:
    """Who signed a round. ``endings`` are those that stand, with their authors; ``companions`` by
    name, of all endings; ``words`` are the countersigner's."""

    endings: tuple[RoundEnding, ...] = ()
    companions: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class StopLine:
    """A stop in its order. ``records`` oldest first, withdrawn ones among them; ``unscanned``
    only those that stand."""

    name: str
    number: str
    where: str
    records: tuple[RecordRow, ...]
    unscanned: tuple[UnscannedStop, ...]


@dataclass(frozen=True)
class RoundSheet:
    """A walked round with all its stops. ``finds``: records of what is no stop. ``names``: of the
    stops, by the id of the thing, for the reasons of ``signed``."""

    summary: RoundSummary
    stops: tuple[StopLine, ...]
    finds: tuple[RecordRow, ...]
    signed: SignedRound
    names: Mapping[str, str]


def one_round(session: Session, round_id: str, now: datetime) -> RoundSummary:
    """Raises NotFound when nothing was ever recorded in it."""
    row = session.get(Round, round_id)
    if row is None:
        raise NotFound
    return summary_of(session, row, now)


def begun_rounds(
    session: Session, first: date, last: date, now: datetime, route_id: str = ""
) -> list[RoundSummary]:
    """The rounds of these days, of all routes or of one, whose window has begun."""
    found = rounds_between(session, first, last, now, [route_id] if route_id else None)
    return [one for one in found if one.starts_at <= now or one.round_id]


def round_sheets(session: Session, rounds: Sequence[RoundSummary]) -> Iterator[RoundSheet]:
    """Those of ``rounds`` that were walked, in their order; records are read for some rounds at a
    time, so that a month of them need not be in memory."""
    walked = {one.round_id: one for one in rounds if one.round_id}
    signed = signed_rounds(session, walked)
    for ids in _parts(list(walked), _AT_ONCE):
        pages = _Pages(session, ids)
        for round_id in ids:
            yield pages.sheet(walked[round_id], signed.get(round_id, SignedRound()))


def signed_rounds(session: Session, round_ids: Iterable[str]) -> dict[str, SignedRound]:
    """By round id; those nobody signed are left out. Three queries."""
    wanted = {"ids": listed([*round_ids])}
    endings: dict[str, list[RoundEnding]] = defaultdict(list)
    for ending in session.scalars(_ENDINGS, wanted):
        endings[ending.round_id].append(ending)
    words = {row.round_id: row.words for row in session.scalars(_COUNTERSIGNATURES, wanted)}
    names = _names(
        session, {one for rows in endings.values() for row in rows for one in row.companions}
    )
    return {
        round_id: SignedRound(
            tuple(endings[round_id]), _companions(endings[round_id], names), words.get(round_id, "")
        )
        for round_id in {*endings, *words}
    }


_ENDINGS = (
    select(RoundEnding)
    .options(joinedload(RoundEnding.author))
    .where(among(RoundEnding.round_id, "ids"), RoundEnding.withdrawn_by.is_(None))
    .order_by(RoundEnding.effective_at)
)
_COUNTERSIGNATURES = select(RoundCountersignature).where(
    among(RoundCountersignature.round_id, "ids")
)
_RECORDS = (
    select(Inspection)
    .options(
        joinedload(Inspection.asset).joinedload(Asset.kind),
        joinedload(Inspection.author),
        joinedload(Inspection.place),
    )
    .where(among(Inspection.round_id, "ids"))
    .order_by(Inspection.effective_at, Inspection.seq)
)
_UNSCANNED = (
    select(UnscannedStop)
    .where(among(UnscannedStop.round_id, "ids"), UnscannedStop.withdrawn_by.is_(None))
    .order_by(UnscannedStop.effective_at)
)
_STOPS = select(Round.id, Round.stops).where(among(Round.id, "ids"))
_ASSETS = (
    select(Asset.id, Asset.name, Asset.ledger_number, Place.path)
    .outerjoin(Place, Place.id == Asset.place_id)
    .where(among(Asset.id, "ids"))
)
_PLACES = select(Place.id, Place.name, Place.path).where(among(Place.id, "ids"))

_Seen = TypeVar("_Seen", Inspection, UnscannedStop)


@dataclass(frozen=True)
class _Thing:
    name: str
    number: str
    where: str


_GONE = _Thing("", "", "")


class _Pages:
    """The records of some rounds."""

    def __init__(self, session: Session, round_ids: Sequence[str]) -> None:
        ids = {"ids": listed(round_ids)}
        self._stops = {row.id: row.stops for row in session.execute(_STOPS, ids)}
        self._things = _things(session, self._stops.values())
        self._records: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
        for row in record_rows(session, session.scalars(_RECORDS, ids).all()):
            self._records[_key(row.inspection)].append(row)
        self._unscanned: dict[tuple[str, str], list[UnscannedStop]] = defaultdict(list)
        for one in session.scalars(_UNSCANNED, ids):
            self._unscanned[_key(one)].append(one)

    def sheet(self, summary: RoundSummary, signed: SignedRound) -> RoundSheet:
        round_id = summary.round_id or ""
        stops = [_thing_id(stop) for stop in self._stops[round_id]]
        known = set(stops)
        finds = [
            rows
            for (of, thing), rows in self._records.items()
            if of == round_id and thing not in known
        ]
        return RoundSheet(
            summary=summary,
            stops=tuple(self._stop(round_id, thing_id) for thing_id in stops),
            finds=tuple(row for rows in finds for row in rows),
            signed=signed,
            names={thing_id: self._things.get(thing_id, _GONE).name for thing_id in stops},
        )

    def _stop(self, round_id: str, thing_id: str) -> StopLine:
        thing, key = self._things.get(thing_id, _GONE), (round_id, thing_id)
        return StopLine(
            **vars(thing),
            records=tuple(self._records.get(key, ())),
            unscanned=tuple(self._unscanned.get(key, ())),
        )


def _key(seen: _Seen) -> tuple[str, str]:
    return seen.round_id or "", seen.asset_id or seen.place_id or ""


def _thing_id(stop: Mapping[str, Any]) -> str:
    return str(stop["asset_id"] or stop["place_id"])


def _things(session: Session, stops: Iterable[Sequence[Mapping[str, Any]]]) -> dict[str, _Thing]:
    """What stands where by the register of today, by id."""
    ids = {"ids": listed(sorted({_thing_id(stop) for some in stops for stop in some}))}
    found = {
        row.id: _Thing(row.name, row.ledger_number or "", row.path or "")
        for row in session.execute(_ASSETS, ids)
    }
    return found | {row.id: _Thing(row.name, "", row.path) for row in session.execute(_PLACES, ids)}


def _names(session: Session, person_ids: Collection[str]) -> dict[str, str]:
    wanted = select(Person.id, Person.name).where(Person.id.in_(person_ids))
    return {row.id: row.name for row in session.execute(wanted)}


def _companions(endings: Iterable[RoundEnding], names: Mapping[str, str]) -> tuple[str, ...]:
    ids = dict.fromkeys(one for ending in endings for one in ending.companions)
    return tuple(names[one] for one in ids if one in names)


def _parts(ids: list[str], size: int) -> Iterator[list[str]]:
    for begin in range(0, len(ids), size):
        yield ids[begin : begin + size]
