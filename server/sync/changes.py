"""The change feed: what changed since a cursor, ordered by (rev, table, id)."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.domain.problems import CursorExpired
from server.records import (
    Asset,
    AssetKind,
    Checklist,
    CountSheet,
    Person,
    Place,
    Route,
    SchoolYear,
    Stocktake,
    SyncCounter,
    Tombstone,
)
from server.records.sync_counter import read_counter
from server.sync.cursor import Cursor, Position, end_of_revision
from server.sync.feed_rows import (
    AnySelect,
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
from server.sync.scope import Scope

MOST_CHANGES = 1000
_WIRE_NAMES = {
    "asset": "asset",
    "asset_kind": "kind",
    "checklist": "checklist",
    "count_sheet": "count_sheet",
    "person": "person",
    "place": "place",
    "route": "route",
    "school_year": "school_year",
    "stocktake": "stocktake",
}
CHANGED_LISTS = tuple(_WIRE_NAMES.values())
_TOMBSTONES = "tombstone"


@dataclass(frozen=True)
class ChangePage:
    epoch: str
    scope_hash: str
    high_water: int
    rows: list[dict[str, Any]]
    cursor: str
    more: bool


def read_changes(session: Session, scope: Scope, cursor: Cursor, limit: int) -> ChangePage:
    """The next at most ``limit`` changes after ``cursor``. An asset or sheet that is not in the
    scope, and the sheet of a stocktake that has ended, is ``gone``, whether the phone held it or
    not.

    Raises CursorExpired when the cursor belongs to another epoch or scope, lies below the
    tombstone floor, or ahead of the counter (a restored server).
    """
    counter = read_counter(session.connection())
    _check_alive(counter, scope, cursor)
    high_water = cursor.high_water if cursor.high_water is not None else counter.rev
    found = list(islice(_merged(session, cursor.position, high_water, limit + 1), limit + 1))
    page, more = found[:limit], len(found) > limit
    end = page[-1][0] if more else end_of_revision(high_water)
    following = Cursor(counter.epoch, scope.hash, end, high_water if more else None)
    rows = _dump(scope, page)
    return ChangePage(counter.epoch, scope.hash, high_water, rows, following.encode(), more)


def _check_alive(counter: SyncCounter, scope: Scope, cursor: Cursor) -> None:
    """The floor's own tombstones are gone too: a cursor in the midst of them is too old."""
    if (cursor.epoch, cursor.scope_hash) != (counter.epoch, scope.hash):
        raise CursorExpired
    if cursor.position < end_of_revision(counter.tombstone_floor):
        raise CursorExpired
    high_water = counter.rev if cursor.high_water is None else cursor.high_water
    if not cursor.position.rev <= high_water <= counter.rev:
        raise CursorExpired


Found = tuple[Position, Row[Any]]


def _merged(session: Session, after: Position, high_water: int, most: int) -> Iterator[Found]:
    sources: tuple[tuple[str, AnySelect, Any, Any], ...] = (
        ("asset", select_assets(), Asset.rev, Asset.id),
        ("asset_kind", select_kinds(), AssetKind.rev, AssetKind.id),
        ("checklist", select_checklists(), Checklist.rev, Checklist.id),
        ("count_sheet", select_sheets(), CountSheet.rev, CountSheet.id),
        ("person", select_people(), Person.rev, Person.id),
        ("place", select_places(), Place.rev, Place.id),
        ("route", select_routes(), Route.rev, Route.id),
        ("school_year", select_school_years(), SchoolYear.rev, SchoolYear.id),
        ("stocktake", select_stocktakes(), Stocktake.rev, Stocktake.id),
        (_TOMBSTONES, _select_tombstones(), Tombstone.rev, Tombstone.row_id),
    )
    found = [
        _of_table(session, table, query, rev, row_id, after, high_water, most)
        for table, query, rev, row_id in sources
    ]
    return heapq.merge(*found, key=lambda item: item[0])


def _of_table(
    session: Session,
    table: str,
    query: AnySelect,
    rev: InstrumentedAttribute[int | None],
    row_id: InstrumentedAttribute[str],
    after: Position,
    high_water: int,
    most: int,
) -> list[Found]:
    """Rows of one table after the position. Within one revision tables follow by name."""
    if table > after.table:
        beyond = rev >= after.rev
    elif table == after.table:
        beyond = or_(rev > after.rev, and_(rev == after.rev, row_id > after.id))
    else:
        beyond = rev > after.rev
    rows = session.execute(
        query.where(beyond, rev <= high_water).order_by(None).order_by(rev, row_id).limit(most)
    ).all()
    return [(Position(row.rev, table, row.id), row) for row in rows]


def _select_tombstones() -> AnySelect:
    return select(Tombstone.row_id.label("id"), Tombstone.rev, Tombstone.table_name)


def _dump(scope: Scope, page: Sequence[Found]) -> list[dict[str, Any]]:
    """Rows of each table together, then back in the feed's order."""
    wire: dict[tuple[str, str], WireRow] = {}
    for table in _WIRE_NAMES:
        dump = _DUMPS.get(table, listed_rows)
        rows = [row for at, row in page if at.table == table and _leaves(scope, at, row) is None]
        wire.update({(table, row[0]): row for row in dump(rows)})
    return [_change(scope, position, row, wire) for position, row in page]


_DUMPS = {"asset": asset_rows, "count_sheet": sheet_rows, "place": place_rows}


def _leaves(scope: Scope, position: Position, row: Row[Any]) -> str | None:
    """How a row leaves the phone, None when it does not."""
    if position.table == _TOMBSTONES:
        return "delete"
    if position.table == "asset" and row.removed_at is not None:
        return "delete"
    if position.table == "count_sheet" and row.ended_at is not None:
        return "gone"
    is_scoped = position.table in ("asset", "count_sheet")
    return "gone" if is_scoped and not scope.holds(row.place_id) else None


def _change(
    scope: Scope, position: Position, row: Row[Any], wire: dict[tuple[str, str], WireRow]
) -> dict[str, Any]:
    is_tombstone = position.table == _TOMBSTONES
    name = _WIRE_NAMES[row.table_name if is_tombstone else position.table]
    leaves = _leaves(scope, position, row)
    if leaves is not None:
        return {"t": name, "op": leaves, "id": row.id}
    return {"t": name, "op": "put", "row": wire[position.table, row.id]}
