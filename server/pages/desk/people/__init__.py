"""People: who may sign in, and as what."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from server.domain.access import Action, Role
from server.domain.problems import Problem
from server.pages.desk.forms import FormSchema, read_form, show_again
from server.records import Person
from server.records.database import write_transaction
from server.services.assignments import assigned_places
from server.services.people import (
    add_person,
    change_person,
    get_person,
    list_people,
    restore_person,
    set_password,
    suspend_person,
)
from server.services.sign_in import PASSWORD_LEAST
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("desk_people", __name__, url_prefix="/desk/people")

_FORM = "desk/people/form.html"


class PersonForm(FormSchema):
    login = fields.String(required=True, validate=validate.Length(1, 60))
    name = fields.String(required=True, validate=validate.Length(1, 60))
    password = fields.String(required=True, validate=validate.Length(1, 200))


@blueprint.get("")
@allowed(Action.MANAGE_PEOPLE)
def list_all() -> str:
    return render_template("desk/people/list.html", people=list_people(db.session))


@blueprint.get("/new")
@allowed(Action.MANAGE_PEOPLE)
def new() -> str:
    return render_template(_FORM, **_context(None, {}, [Role.PATROL]))


@blueprint.post("")
@allowed(Action.MANAGE_PEOPLE)
def add() -> Response:
    filled = read_form(PersonForm())
    try:
        values = filled.require("desk.person")
        with write_transaction(db.session) as session:
            add_person(session, **values, roles=_roles(), now=now())
    except Problem as problem:
        return show_again(_FORM, problem, **_context(None, filled.entered, _roles()))
    flash(t("desk.saved"))
    return redirect("/desk/people", 303)


@blueprint.get("/<person_id>")
@allowed(Action.MANAGE_PEOPLE)
def edit(person_id: str) -> str:
    person = get_person(db.session, person_id)
    roles = [Role(held.role) for held in person.roles]
    return render_template(_FORM, **_context(person, {"name": person.name}, roles))


@blueprint.post("/<person_id>")
@allowed(Action.MANAGE_PEOPLE)
def change(person_id: str) -> Response:
    filled = read_form(PersonForm(only=("name",)))
    try:
        values = filled.require("desk.person")
        with write_transaction(db.session) as session:
            change_person(session, person_id, values["name"], _roles())
    except Problem as problem:
        return _again(person_id, problem)
    flash(t("desk.saved"))
    return redirect("/desk/people", 303)


@blueprint.post("/<person_id>/password")
@allowed(Action.MANAGE_PEOPLE)
def give_password(person_id: str) -> Response:
    try:
        with write_transaction(db.session) as session:
            set_password(session, person_id, request.form.get("password", ""))
    except Problem as problem:
        return _again(person_id, problem)
    flash(t("desk.person.password_set"))
    return redirect(f"/desk/people/{person_id}", 303)


@blueprint.post("/<person_id>/suspension")
@allowed(Action.MANAGE_PEOPLE)
def suspend(person_id: str) -> Response:
    try:
        with write_transaction(db.session) as session:
            suspend_person(session, person_id, now())
    except Problem as problem:
        return _again(person_id, problem)
    return redirect(f"/desk/people/{person_id}", 303)


@blueprint.post("/<person_id>/restoration")
@allowed(Action.MANAGE_PEOPLE)
def restore(person_id: str) -> Response:
    with write_transaction(db.session) as session:
        restore_person(session, person_id)
    return redirect(f"/desk/people/{person_id}", 303)


def _roles() -> list[Role]:
    given = request.form.getlist("role")
    return [role for role in Role if role in given]


def _again(person_id: str, problem: Problem) -> Response:
    person = get_person(db.session, person_id)
    roles = [Role(held.role) for held in person.roles]
    return show_again(_FORM, problem, **_context(person, {"name": person.name}, roles))


def _context(person: Person | None, entered: object, roles: list[Role]) -> dict[str, object]:
    return {
        "person": person,
        "entered": entered,
        "chosen": roles,
        "roles": list(Role),
        "least": PASSWORD_LEAST,
        "places": assigned_places(db.session, person.id) if person else (),
    }
