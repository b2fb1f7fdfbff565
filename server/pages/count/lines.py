"""What is said on a sheet of the online page: each form is one line, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request
from marshmallow import fields, validate
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.domain.problems_counting import CountOnePiece, CountTotalDiffers
from server.domain.reconciliation import expected_total
from server.pages.chosen_photos import MOST_PHOTOS, kept_photos, let_photos_in, with_chosen
from server.pages.count.context import sheet_here
from server.pages.count.photos import photo_bodies
from server.pages.count.say import say
from server.pages.count.sheet import Tried, page_context
from server.pages.desk.forms import Filled, FormSchema, field_names, read_form, show_again
from server.records import Person
from server.records.database import write_transaction
from server.services.count_sheets_input import sheet_inputs
from server.services.counting import named_thing, require_open
from server.sync.count_bodies import MOST_COUNTED, MOST_PIECES, MOST_TOTAL
from server.web.database import db
from server.web.guard import allowed, current_person

blueprint = Blueprint("lines", __name__)

CONDITIONS = ("intact", "usable", "unusable")
_LABELS = "count.field"


class LineForm(FormSchema):
    words = fields.String(load_default=None, allow_none=True, validate=validate.Length(0, 500))


class GroupForm(LineForm):
    group = fields.String(required=True, validate=validate.Length(1, 200))
    good = fields.Integer(required=True, validate=validate.Range(0, MOST_COUNTED))
    damaged = fields.Integer(required=True, validate=validate.Range(0, MOST_COUNTED))
    how = fields.String(load_default="typed", validate=validate.OneOf(("typed", "pupil")))


class PieceForm(LineForm):
    asset_id = fields.String(required=True)
    condition = fields.String(required=True, validate=validate.OneOf(CONDITIONS))


class ThingForm(LineForm):
    label = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 300))
    name = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 60))
    quantity = fields.Integer(required=True, validate=validate.Range(1, MOST_PIECES))
    condition = fields.String(required=True, validate=validate.OneOf(CONDITIONS))


class TotalForm(FormSchema):
    total = fields.Integer(required=True, validate=validate.Range(0, MOST_TOTAL))


@dataclass(frozen=True)
class Told:
    """What a form said of a line: ``values`` as read, ``photos`` by hash."""

    session: Session
    sheet_id: str
    values: Mapping[str, Any]
    photos: Sequence[str]

    @property
    def common(self) -> dict[str, Any]:
        """What every body but a total's says."""
        return {
            "sheet_id": self.sheet_id,
            "words": self.values["words"] or "",
            "photos": photo_bodies(self.session, self.photos),
        }


_Body = Callable[[Told], dict[str, Any]]


@blueprint.before_request
def _let_photos_in() -> None:
    let_photos_in(MOST_PHOTOS)


@blueprint.post("/sheets/<sheet_id>/counts")
@allowed(Action.COUNT_ROOMS)
def count_group(sheet_id: str) -> Response:
    line = f"group/{request.form.get('group', '')}"
    return _take(sheet_id, line, GroupForm(), "group_counted", _group_body)


@blueprint.post("/sheets/<sheet_id>/sightings")
@allowed(Action.COUNT_ROOMS)
def see_piece(sheet_id: str) -> Response:
    line = f"asset/{request.form.get('asset_id', '')}"
    return _take(sheet_id, line, PieceForm(), "asset_sighted", _piece_body)


@blueprint.post("/sheets/<sheet_id>/things")
@allowed(Action.COUNT_ROOMS)
def see_thing(sheet_id: str) -> Response:
    return _take(sheet_id, "thing", ThingForm(), "asset_sighted", _thing_body)


@blueprint.post("/sheets/<sheet_id>/totals")
@allowed(Action.COUNT_ROOMS)
def confirm_total(sheet_id: str) -> Response:
    return _take(sheet_id, "total", TotalForm(), "total_confirmed", _total_body)


@blueprint.post("/sheets/<sheet_id>/withdrawals")
@allowed(Action.COUNT_ROOMS)
def take_back(sheet_id: str) -> Response:
    """Their own record; a second click finds it taken back."""
    sheet_here(sheet_id)
    person_id, target = current_person().id, request.form.get("target", "")
    try:
        with write_transaction(db.session) as session:
            require_open(sheet_here(sheet_id))
            say(session, session.get_one(Person, person_id), "record_withdrawn", {"target": target})
    except Problem as problem:
        return show_again("count/sheet.html", problem, **page_context(sheet_id))
    return redirect(f"/count/sheets/{sheet_id}#{request.form.get('at', '')}", 303)


def _group_body(told: Told) -> dict[str, Any]:
    names = ("group", "good", "damaged", "how")
    return told.common | {name: told.values[name] for name in names}


def _piece_body(told: Told) -> dict[str, Any]:
    return _seen(told, asset_id=told.values["asset_id"], how="picked")


def _thing_body(told: Told) -> dict[str, Any]:
    """Raises BadInput without a name and a label, CountOnePiece."""
    words, name, quantity = (told.values[one] for one in ("label", "name", "quantity"))
    if words is None:
        if name is None:
            raise BadInput(fields=field_names(_LABELS, ["name"]))
        return _seen(told, name=name, quantity=quantity, how="typed")
    thing = named_thing(told.session, words)
    if thing.asset_id is None:
        return _seen(told, **vars(thing), name=name, quantity=quantity, how="typed")
    if quantity > 1:
        raise CountOnePiece(words=words)
    return _seen(told, asset_id=thing.asset_id, code=thing.code, how="typed")


def _seen(told: Told, **said: Any) -> dict[str, Any]:
    unsaid = dict.fromkeys(("asset_id", "code", "text", "name", "kind_id"))
    condition = told.values["condition"]
    return told.common | unsaid | {"quantity": 1, "condition": condition} | said


def _total_body(told: Told) -> dict[str, Any]:
    """Raises CountTotalDiffers."""
    said, sheet_id = told.values["total"], told.sheet_id
    room = sheet_inputs(told.session, [sheet_id], closed=False)[sheet_id]
    expected = expected_total(room)
    if said != expected:
        raise CountTotalDiffers(said=said, expected=expected)
    return {"sheet_id": sheet_id, "total": said}


def _take(sheet_id: str, line: str, schema: FormSchema, fact_type: str, body_of: _Body) -> Response:
    """Record what the form says; with a problem the page comes back with what was entered."""
    sheet_here(sheet_id)
    person_id, filled, photos = current_person().id, read_form(schema), kept_photos()
    try:
        photos = with_chosen(photos)
        values = filled.require(_LABELS)
        with write_transaction(db.session) as session:
            require_open(sheet_here(sheet_id))
            body = body_of(Told(session, sheet_id, values, photos))
            say(session, session.get_one(Person, person_id), fact_type, body)
    except Problem as problem:
        return _again(problem, sheet_id, line, filled, photos)
    return redirect(f"/count/sheets/{sheet_id}#{request.form.get('at', '')}", 303)


def _again(
    problem: Problem, sheet_id: str, line: str, filled: Filled, photos: Sequence[str]
) -> Response:
    tried = Tried(line, filled.entered, tuple(photos))
    return show_again("count/sheet.html", problem, **page_context(sheet_id, tried))
