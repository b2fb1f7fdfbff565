"""Synced rows as the arrays that travel: the same columns in the snapshot and in the changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
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

from server.records import Asset, AssetKind, Checklist, Label, Person, Place, Route, SchoolYear

COLUMNS = {
    "place": ["id", "rev", "parent_id", "kind", "name", "codes", "search"],
    "kind": [
        "id",
        "rev",
        "name_zh",
        "name_en",
        "phrases",
        "first_service_years",
        "service_every_years",
        "scrap_years",
    ],
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
        "manufactured_on",
        "serviced_on",
    ],
    "checklist": ["id", "rev", "version", "name_zh", "name_en", "subjects", "items"],
    "route": [
        "id",
        "rev",
        "version",
        "name",
        "purpose",
        "stops",
        "schedule",
        "person_ids",
        "walkers",
        "spot_check_percent",
        "retired_on",
    ],
    "school_year": ["id", "rev", "name", "starts_on", "ends_on", "terms", "days"],
}

WireRow = list[Any]
AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
_Listed = AssetKind | Checklist | Person | Route | SchoolYear
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
    return _select_as_named(AssetKind, "kind")


def select_people() -> AnySelect:
    return _select_as_named(Person, "person")


def select_checklists() -> AnySelect:
    return _select_as_named(Checklist, "checklist")


def select_routes() -> AnySelect:
    return _select_as_named(Route, "route")


def select_school_years() -> AnySelect:
    return _select_as_named(SchoolYear, "school_year")


def _select_as_named(model: type[_Listed], table: str) -> AnySelect:
    """Of a table whose columns travel as they are."""
    columns = (getattr(model, name) for name in COLUMNS[table])
    wanted = (_as_iso(one) if isinstance(one.type, Date) else one for one in columns)
    return select(*wanted).order_by(model.id)


def _as_iso(day: InstrumentedAttribute[Any]) -> Any:
    """A day as the text that travels; the databases write it as fast as it is read."""
    return cast(day, String).label(day.key)


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
        _as_iso(Asset.manufactured_on),
        _as_iso(Asset.serviced_on),
        Asset.removed_at,
    )


def place_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    return [[*before, _newest_first(codes), search] for *before, codes, search in rows]


def listed_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    """Of a table whose columns travel as they are."""
    return [list(row) for row in rows]


def asset_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    # Values are taken by position: by name costs a quarter of a whole snapshot's time.
    return [
        [row[0], row[1], row[2] or "", *row[3:10], _newest_first(row[10]), *row[11:18]]
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
