"""The 新学年对照表: pasted, shown row by row, carried out."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, make_response, redirect, render_template
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.class_table import LONGEST_TABLE
from server.domain.problems import Problem
from server.domain.problems_classes import ClassTableTroubled
from server.domain.school_day import school_day
from server.pages.desk.classes.class_form import SENSIBLE_DAYS, from_day
from server.pages.desk.forms import Filled, FormSchema, read_form, show_again
from server.records.database import write_transaction
from server.services.class_names import teacher_names
from server.services.class_table import MoveUp, carry_out, plan_move_up
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("desk_class_table", __name__, url_prefix="/desk/classes/table")

_TABLE = "desk/classes/table.html"
_NAMES = ("last_year", "this_year")
_SEPTEMBER = 9


class TableForm(FormSchema):
    """``names``: of which school year the old classes' names are."""

    from_on = fields.Date(required=True, validate=SENSIBLE_DAYS)
    names = fields.String(required=True, validate=validate.OneOf(_NAMES))
    table = fields.String(required=True, validate=validate.Length(1, LONGEST_TABLE))


@blueprint.get("")
@allowed(Action.MANAGE_CLASSES)
def show() -> str:
    day = _likely_day(school_day(now()))
    names = "last_year" if day.month >= _SEPTEMBER else "this_year"
    return render_template(_TABLE, entered={"from_on": day.isoformat(), "names": names})


@blueprint.post("/preview")
@allowed(Action.MANAGE_CLASSES)
def preview() -> Response:
    filled = read_form(TableForm())
    try:
        plan = _plan(filled)
    except Problem as problem:
        return show_again(_TABLE, problem, entered=filled.entered)
    return make_response(render_template(_TABLE, **_context(filled, plan)))


@blueprint.post("")
@allowed(Action.MANAGE_CLASSES)
def apply() -> Response:
    """What the table means now is carried out; a row that has got a trouble since the preview
    brings it back."""
    filled = read_form(TableForm())
    try:
        with write_transaction(db.session) as session:
            plan = _plan(filled)
            carry_out(session, plan, from_day(plan.day))
    except ClassTableTroubled as problem:
        return show_again(_TABLE, problem, **_context(filled, _plan(filled)))
    except Problem as problem:
        return show_again(_TABLE, problem, entered=filled.entered)
    flash(t("desk.classes.moved_up", n=len(plan.rows), day=plan.day))
    return redirect("/desk/classes", 303)


def _plan(filled: Filled) -> MoveUp:
    values = filled.require("desk.classes.table")
    last_year = values["names"] == "last_year"
    return plan_move_up(db.session, filled.entered["table"], values["from_on"], last_year)


def _context(filled: Filled, plan: MoveUp) -> dict[str, object]:
    teachers = teacher_names(db.session).shown
    return {"entered": filled.entered, "plan": plan, "teachers": teachers}


def _likely_day(today: date) -> date:
    """The table is mostly written between May and September, for 1 September."""
    first = date(today.year, _SEPTEMBER, 1)
    return first if today.month in range(5, _SEPTEMBER + 1) else today
