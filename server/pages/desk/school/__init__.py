"""开始建我校: from the demo to a school of one's own."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import NotFound, Problem
from server.pages.desk.forms import FormSchema, read_form, show_again
from server.services.school import NewAdministrator, NewTerm
from server.services.sign_in import PASSWORD_LEAST
from server.web.current_settings import current_settings
from server.web.guard import allowed

blueprint = Blueprint("desk_school", __name__, url_prefix="/desk/begin-school")

_FORM = "desk/school/begin.html"


class SchoolForm(FormSchema):
    school = fields.String(required=True, validate=validate.Length(1, 100))
    term = fields.String(required=True, validate=validate.Length(1, 60))
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    login = fields.String(required=True, validate=validate.Length(1, 60))
    name = fields.String(required=True, validate=validate.Length(1, 60))
    password = fields.String(required=True, validate=validate.Length(1, 200))


@blueprint.get("")
@allowed(Action.BEGIN_SCHOOL)
def form() -> str:
    _require_leave()
    return render_template(_FORM, entered={}, least=PASSWORD_LEAST)


@blueprint.post("")
@allowed(Action.BEGIN_SCHOOL)
def begin() -> Response:
    """The host, which knows where schools lie, begins the new one and serves it from now on."""
    _require_leave()
    filled = read_form(SchoolForm())
    try:
        values = filled.require("desk.begin")
        term = NewTerm(values["term"], values["starts_on"], values["ends_on"])
        administrator = NewAdministrator(values["login"], values["name"], values["password"])
        current_app.config["BEGIN_SCHOOL"](values["school"], term, administrator)
    except Problem as problem:
        return show_again(_FORM, problem, entered=filled.entered, least=PASSWORD_LEAST)
    return redirect("/desk/sign-in", 303)


def _require_leave() -> None:
    if not current_settings().may_begin_school:
        raise NotFound
