"""Compares judged rows with the register: new, changed, same, or of a thing that was removed.

A row belongs to the living asset with its identity; failing that, to a living asset that was added
at the desk under the same ledger number. What the row leaves blank is not compared, so blanks
never erase. A row whose only asset was removed is bad: bringing written-off things back must not
happen by importing last year's file again. The kind is decided when a thing is new; afterwards it
is the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from server.domain.ledger.judged import Severity
from server.records import Asset, LedgerImport, LedgerImportRow, Place
from server.services.assets_values import written
from server.services.ledger_import.find import count_verdicts, rows_with
from server.services.ledger_import.states import COMPARED, Verdict
from server.services.ledger_import.values import FIELDS, PLACE, Values, place_path
from server.services.places import PATH_MARK

_REMOVED = "asset_removed"
_STORED = ("verdict", "problems", "asset_id", "changes")
_COMPARED = tuple(
    getattr(LedgerImportRow, name) for name in ("import_id", "values", "identity", *_STORED)
)
_KEY_BATCH = 1_000

StagedRow = dict[str, Any]


@dataclass(frozen=True)
class _Registered:
    """What the register says of one asset, in the form of staged values."""

    id: str
    values: dict[str, str]
    place: str


@dataclass(frozen=True)
class _Register:
    """The assets that a batch of rows may belong to."""

    by_identity: dict[str, _Registered]
    by_number: dict[str, _Registered]
    removed: dict[str, datetime]

    def find(self, row: StagedRow) -> _Registered | None:
        number = row["values"].get("ledger_number", "")
        return self.by_identity.get(row["identity"]) or self.by_number.get(number)


def compare_rows(session: Session, rows: Sequence[StagedRow]) -> None:
    """Give every row that holds a thing its verdict, asset and changes, in place."""
    things = [row for row in rows if row["values"]]
    register = _read_register(session, things)
    for row in things:
        _compare(row, register)


def compare_again(session: Session, ledger_import: LedgerImport) -> bool:
    """Compare all staged rows with the register as it is now and store what became different.

    Returns whether anything did. Part of a writing transaction.
    """
    moved = False
    for batch in rows_with(session, ledger_import.id, COMPARED, _COMPARED):
        rows = [_as_staged(row) for row in batch]
        compare_rows(session, rows)
        different = [new for old, new in zip(batch, rows, strict=True) if _differs(old, new)]
        if different:
            moved = True
            _store(session, different)
    return moved


def seen_token(session: Session, ledger_import: LedgerImport) -> str:
    """What a person has in view when confirming: the revision compared with, and the counts."""
    counts = count_verdicts(session, ledger_import.id)
    return ".".join(str(n) for n in (ledger_import.based_on_rev, *(counts[v] for v in COMPARED)))


def _compare(row: StagedRow, register: _Register) -> None:
    row["problems"] = [problem for problem in row["problems"] if problem["code"] != _REMOVED]
    row["asset_id"], row["changes"] = None, {}
    asset = register.find(row)
    if asset is not None:
        row["asset_id"] = asset.id
        row["changes"] = _changes(row["values"], asset)
        row["verdict"] = Verdict.CHANGED if row["changes"] else Verdict.SAME
    elif row["identity"] in register.removed:
        row["verdict"] = Verdict.BAD
        row["problems"].append(_removed_problem(row, register.removed[row["identity"]]))
    else:
        row["verdict"] = Verdict.NEW


def _changes(values: Values, asset: _Registered) -> dict[str, list[str]]:
    changes = {
        name: [asset.values[name], values[name]]
        for name in FIELDS
        if name in values and values[name] != asset.values[name]
    }
    path = place_path(values)
    if path is not None and not is_same_place(path, asset.place):
        changes[PLACE] = [asset.place, path]
    return changes


def is_same_place(path: str, registered: str) -> bool:
    """A ledger seldom names the campus; a place that was moved below one is still the same."""
    return registered == path or registered.endswith(PATH_MARK + path)


def _removed_problem(row: StagedRow, removed_at: datetime) -> dict[str, Any]:
    """No column: the whole row is about a thing that is gone."""
    field = "ledger_number" if "ledger_number" in row["values"] else "name"
    return {
        "code": _REMOVED,
        "severity": Severity.ERROR,
        "column": None,
        "title": "",
        "field": field,
        "found": row["values"][field][:60],
        "params": {"removed_on": removed_at.date().isoformat()},
    }


def _read_register(session: Session, rows: Sequence[StagedRow]) -> _Register:
    by_identity: dict[str, _Registered] = {}
    removed: dict[str, datetime] = {}
    for keys in _batches(row["identity"] for row in rows):
        for asset in _assets(session, Asset.identity.in_(keys)):
            if asset.removed_at is not None:
                removed[asset.identity] = asset.removed_at
            else:
                by_identity.setdefault(asset.identity, _registered(asset))
    return _Register(by_identity, _added_at_the_desk(session, rows, by_identity), removed)


def _added_at_the_desk(
    session: Session, rows: Sequence[StagedRow], known: dict[str, _Registered]
) -> dict[str, _Registered]:
    """Assets that no ledger brought, by their ledger number."""
    numbers = (
        row["values"]["ledger_number"]
        for row in rows
        if "ledger_number" in row["values"]
        and row["identity"] not in known
        and row["identity"].endswith(":1")
    )
    found: dict[str, _Registered] = {}
    for keys in _batches(numbers):
        by_hand = Asset.ledger_number.in_(keys) & Asset.identity.startswith("desk:")
        for asset in _assets(session, by_hand & Asset.removed_at.is_(None)):
            found.setdefault(asset.ledger_number, _registered(asset))
    return found


def _assets(session: Session, condition: Any) -> Iterable[Any]:
    columns = [Asset.id, Asset.identity, Asset.removed_at]
    fields = [getattr(Asset, name) for name in FIELDS]
    return session.execute(
        select(*columns, *fields, Place.path)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(condition)
        .order_by(Asset.created_at, Asset.id)
    )


def _registered(asset: Any) -> _Registered:
    values = {name: written(getattr(asset, name)) for name in FIELDS}
    return _Registered(asset.id, values, asset.path or "")


def _batches(keys: Iterable[str]) -> Iterable[list[str]]:
    unique = list(dict.fromkeys(keys))
    for start in range(0, len(unique), _KEY_BATCH):
        yield unique[start : start + _KEY_BATCH]


def _as_staged(row: Any) -> StagedRow:
    return dict(row._mapping)


def _differs(old: Any, new: StagedRow) -> bool:
    return any(getattr(old, name) != new[name] for name in _STORED)


def _store(session: Session, rows: Sequence[StagedRow]) -> None:
    table = LedgerImportRow.__table__
    keys = ("import_id", "sheet", "row")
    statement = update(table).where(*(table.c[key] == bindparam(f"this_{key}") for key in keys))
    session.connection().execute(
        statement,
        [
            {name: row[name] for name in _STORED} | {f"this_{key}": row[key] for key in keys}
            for row in rows
        ],
    )
