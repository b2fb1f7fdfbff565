"""The forms of extinguishers: sending away, taking back, scrapping, periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate, validates_schema

from server.pages.desk.forms import FormSchema
from server.services.extinguishers_away import SCRAP_AT_ONCE, SCRAPPED, SERVICED, Returning, Sending

_REPLACEMENT = "replacement."
_MOST_YEARS = 50


def _text(longest: int) -> fields.String:
    within = validate.Length(0, longest)
    return fields.String(load_default=None, allow_none=True, validate=within)


def _years() -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(1, _MOST_YEARS))


class SendingForm(FormSchema):
    company = fields.String(required=True, validate=validate.Length(1, 100))
    technician = _text(60)
    sent_on = fields.Date(required=True)
    override = _text(500)


class ReturningForm(FormSchema):
    outcome = fields.String(required=True, validate=validate.OneOf((SERVICED, SCRAPPED)))
    returned_on = fields.Date(required=True)
    serviced_on = fields.Date(load_default=None, allow_none=True)
    agent_replaced_on = fields.Date(load_default=None, allow_none=True)
    note = _text(200)

    @validates_schema
    def require_what_the_outcome_needs(self, data: Mapping[str, Any], **_: object) -> None:
        """A service has a day, a scrapping a reason."""
        needed = "serviced_on" if data.get("outcome") == SERVICED else "note"
        if "outcome" in data and not data.get(needed):
            raise ValidationError(needed, needed)


class ScrappingForm(FormSchema):
    scrap_reason = fields.String(required=True, validate=validate.OneOf(SCRAP_AT_ONCE))


class PeriodsForm(FormSchema):
    first_service_years = _years()
    service_every_years = _years()
    scrap_years = _years()


def chosen_ids() -> list[str]:
    """The bottles that were ticked."""
    return request.values.getlist("asset")


def sending_of(values: Mapping[str, Any]) -> Sending:
    """``values`` of a SendingForm, with the replacements beside them."""
    replacements = {
        name.removeprefix(_REPLACEMENT): value
        for name, value in request.form.items()
        if name.startswith(_REPLACEMENT) and value
    }
    return Sending(
        asset_ids=chosen_ids(),
        company=values["company"],
        technician=values["technician"] or "",
        sent_on=values["sent_on"],
        replacements=replacements,
        override=values["override"] or "",
    )


def returning_of(values: Mapping[str, Any]) -> Returning:
    """``values`` of a ReturningForm; what was scrapped was not serviced."""
    is_serviced = values["outcome"] == SERVICED
    return Returning(
        asset_ids=chosen_ids(),
        outcome=values["outcome"],
        returned_on=values["returned_on"],
        serviced_on=values["serviced_on"] if is_serviced else None,
        agent_replaced_on=values["agent_replaced_on"] if is_serviced else None,
        note=values["note"] or "",
    )
