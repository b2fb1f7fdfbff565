"""The ledger's fields of an asset, and how their values are written in its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from server.records import Asset

LEDGER_FIELDS = (
    "name",
    "kind_id",
    "place_id",
    "ledger_number",
    "quantity",
    "unit",
    "unit_price",
    "amount",
    "category_code",
    "category",
    "brand",
    "model",
    "serial_number",
    "supplier",
    "acquired_on",
    "acquisition_method",
    "useful_life_years",
    "manufactured_on",
    "serviced_on",
    "department",
    "custodian",
    "usage_state",
    "fund_source",
    "note",
)

USAGE_STATES = ("in_use", "idle", "awaiting_repair", "lent", "awaiting_disposal", "disposed")


def ledger_values(asset: Asset) -> dict[str, Any]:
    """Field -> value, in the order of LEDGER_FIELDS."""
    return {field: getattr(asset, field) for field in LEDGER_FIELDS}


def written(value: Any) -> str:
    """One value as forms show it and changes keep it: "" for nothing, ISO days, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def written_values(values: Mapping[str, Any]) -> dict[str, str]:
    return {field: written(value) for field, value in values.items()}
