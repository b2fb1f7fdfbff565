"""Confirming an import: everything it brings, or nothing, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update
from sqlalchemy.orm import Session

from server.domain.problems import ImportNotReady
from server.records import (
    Asset,
    AssetChange,
    LedgerImport,
    LedgerImportRow,
    Place,
    School,
    Tombstone,
    new_id,
)
from server.records.sync_counter import read_counter
from server.services.assets import asset_search_keys
from server.services.counted_sheets import refresh_open_sheets_of
from server.services.ledger_import.compare import compare_again, seen_token
from server.services.ledger_import.find import lock_import, rows_with
from server.services.ledger_import.place_ids import PlaceIds
from server.services.ledger_import.states import APPLIED, JUDGED, Verdict
from server.services.ledger_import.values import FIELDS, KIND, PLACE, columns_of, place_path

_BROUGHT = (
    LedgerImportRow.import_id,
    LedgerImportRow.values,
    LedgerImportRow.identity,
)
_CHANGED = (*_BROUGHT, LedgerImportRow.asset_id, LedgerImportRow.changes)
_SEARCHED = ("name", "ledger_number", "custodian", "model")


@dataclass(frozen=True)
class Confirmed:
    """Who confirmed what they saw (``seen_token``), and when."""

    person_id: str
    at: datetime
    seen: str


def apply_import(session: Session, import_id: str, confirmed: Confirmed) -> bool:
    """Write what the import brings and return True; an import applied before stays as it is.

    Returns False, with nothing written but the new comparison, when the register moved since and
    the rows' verdicts with it, or when what the person saw is not what stands here now: they must
    look again. Raises NotFound, ImportNotReady. Part of a writing transaction.
    """
    # Imports wait for each other here, so that the second compares with what the first wrote.
    session.execute(select(School.id).with_for_update())
    ledger_import = lock_import(session, import_id)
    if ledger_import.state == APPLIED:
        return True
    if ledger_import.state != JUDGED:
        raise ImportNotReady(state=ledger_import.state)
    _hold_assets(session, import_id)
    seen_is_current = confirmed.seen == seen_token(session, ledger_import)
    if _is_unchanged(session, ledger_import) and seen_is_current:
        _write(session, ledger_import, confirmed)
        return True
    return False


def _hold_assets(session: Session, import_id: str) -> None:
    """Nobody edits the assets that will be changed between the comparison and the commit."""
    rows = select(LedgerImportRow.asset_id).where(
        LedgerImportRow.import_id == import_id, LedgerImportRow.verdict == Verdict.CHANGED
    )
    session.execute(select(Asset.id).where(Asset.id.in_(rows)).with_for_update()).all()


def _is_unchanged(session: Session, ledger_import: LedgerImport) -> bool:
    """Whether the rows' verdicts hold against the register as it is now; compares if it moved."""
    rev = read_counter(session.connection()).rev
    if not _register_moved(session, ledger_import.based_on_rev or 0):
        return True
    moved = compare_again(session, ledger_import)
    ledger_import.based_on_rev = rev
    session.flush()
    return not moved


def _register_moved(session: Session, since: int) -> bool:
    return any(
        session.scalar(select(exists().where(table.rev > since)))
        for table in (Asset, Place, Tombstone)
    )


def _write(session: Session, ledger_import: LedgerImport, confirmed: Confirmed) -> None:
    ledger_import.state = APPLIED
    ledger_import.applied_at = confirmed.at
    ledger_import.applied_by = confirmed.person_id
    places = PlaceIds(session)
    for batch in rows_with(session, ledger_import.id, (Verdict.NEW,), _BROUGHT):
        _add(session, batch, places, confirmed)
    _link(session, ledger_import.id)
    for batch in rows_with(session, ledger_import.id, (Verdict.CHANGED,), _CHANGED):
        _change(session, batch, places, confirmed)
    written = select(AssetChange.asset_id).where(AssetChange.import_id == ledger_import.id)
    refresh_open_sheets_of(session, session.scalars(written).all(), confirmed.at)


def _add(session: Session, rows: Sequence[Any], places: PlaceIds, confirmed: Confirmed) -> None:
    assets = [_new_asset(row, places, confirmed.at) for row in rows]
    session.execute(insert(Asset.__table__), assets)
    changes = [_created(row) for row in rows]
    _note(session, "created_by_import", rows, [asset["id"] for asset in assets], changes, confirmed)


def _new_asset(row: Any, places: PlaceIds, now: datetime) -> dict[str, Any]:
    columns = dict.fromkeys(FIELDS) | {"quantity": 1} | columns_of(row.values)
    return columns | {
        "id": new_id(),
        "identity": row.identity,
        "kind_id": row.values[KIND],
        "place_id": places.find_or_add(row.values.get(PLACE)),
        "search": _search(columns),
        "created_at": now,
    }


def _created(row: Any) -> dict[str, list[str]]:
    texts = {name: text for name, text in row.values.items() if name != PLACE}
    if (path := place_path(row.values)) is not None:
        texts[PLACE] = path
    return {name: ["", text] for name, text in texts.items()}


def _change(session: Session, rows: Sequence[Any], places: PlaceIds, confirmed: Confirmed) -> None:
    """One statement for each set of columns that rows change alike."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    searched = _searched_columns(session, rows)
    for row in rows:
        columns = _changed_columns(row, places, searched)
        alike[tuple(columns)].append(columns | {"this": row.asset_id})
    table = Asset.__table__
    for parameters in alike.values():
        statement = update(table).where(table.c.id == bindparam("this"))
        session.connection().execute(statement, parameters)
    ids = [row.asset_id or "" for row in rows]
    _note(session, "changed_by_import", rows, ids, [row.changes for row in rows], confirmed)


def _changed_columns(
    row: Any, places: PlaceIds, searched: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    columns = columns_of(row.values, tuple(row.changes)) | {"identity": row.identity}
    if PLACE in row.changes:
        columns["place_id"] = places.find_or_add(row.values[PLACE])
    columns["search"] = _search(searched[row.asset_id or ""] | columns)
    return columns


def _searched_columns(session: Session, rows: Sequence[Any]) -> dict[str, dict[str, Any]]:
    columns = [getattr(Asset, name) for name in _SEARCHED]
    ids = [row.asset_id for row in rows]
    found = session.execute(select(Asset.id, *columns).where(Asset.id.in_(ids)))
    return {asset_id: dict(zip(_SEARCHED, texts, strict=True)) for asset_id, *texts in found}


def _search(columns: dict[str, Any]) -> str:
    return asset_search_keys(*(columns[name] for name in _SEARCHED))


def _note(
    session: Session,
    source: str,
    rows: Sequence[Any],
    asset_ids: Sequence[str],
    changes: Sequence[dict[str, Any]],
    confirmed: Confirmed,
) -> None:
    notes = [
        {
            "id": new_id(),
            "asset_id": asset_id,
            "person_id": confirmed.person_id,
            "changed_at": confirmed.at,
            "source": source,
            "import_id": row.import_id,
            "changes": change,
        }
        for row, asset_id, change in zip(rows, asset_ids, changes, strict=True)
    ]
    session.execute(insert(AssetChange.__table__), notes)


def _link(session: Session, import_id: str) -> None:
    """Every new row knows the asset it became."""
    row = LedgerImportRow
    became = (
        select(Asset.id)
        .where(Asset.identity == row.identity, Asset.removed_at.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    session.execute(
        update(row)
        .where(row.import_id == import_id, row.verdict == Verdict.NEW)
        .values(asset_id=became)
        .execution_options(synchronize_session=False)
    )
