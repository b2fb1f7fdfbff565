"""The form of an asset's ledger fields."""

from __future__ import annotations

from flask import request
from marshmallow import fields, validate

from server.pages.desk.forms import FormSchema
from server.services.assets import Seen
from server.services.assets_values import LEDGER_FIELDS

_MOST_MONEY = 10**12
_MOST_PIECES = 1_000_000
_MOST_YEARS = 100


def _text(longest: int, *, required: bool = False) -> fields.String:
    return fields.String(
        required=required, allow_none=not required, validate=validate.Length(0, longest)
    )


def _money() -> fields.Decimal:
    within = validate.Range(0, _MOST_MONEY)
    return fields.Decimal(places=2, allow_none=True, allow_nan=False, validate=within)


class AssetForm(FormSchema):
    """Lengths are those of the columns; money is yuan."""

    asset_id = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f-]{36}$"))
    name = _text(100, required=True)
    kind_id = _text(36, required=True)
    place_id = _text(36)
    ledger_number = _text(60)
    quantity = fields.Integer(required=True, validate=validate.Range(1, _MOST_PIECES))
    unit = _text(20)
    unit_price = _money()
    amount = _money()
    category_code = _text(40)
    category = _text(100)
    brand = _text(100)
    model = _text(200)
    serial_number = _text(100)
    supplier = _text(200)
    acquired_on = fields.Date(allow_none=True)
    acquisition_method = _text(40)
    useful_life_years = fields.Integer(allow_none=True, validate=validate.Range(1, _MOST_YEARS))
    manufactured_on = fields.Date(allow_none=True)
    serviced_on = fields.Date(allow_none=True)
    department = _text(100)
    custodian = _text(60)
    usage_state = _text(40)
    fund_source = _text(100)
    note = _text(2000)


def seen_by_form() -> Seen:
    """What the form showed before anybody typed: its hidden fields ``seen.<field>``."""
    shown = {name: request.form.get(f"seen.{name}") for name in LEDGER_FIELDS}
    values = {name: value for name, value in shown.items() if value is not None}
    return Seen(request.form.get("based_on_rev", 0, type=int), values)
