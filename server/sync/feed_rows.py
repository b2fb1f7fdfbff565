"""Synced rows as the arrays that travel: the same columns in the snapshot and in the changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Row,
    Select,
    String,
    cast,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

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

WireRow = list[Any]
AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
_BETWEEN = ","


def _codes_of(owner: InstrumentedAttribute[Any], thing: InstrumentedAttribute[str]) -> Any:
    """The label codes of each thing within its own row, each after the time it was bound."""
    bound = cast(Label.bound_at, String) + literal(" ") + Label.code
    codes = select(func.aggregate_strings(bound, _BETWEEN)).where(owner == thing)
    return codes.correlate(thing.class_).scalar_subquery().label("codes")


def select_places() -> AnySelect:
    return select(
        Place.id,
        Place.rev,
        Place.parent_id,
        Place.kind,
        Place.name,
        _codes_of(Label.place_id, Place.id),
        Place.search,
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
        _codes_of(Label.asset_id, Asset.id),
        Asset.search,
        Asset.last_result,
        Asset.last_condition,
        type_coerce(Asset.last_at, BigInteger).label("last_at"),
        Asset.last_by,
        Asset.removed_at,
    )


def place_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    return [[*before, _newest_first(codes), search] for *before, codes, search in rows]


def kind_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    return [list(row) for row in rows]


def person_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    return [list(row) for row in rows]


def asset_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    # Values are taken by position: by name costs a quarter of a whole snapshot's time.
    return [
        [row[0], row[1], row[2] or "", *row[3:10], _newest_first(row[10]), *row[11:16]]
        for row in rows
    ]


def _newest_first(bound: str | None) -> list[str]:
    """Codes alone."""
    if bound is None:
        return []
    codes = [code.split(" ") for code in bound.split(_BETWEEN)]
    if len(codes) > 1:
        codes.sort(key=lambda code: (-int(code[0]), code[1]))
    return [code for _bound_at, code in codes]
