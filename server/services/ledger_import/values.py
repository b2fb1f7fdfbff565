"""The fields of an asset that a ledger gives: as text in staged rows, typed in the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from server.domain.ledger.judged import LedgerAsset
from server.domain.ledger.values.dates import LedgerDate
from server.records import Asset
from server.services.assets_values import LEDGER_FIELDS, written
from server.services.places import PATH_MARK

PLACE = "place"
KIND = "kind"
FIELDS = tuple(name for name in LEDGER_FIELDS if name not in ("kind_id", "place_id"))

Values = Mapping[str, Any]

_TYPED: dict[str, Callable[[str], Any]] = {
    "quantity": int,
    "useful_life_years": int,
    "unit_price": Decimal,
    "amount": Decimal,
    "acquired_on": date.fromisoformat,
    "manufactured_on": date.fromisoformat,
    "serviced_on": date.fromisoformat,
}
_LONGEST = {
    name: length
    for name in FIELDS
    if (length := getattr(Asset.__table__.c[name].type, "length", None)) is not None
}


def values_of(asset: LedgerAsset, *, quantity_given: bool) -> dict[str, Any]:
    """What stood in the row: field -> text, ``place`` as [[kind, name], ...], and ``kind``.

    Blank fields are absent, so that they never erase anything; a blank quantity too, although it
    counts as 1 for a new thing. A usage state that is none of ours keeps the ledger's words.
    """
    given = {name: _written(getattr(asset, name)) for name in FIELDS}
    given["usage_state"] = written(asset.usage_state or asset.usage_state_text)
    if not quantity_given:
        given["quantity"] = ""
    values: dict[str, Any] = {name: text for name, text in given.items() if text}
    values[KIND] = str(asset.kind)
    if asset.place:
        values[PLACE] = [[str(step.kind), step.name] for step in asset.place]
    return values


def columns_of(values: Values, names: Sequence[str] = FIELDS) -> dict[str, Any]:
    """The Asset columns among ``names`` that the row gives, typed."""
    return {
        name: _TYPED[name](values[name]) if name in _TYPED else values[name]
        for name in names
        if name in values
    }


def place_path(values: Values) -> str | None:
    """The place as its names from the root down; None when the row gives none."""
    return PATH_MARK.join(name for _, name in values[PLACE]) if PLACE in values else None


def too_long(values: Values) -> list[tuple[str, int]]:
    """Fields whose text the register cannot hold, with the longest it can."""
    return [(name, most) for name, most in _LONGEST.items() if len(values.get(name, "")) > most]


def _written(value: Any) -> str:
    return written(value.value if isinstance(value, LedgerDate) else value)
