"""Taking the school, or a person's part of it, along: packed pages, streamed, resumable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from server.domain.problems import SnapshotExpired
from server.records import Asset, CountSheet, Stocktake
from server.records.listed import among, listed
from server.records.sync_counter import read_counter
from server.sync.cursor import Cursor, end_of_revision
from server.sync.feed_rows import (
    COLUMNS,
    WireRow,
    asset_rows,
    listed_rows,
    place_rows,
    select_assets,
    select_checklists,
    select_kinds,
    select_people,
    select_places,
    select_routes,
    select_school_years,
    select_sheets,
    select_stocktakes,
    sheet_rows,
)
from server.sync.floor import lease_floor
from server.sync.scope import Scope

PAGE_SIZE = 256
_READ_AT_ONCE = 4 * PAGE_SIZE
# A sheet with all that was said on it may be large.
_SHEETS_A_LINE = 20
# Few enough that sorting the things of so many places at once is cheap.
_PLACES_AT_ONCE = 64

Key = tuple[str, str]
Condition = ColumnElement[bool]


@dataclass(frozen=True)
class SnapshotPlan:
    """``after`` is the key of the last page the phone has: (place id or "", asset id); None from
    the start."""

    epoch: str
    scope: Scope
    as_of: int
    after: Key | None


def plan_snapshot(
    session: Session,
    scope: Scope,
    device_id: str,
    after: str | None,
    as_of: int | None,
    now: datetime,
) -> SnapshotPlan:
    """Begin, or go on with, a snapshot; the tombstones that it needs are kept from now on.

    Part of a writing transaction. Raises SnapshotExpired when it can't be gone on with.
    """
    counter = read_counter(session.connection())
    if after is None or as_of is None:
        plan = SnapshotPlan(counter.epoch, scope, counter.rev, None)
    elif counter.tombstone_floor <= as_of <= counter.rev:
        place_id, _, asset_id = after.partition("|")
        plan = SnapshotPlan(counter.epoch, scope, as_of, (place_id, asset_id))
    else:
        raise SnapshotExpired
    lease_floor(session, device_id, plan.as_of, now)
    return plan


def stream_snapshot(session: Session, plan: SnapshotPlan) -> Iterator[bytes]:
    """NDJSON lines of the snapshot (docs/spec/sync-wire.md), each a whole line.

    The pages are ordered by (place, id), which changes only when the asset itself does: what
    changed since ``as_of`` comes again by the feed, so a resumed snapshot misses nothing.
    """
    yield _line(
        t="head",
        epoch=plan.epoch,
        scope_hash=plan.scope.hash,
        as_of=plan.as_of,
        assets=_count(session, plan.scope),
        columns=COLUMNS,
    )
    if plan.after is None:
        yield from _small_tables(session)
        yield from _sheets(session, plan.scope)
    yield from _pages(_assets(session, plan.scope, plan.after))
    cursor = Cursor(plan.epoch, plan.scope.hash, end_of_revision(plan.as_of))
    yield _line(t="end", cursor=cursor.encode())


def _count(session: Session, scope: Scope) -> int:
    counted = select(func.count()).where(Asset.removed_at.is_(None))
    return sum(session.scalars(counted.where(there)).one() for there in _stretches(scope, ""))


def _small_tables(session: Session) -> Iterator[bytes]:
    places = session.execute(select_places()).all()
    yield _line(t="places", rows=place_rows(places))
    for name, query in (
        ("kinds", select_kinds()),
        ("people", select_people()),
        ("checklists", select_checklists()),
        ("routes", select_routes()),
        ("school_years", select_school_years()),
        ("stocktakes", select_stocktakes()),
    ):
        yield _line(t=name, rows=listed_rows(session.execute(query).all()))


def _sheets(session: Session, scope: Scope) -> Iterator[bytes]:
    """Those of the open stocktakes, a few in a line, so that a phone need not hold all at once."""
    is_open = select_sheets().where(Stocktake.ended_at.is_(None))
    if scope.place_ids is not None:
        here = among(CountSheet.place_id, "places")
        found = session.execute(is_open.where(here), {"places": listed(scope.place_ids)})
    else:
        found = session.execute(is_open)
    for rows in found.partitions(_SHEETS_A_LINE):
        yield _line(t="count_sheets", rows=sheet_rows(rows))


def _pages(assets: Iterator[WireRow]) -> Iterator[bytes]:
    while rows := list(islice(assets, PAGE_SIZE)):
        asset_id, _rev, place_id = rows[-1][:3]
        yield _line(t="page", key=f"{place_id}|{asset_id}", rows=rows)


def _assets(session: Session, scope: Scope, after: Key | None) -> Iterator[WireRow]:
    if scope.place_ids is not None and after is not None and not after[0]:
        after = None  # only the whole school has things without a place
    for there in _stretches(scope, after[0] if after else ""):
        yield from _along(session, there, after)
        after = None  # it lies in the first stretch


def _stretches(scope: Scope, first_place: str) -> Iterator[Condition]:
    """Conditions that part the scope's assets from that place on: each is a range of the index
    (place_id, id), and all of one come before all of the next."""
    if scope.place_ids is None:
        if not first_place:
            yield Asset.place_id.is_(None)
        yield Asset.place_id.is_not(None)
        return
    places = sorted(place_id for place_id in scope.place_ids if place_id >= first_place)
    for begin in range(0, len(places), _PLACES_AT_ONCE):
        yield Asset.place_id.in_(places[begin : begin + _PLACES_AT_ONCE])


def _along(session: Session, there: Condition, after: Key | None) -> Iterator[WireRow]:
    """The kept assets of one stretch, read a few pages at a time."""
    kept = select_assets().where(there, Asset.removed_at.is_(None))
    batch = kept.order_by(Asset.place_id, Asset.id).limit(_READ_AT_ONCE)
    while True:
        rows = session.execute(batch if after is None else batch.where(_beyond(after))).all()
        yield from asset_rows(rows)
        if len(rows) < _READ_AT_ONCE:
            return
        after = (rows[-1].place_id or "", rows[-1].id)


def _beyond(key: Key) -> Condition:
    place_id, asset_id = key
    if not place_id:
        return Asset.id > asset_id
    return tuple_(Asset.place_id, Asset.id) > tuple_(place_id, asset_id)


def _line(**value: Any) -> bytes:
    return orjson.dumps(value) + b"\n"
