"""The form of a new stocktake: read, and filled in to begin with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import request
from marshmallow import fields, validate

from server.domain.stocktake import (
    NAME_LONGEST,
    PREFILL_MOST_DAYS,
    USUAL_METHODS,
    WORDS_LONGEST,
    Method,
    Scope,
    StocktakeKind,
    StocktakePlan,
)
from server.pages.desk.forms import FormSchema, read_form
from server.records import AssetKind
from server.services.assets_list import list_kinds
from server.web.database import db
from server.web.messages import t

LISTS = ("place_id", "class_id", "kind_id", "person_id", "by_number")
"""Fields that are ticked, each any number of times."""
_SENSIBLE_DAYS = validate.Range(date(2001, 1, 1), date(2100, 1, 1))
_USUAL_DAYS = timedelta(days=7)


class _PlanForm(FormSchema):
    """Beside it the fields of LISTS."""

    kind = fields.String(required=True, validate=validate.OneOf(list(StocktakeKind)))
    name = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=NAME_LONGEST)
    )
    baseline_on = fields.Date(required=True, validate=_SENSIBLE_DAYS)
    due_on = fields.Date(required=True, validate=_SENSIBLE_DAYS)
    prefill_days = fields.Integer(
        load_default=0, allow_none=True, validate=validate.Range(0, PREFILL_MOST_DAYS)
    )
    words = fields.String(
        load_default="", allow_none=True, validate=validate.Length(max=WORDS_LONGEST)
    )


def first_fields(today: date) -> dict[str, Any]:
    """The form before anything was typed: due in a week, the usual kinds by number; what the
    address names is ticked."""
    asked = request.args.get("kind", "")
    kind = asked if asked in list(StocktakeKind) else StocktakeKind.TERM_START
    ticked = {name: request.args.getlist(name) for name in LISTS}
    return ticked | {
        "kind": kind,
        "name": "",
        "baseline_on": today.isoformat(),
        "due_on": (today + _USUAL_DAYS).isoformat(),
        "prefill_days": "0",
        "by_number": list(USUAL_METHODS),
    }


def typed_fields() -> dict[str, Any]:
    """The form as it was sent."""
    return request.form.to_dict() | {name: request.form.getlist(name) for name in LISTS}


def read_plan() -> StocktakePlan:
    """What the form means. Raises BadInput naming its fields."""
    values = read_form(_PlanForm()).require("desk.stocktake")
    ticked = {name: tuple(dict.fromkeys(request.form.getlist(name))) for name in LISTS}
    return StocktakePlan(
        kind=StocktakeKind(values["kind"]),
        name=values["name"] or _usual_name(values["kind"], values["baseline_on"]),
        baseline_on=values["baseline_on"],
        due_on=values["due_on"],
        scope=Scope(ticked["place_id"], ticked["class_id"], ticked["kind_id"]),
        methods=_methods(list_kinds(db.session), ticked["by_number"]),
        prefill_days=values["prefill_days"] or 0,
        words=values["words"] or "",
        person_ids=ticked["person_id"],
    )


def _usual_name(kind: str, baseline_on: date) -> str:
    return f"{t(f'desk.stocktake.kind.{kind}')} {baseline_on}"


def _methods(kinds: list[AssetKind], by_number: tuple[str, ...]) -> dict[str, Method]:
    """Those of the kinds that are not counted as usual."""
    chosen = {
        kind.id: Method.BY_NUMBER if kind.id in by_number else Method.BY_PIECE for kind in kinds
    }
    return {
        kind_id: method
        for kind_id, method in chosen.items()
        if method is not USUAL_METHODS.get(kind_id, Method.BY_PIECE)
    }
