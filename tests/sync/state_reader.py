"""Reads what the server has committed past the server's own code: its feed may be what is wrong."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from server.records.photo import photo_path
from tests.sync.phone_view import Row, RowKey
from tests.sync.server_state import (
    AppliedFact,
    HeldFact,
    Led,
    Looked,
    Resolution,
    Round,
    ServerState,
    Stuck,
    Walked,
)


class StateReader:
    """One connection of its own; ``close`` before the database is replaced."""

    def __init__(self, database_url: str, photo_dir: Path) -> None:
        engine = create_engine(database_url, poolclass=NullPool)
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._photo_dir = photo_dir

    def close(self) -> None:
        self._connection.close()

    def readable(self, state: ServerState) -> set[str]:
        """The upload hashes of the photos whose stored bytes are there, whole."""
        return {upload for upload, stored in state.photos.items() if self._is_whole(stored)}

    def _is_whole(self, stored_sha256: str) -> bool:
        try:
            data = photo_path(self._photo_dir, stored_sha256).read_bytes()
        except FileNotFoundError:
            return False
        return hashlib.sha256(data).hexdigest() == stored_sha256

    def read(self) -> ServerState:
        db = self._connection
        counter = db.execute(text("SELECT epoch, rev, tombstone_floor FROM sync_counter")).one()
        scopes: dict[str, set[str]] = defaultdict(set)
        for person, place in db.execute(text("SELECT person_id, place_id FROM assignment")):
            scopes[person].add(place)
        return ServerState(
            counter.epoch,
            counter.rev,
            counter.tombstone_floor,
            _facts(db),
            _held(db),
            _resolutions(db),
            _inspections(db),
            _rounds(db),
            _walked(db, "unscanned_stop"),
            _walked(db, "round_ending"),
            {r.id: r.state for r in db.execute(text("SELECT id, state FROM finding"))},
            _bindings(db),
            _labels(db),
            frozenset(db.scalars(text("SELECT fact_id FROM label_request"))),
            _said(db),
            _photos(db),
            _rows(db),
            _removed(db),
            {person: frozenset(places) for person, places in scopes.items()},
            _counted(db),
            {r.id: r.parent_id for r in db.execute(text("SELECT id, parent_id FROM place"))},
        )


def _facts(db: Connection) -> dict[str, AppliedFact]:
    found = db.execute(
        text(
            "SELECT id, hash, raw, device_id, seq, author_id, type, body, effective_at,"
            " received_at, time_uncertain, rev FROM fact"
        )
    )
    return {
        r[0]: AppliedFact(
            r[0], r[1], bytes(r[2]), *r[3:7], _json(r[7]), r[8], r[9], bool(r[10]), r[11]
        )
        for r in found
    }


def _held(db: Connection) -> dict[tuple[str, str], HeldFact]:
    found = db.execute(text("SELECT id, hash, raw, reason, photos FROM held_fact"))
    return {(r[0], r[1]): HeldFact(bytes(r[2]), r[3], tuple(_json(r[4]))) for r in found}


def _resolutions(db: Connection) -> dict[tuple[str, str], Resolution]:
    found = db.execute(
        text("SELECT held_id, held_hash, outcome, fact_id, rev FROM held_resolution")
    )
    return {(r[0], r[1]): Resolution(r[2], r[3], r[4]) for r in found}


def _inspections(db: Connection) -> dict[str, Looked]:
    found = db.execute(
        text(
            "SELECT fact_id, asset_id, place_id, round_id, fixed_on_spot, author_id, seq, result,"
            " condition, effective_at, withdrawn_by FROM inspection"
        )
    )
    return {r[0]: Looked(*r[1:4], bool(r[4]), *r[5:]) for r in found}


def _rounds(db: Connection) -> dict[str, Round]:
    found = db.execute(
        text("SELECT id, route_id, day, slot, stops, starts_at, ends_at, grace_ends_at FROM round")
    )
    return {r[0]: Round(r[1], str(r[2]), r[3], len(_json(r[4])), tuple(r[5:8])) for r in found}


def _walked(db: Connection, table: str) -> dict[str, Walked]:
    columns = "fact_id, round_id, author_id, effective_at, withdrawn_by"
    found = db.execute(text(f"SELECT {columns} FROM {table}"))  # noqa: S608 - names of ours
    return {r[0]: Walked(*r[1:]) for r in found}


def _bindings(db: Connection) -> dict[str, Stuck]:
    found = db.execute(
        text(
            "SELECT b.fact_id, b.code, b.asset_id, b.place_id, b.effective_at, f.seq,"
            " b.withdrawn_by FROM label_binding b JOIN fact f ON f.id = b.fact_id"
        )
    )
    return {r[0]: Stuck(*r[1:]) for r in found}


def _labels(db: Connection) -> dict[str, Led]:
    found = db.execute(
        text(
            "SELECT code, asset_id, place_id, bound_at, issued_asset_id, issued_place_id,"
            " issued_at FROM label"
        )
    )
    return {r[0]: Led((r[1], r[2], r[3]), (r[4], r[5], r[6])) for r in found}


def _said(db: Connection) -> dict[str, tuple[str, bool]]:
    said: dict[str, tuple[str, bool]] = {}
    for table in ("sighting", "group_count", "total_confirmation", "sheet_signature"):
        found = db.execute(text(f"SELECT fact_id, sheet_id, withdrawn_by FROM {table}"))  # noqa: S608 - names of ours
        said |= {r[0]: (r[1], r[2] is not None) for r in found}
    return said


def _counted(db: Connection) -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for people, place in db.execute(text("SELECT person_ids, place_id FROM count_sheet")):
        for person in _json(people):
            places[person].add(place)
    return {person: frozenset(found) for person, found in places.items()}


def _photos(db: Connection) -> dict[str, str]:
    found = db.execute(
        text("SELECT sha256, stored_sha256 FROM stored_photo WHERE deleted_at IS NULL")
    )
    return {r[0]: r[1] for r in found}


def _rows(db: Connection) -> dict[RowKey, Row]:
    codes: dict[str | None, list[str]] = defaultdict(list)
    labels = "SELECT asset_id, place_id, code FROM label ORDER BY bound_at DESC, code"
    for asset, place, code in db.execute(text(labels)):
        codes[asset or place].append(code)
    rows: dict[RowKey, Row] = {}
    for r in db.execute(text("SELECT id, rev, parent_id, kind, name, search FROM place")):
        rows["place", r[0]] = [*r[:5], codes[r[0]], r[5]]
    kinds = (
        "SELECT id, rev, name_zh, name_en, phrases, first_service_years, service_every_years,"
        " scrap_years FROM asset_kind"
    )
    for r in db.execute(text(kinds)):
        rows["kind", r[0]] = [*r[:4], _json(r[4]), *r[5:]]
    rows |= _lists(db)
    for r in db.execute(text("SELECT id, rev, name FROM person")):
        rows["person", r[0]] = list(r)
    assets = text(
        "SELECT id, rev, place_id, kind_id, name, ledger_number, model, custodian, quantity,"
        " unit, search, last_result, last_condition, last_at, last_by,"
        " manufactured_on, serviced_on FROM asset"
        " WHERE removed_at IS NULL"
    )
    for r in db.execute(assets):
        rows["asset", r[0]] = [*r[:2], r[2] or "", *r[3:10], codes[r[0]], *r[10:]]
    return rows


def _lists(db: Connection) -> dict[RowKey, Row]:
    routes = (
        "SELECT id, rev, version, name, purpose, stops, schedule, person_ids, walkers,"
        " spot_check_percent, retired_on FROM route"
    )
    years = "SELECT id, rev, name, starts_on, ends_on, terms, days FROM school_year"
    rows: dict[RowKey, Row] = {}
    for r in db.execute(text(routes)):
        rows["route", r[0]] = [*r[:5], *map(_json, r[5:8]), *r[8:]]
    for r in db.execute(text(years)):
        rows["school_year", r[0]] = [*r[:3], *map(str, r[3:5]), *map(_json, r[5:])]
    return rows | _counts(db)


def _counts(db: Connection) -> dict[RowKey, Row]:
    stocktakes = (
        "SELECT id, rev, kind, name, baseline_on, due_on, prefill_days, words, ended_at"
        " FROM stocktake"
    )
    sheets = (
        "SELECT id, rev, stocktake_id, place_id, title, class_name, person_ids, version, state,"
        " groups, lines, meanwhile, entries, proposals FROM count_sheet"
    )
    rows: dict[RowKey, Row] = {}
    for r in db.execute(text(stocktakes)):
        rows["stocktake", r[0]] = [*r[:4], *map(str, r[4:6]), *r[6:]]
    for r in db.execute(text(sheets)):
        rows["count_sheet", r[0]] = [*r[:6], _json(r[6]), *r[7:9], *map(_json, r[9:])]
    return rows


def _removed(db: Connection) -> dict[RowKey, int]:
    wire = {"asset_kind": "kind"}
    deleted = db.execute(text("SELECT table_name, row_id, rev FROM tombstone")).all()
    taken_out = db.execute(text("SELECT id, rev FROM asset WHERE removed_at IS NOT NULL")).all()
    return {(wire.get(r[0], r[0]), r[1]): r[2] for r in deleted} | {
        ("asset", r[0]): r[1] for r in taken_out
    }


def _json(value: Any) -> Any:
    """SQLite gives the text of a JSON column, PostgreSQL its value."""
    return json.loads(value) if isinstance(value, str) else value
