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

from server.records import (
    Asset,
    AssetKind,
    Checklist,
    CountSheet,
    Label,
    Person,
    Place,
    Route,
    SchoolYear,
    Stocktake,
)
from server.records.base import UtcMillis

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
    "stocktake": [
        "id",
        "rev",
        "kind",
        "name",
        "baseline_on",
        "due_on",
        "prefill_days",
        "words",
        "ended_at",
    ],
    "count_sheet": [
        "id",
        "rev",
        "stocktake_id",
        "place_id",
        "title",
        "class_name",
        "person_ids",
        "version",
        "state",
        "groups",
        "lines",
        "meanwhile",
        "entries",
        "proposals",
    ],
}

WireRow = list[Any]
AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
_Listed = AssetKind | Checklist | CountSheet | Person | Route | SchoolYear | Stocktake
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


def select_stocktakes() -> AnySelect:
    return _select_as_named(Stocktake, "stocktake")


def select_sheets() -> AnySelect:
    """``ended_at``, the stocktake's, comes last and does not travel."""
    sheets = _select_as_named(CountSheet, "count_sheet")
    ended_at = Stocktake.ended_at.label("ended_at")
    return sheets.add_columns(ended_at).join(Stocktake, Stocktake.id == CountSheet.stocktake_id)


def _select_as_named(model: type[_Listed], table: str) -> AnySelect:
    """Of a table whose columns travel as they are."""
    columns = (getattr(model, name) for name in COLUMNS[table])
    return select(*(_as_sent(one) for one in columns)).order_by(model.id)


def _as_sent(column: InstrumentedAttribute[Any]) -> Any:
    if isinstance(column.type, Date):
        return _as_iso(column)
    return _as_millis(column) if isinstance(column.type, UtcMillis) else column


def _as_millis(moment: InstrumentedAttribute[Any]) -> Any:
    """A moment as the number that travels."""
    return type_coerce(moment, BigInteger).label(moment.key)


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
        _as_millis(Asset.last_at),
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


def sheet_rows(rows: Sequence[AnyRow]) -> list[WireRow]:
    return [list(row[:-1]) for row in rows]


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
