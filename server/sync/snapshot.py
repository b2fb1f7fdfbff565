"""Taking the school along: packed pages, streamed, resumable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from server.domain.problems import SnapshotExpired
from server.records import Asset, SyncCounter
from server.records.sync_counter import read_counter
from server.sync.cursor import Cursor, Position
from server.sync.feed_rows import (
    COLUMNS,
    asset_rows,
    kind_rows,
    person_rows,
    place_rows,
    select_assets,
    select_kinds,
    select_people,
    select_places,
)

PAGE_SIZE = 256
_PLACE = func.coalesce(Asset.place_id, "")
# A revision no counter reaches: the feed's position after everything of ``as_of``.
_LAST_TABLE = "~"


@dataclass(frozen=True)
class SnapshotPlan:
    """``after`` is the key of the last page the phone has, None from the start."""

    epoch: str
    scope_hash: str
    as_of: int
    after: tuple[str, str] | None


def plan_snapshot(
    session: Session, scope: str, after: str | None, as_of: int | None
) -> SnapshotPlan:
    """Begin, or go on with, a snapshot. Raises SnapshotExpired when it can't be gone on with."""
    counter = read_counter(session.connection())
    if after is None or as_of is None:
        return SnapshotPlan(counter.epoch, scope, counter.rev, None)
    _check_alive(counter, as_of)
    place_id, _, asset_id = after.partition("|")
    return SnapshotPlan(counter.epoch, scope, as_of, (place_id, asset_id))


def stream_snapshot(session: Session, plan: SnapshotPlan) -> Iterator[bytes]:
    """NDJSON lines of the snapshot (docs/spec/sync-wire.md), each a whole line.

    The pages are ordered by (place, id), which changes only when the asset itself does: what
    changed since ``as_of`` comes again by the feed, so a resumed snapshot misses nothing.
    """
    yield _line(
        t="head",
        epoch=plan.epoch,
        scope_hash=plan.scope_hash,
        as_of=plan.as_of,
        assets=session.scalar(select(func.count()).where(Asset.removed_at.is_(None))),
        columns=COLUMNS,
    )
    if plan.after is None:
        yield from _small_tables(session)
    yield from _pages(session, plan.after)
    cursor = Cursor(plan.epoch, plan.scope_hash, Position(plan.as_of, _LAST_TABLE))
    yield _line(t="end", cursor=cursor.encode())


def _check_alive(counter: SyncCounter, as_of: int) -> None:
    if not counter.tombstone_floor <= as_of <= counter.rev:
        raise SnapshotExpired


def _small_tables(session: Session) -> Iterator[bytes]:
    places = session.execute(select_places()).all()
    yield _line(t="places", rows=place_rows(session, places))
    yield _line(t="kinds", rows=kind_rows(session.execute(select_kinds()).all()))
    yield _line(t="people", rows=person_rows(session.execute(select_people()).all()))


def _pages(session: Session, after: tuple[str, str] | None) -> Iterator[bytes]:
    page = (
        select_assets()
        .where(Asset.removed_at.is_(None))
        .order_by(_PLACE, Asset.id)
        .limit(PAGE_SIZE)
    )
    while True:
        query = page if after is None else page.where(tuple_(_PLACE, Asset.id) > tuple_(*after))
        rows = session.execute(query).all()
        if not rows:
            return
        after = (rows[-1].place_id or "", rows[-1].id)
        yield _line(t="page", key="|".join(after), rows=asset_rows(session, rows))
        if len(rows) < PAGE_SIZE:
            return


def _line(**value: Any) -> bytes:
    return orjson.dumps(value) + b"\n"
