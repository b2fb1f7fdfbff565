"""What was recorded in rounds, as the rules of believable presence read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median_low
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.domain.evidence import Trace
from server.domain.round_spot import Level, Spot, spot_of
from server.records import Asset, Fact, FactPhoto, Inspection, Place, Round, UnscannedStop

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_JITTER = timedelta(seconds=5)
"""An anchor renewed on the way shifts a phone's corrected times by what the network took. Less
than this is no change of its clock."""

_Seen = dict[str, list["_Record"]]


class _Record(NamedTuple):
    """A standing inspection, or a stop that stands as not scanned. ``thing``: the id of the asset,
    or of the place itself; ``place``: where it is. The queries give these in this order."""

    fact_id: str
    thing: str
    place: str | None
    author: str
    device: str
    how: str
    observed_at: datetime
    effective_at: datetime
    time_uncertain: bool
    scanned_at: datetime | None = None

    @property
    def shift(self) -> timedelta:
        """What is added to the phone's own times to make them the server's."""
        return self.effective_at - self.observed_at


def traces_of(session: Session, round_ids: Collection[str]) -> dict[str, list[Trace]]:
    """The traces of each round of which a record stands, with the same few queries for one round
    and for many."""
    seen = _seen(session, round_ids)
    if not seen:
        return {}
    orders = _orders(session, seen)
    photos = _photos(session, round_ids)
    spots = _Spots(session)
    return {
        round_id: _traces(records, orders[round_id], photos, spots)
        for round_id, records in seen.items()
    }


def _seen(session: Session, round_ids: Collection[str]) -> _Seen:
    found: _Seen = defaultdict(list)
    for query in (_inspections(round_ids), _unscanned(round_ids)):
        for round_id, *told in session.execute(query):
            found[round_id].append(_Record(*told))
    return found


def _inspections(round_ids: Collection[str]) -> Any:
    seen = Inspection
    return select(
        seen.round_id,
        seen.fact_id,
        func.coalesce(seen.asset_id, seen.place_id),
        seen.place_id,
        seen.author_id,
        seen.device_id,
        seen.how,
        seen.observed_at,
        seen.effective_at,
        seen.time_uncertain,
        seen.scanned_at,
    ).where(seen.round_id.in_(round_ids), seen.withdrawn_by.is_(None))


def _unscanned(round_ids: Collection[str]) -> Any:
    """No label was read: there is only the time of the record."""
    passed = UnscannedStop
    return (
        select(
            passed.round_id,
            passed.fact_id,
            func.coalesce(passed.asset_id, passed.place_id),
            func.coalesce(passed.place_id, Asset.place_id),
            passed.author_id,
            passed.device_id,
            passed.why,
            Fact.observed_at,
            passed.effective_at,
            Fact.time_uncertain,
        )
        .join(Fact, Fact.id == passed.fact_id)
        .outerjoin(Asset, Asset.id == passed.asset_id)
        .where(passed.round_id.in_(round_ids), passed.withdrawn_by.is_(None))
    )


def _orders(session: Session, round_ids: Iterable[str]) -> dict[str, dict[str, int]]:
    """Of each round: the place on its route of each thing that is a stop."""
    rows = session.execute(select(Round.id, Round.stops).where(Round.id.in_(list(round_ids))))
    return {row.id: _order(row.stops) for row in rows}


def _order(stops: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {str(stop["asset_id"] or stop["place_id"]): n for n, stop in enumerate(stops)}


def _photos(session: Session, round_ids: Collection[str]) -> dict[str, list[datetime]]:
    """By the fact that names them."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for table in (Inspection, UnscannedStop):
        rows = session.execute(
            select(FactPhoto.fact_id, FactPhoto.taken_at)
            .join(table, table.fact_id == FactPhoto.fact_id)
            .where(table.round_id.in_(round_ids), table.withdrawn_by.is_(None))
            .order_by(FactPhoto.fact_id, FactPhoto.position)
        )
        for fact_id, taken_at in rows:
            found[fact_id].append(taken_at)
    return found


class _Spots:
    """Where the things of the school stand, by its tree of places."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Place.id, Place.parent_id, Place.kind))
        self._places = {row.id: (row.parent_id, Level(row.id, row.kind)) for row in rows}
        self._known: dict[tuple[str | None, bool], Spot] = {}

    def spot(self, place_id: str | None, how: str) -> Spot:
        key = (place_id, how == "door")
        if key not in self._known:
            self._known[key] = spot_of(self._path(place_id), by_door=how == "door")
        return self._known[key]

    def _path(self, place_id: str | None) -> list[Level]:
        path: list[Level] = []
        while place_id in self._places:
            place_id, level = self._places[place_id]
            path.append(level)
        return path[::-1]


def _traces(
    records: Sequence[_Record],
    order: Mapping[str, int],
    photos: Mapping[str, Sequence[datetime]],
    spots: _Spots,
) -> list[Trace]:
    usual = _usual_shifts(records)
    return [
        _trace(
            record,
            spots.spot(record.place, record.how),
            order.get(record.thing),
            photos.get(record.fact_id, ()),
            _steady(record, usual[record.device]),
        )
        for record in records
    ]


def _usual_shifts(records: Iterable[_Record]) -> dict[str, timedelta]:
    """By device; of what the server is sure of, where there is any."""
    known: dict[str, list[_Record]] = defaultdict(list)
    for record in records:
        known[record.device].append(record)
    return {device: _usual_shift(own) for device, own in known.items()}


def _usual_shift(records: Sequence[_Record]) -> timedelta:
    certain = [record.shift for record in records if not record.time_uncertain]
    return median_low(certain or [record.shift for record in records])


def _steady(record: _Record, usual: timedelta) -> timedelta:
    """Ways are judged by one clock, the phone's, unless the server knows that it was turned on the
    way. An uncertain time may have been moved to its bounds, and says nothing of a way."""
    is_turned = not record.time_uncertain and abs(record.shift - usual) >= _JITTER
    return record.shift if is_turned else usual


def _trace(
    record: _Record,
    spot: Spot,
    order: int | None,
    photos: Iterable[datetime],
    shift: timedelta,
) -> Trace:
    scanned_at = record.scanned_at
    return Trace(
        stop=record.thing,
        author=record.author,
        device=record.device,
        **spot._asdict(),
        order=order,
        how=record.how,
        recorded_at=_millis(record.observed_at + shift),
        scanned_at=None if scanned_at is None else _millis(scanned_at + shift),
        photos_taken_at=tuple(_millis(taken_at + shift) for taken_at in photos),
    )


def _millis(at: datetime) -> int:
    return (at - _EPOCH) // _MS
