"""Synced rows as the arrays that travel: the same columns in the snapshot and in the changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from server.records import Asset, AssetKind, Label, Person, Place

COLUMNS = {
    "place": ["id", "rev", "parent_id", "kind", "name", "codes", "search"],
    "kind": ["id", "rev", "name_zh", "name_en", "phrases"],
    "person": ["id", "rev", "name"],
    "asset": [
        "id",
        "rev",
        "place_id",
        "kind",
        "name",
        "ledger_number",
        "model",
        "custodian",
        "quantity",
        "unit",
        "codes",
        "search",
        "last_result",
        "last_condition",
        "last_at",
        "last_by",
    ],
}

Codes = dict[str, list[str]]
WireRow = list[Any]
AnySelect = Select[*tuple[Any, ...]]


def select_places() -> AnySelect:
    return select(
        Place.id, Place.rev, Place.parent_id, Place.kind, Place.name, Place.search
    ).order_by(Place.id)


def select_kinds() -> AnySelect:
    return select(
        AssetKind.id, AssetKind.rev, AssetKind.name_zh, AssetKind.name_en, AssetKind.phrases
    ).order_by(AssetKind.id)


def select_people() -> AnySelect:
    return select(Person.id, Person.rev, Person.name).order_by(Person.id)


def select_assets() -> AnySelect:
    """``removed_at`` comes last and does not travel."""
    return select(
        Asset.id,
        Asset.rev,
        Asset.place_id,
        Asset.kind_id,
        Asset.name,
        Asset.ledger_number,
        Asset.model,
        Asset.custodian,
        Asset.quantity,
        Asset.unit,
        Asset.search,
        Asset.last_result,
        Asset.last_condition,
        Asset.last_at,
        Asset.last_by,
        Asset.removed_at,
    )


def place_rows(session: Session, rows: Sequence[Row[Any]]) -> list[WireRow]:
    codes = _codes(session, Label.place_id, [row.id for row in rows])
    return [[*row[:5], codes[row.id], row.search] for row in rows]


def kind_rows(rows: Sequence[Row[Any]]) -> list[WireRow]:
    return [list(row) for row in rows]


def person_rows(rows: Sequence[Row[Any]]) -> list[WireRow]:
    return [list(row) for row in rows]


def asset_rows(session: Session, rows: Sequence[Row[Any]]) -> list[WireRow]:
    codes = _codes(session, Label.asset_id, [row.id for row in rows])
    return [
        [
            row.id,
            row.rev,
            row.place_id or "",
            *row[3:10],
            codes[row.id],
            row.search,
            row.last_result,
            row.last_condition,
            None if row.last_at is None else round(row.last_at.timestamp() * 1000),
            row.last_by,
        ]
        for row in rows
    ]


def _codes(session: Session, owner: Any, ids: Sequence[str]) -> Codes:
    """Label codes of each owner, the newest first."""
    codes: Codes = defaultdict(list)
    labels = session.execute(
        select(owner, Label.code).where(owner.in_(ids)).order_by(Label.issued_at.desc(), Label.code)
    )
    for owner_id, code in labels:
        codes[owner_id].append(code)
    return codes
