"""Classes of the school: their teachers and rooms, each from a day on."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.desk.classes.class_form import ClassForm, ClosureForm, chosen_plan, from_day
from server.pages.desk.classes.context import list_context, new_context, one_context
from server.pages.desk.forms import read_form, show_again
from server.records.database import write_transaction
from server.services.class_changes import (
    add_class,
    change_class,
    close_class,
    delete_class,
    open_class,
)
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("desk_classes", __name__, url_prefix="/desk/classes")

_NEW = "desk/classes/new.html"
_ONE = "desk/classes/class.html"


@blueprint.get("")
@allowed(Action.MANAGE_CLASSES)
def list_all() -> str:
    return render_template("desk/classes/list.html", **list_context())


@blueprint.get("/new")
@allowed(Action.MANAGE_CLASSES)
def new() -> str:
    return render_template(_NEW, **new_context())


@blueprint.post("")
@allowed(Action.MANAGE_CLASSES)
def add() -> Response:
    filled = read_form(ClassForm())
    try:
        values = filled.require("desk.class")
        plan = chosen_plan(values)
        with write_transaction(db.session) as session:
            add_class(session, str(values["id"]), values["name"], plan, from_day(values["from_on"]))
    except Problem as problem:
        return show_again(_NEW, problem, **new_context(filled.entered))
    flash(t("desk.saved"))
    return redirect("/desk/classes", 303)


@blueprint.get("/<class_id>")
@allowed(Action.MANAGE_CLASSES)
def show(class_id: str) -> str:
    return render_template(_ONE, **one_context(class_id))


@blueprint.post("/<class_id>")
@allowed(Action.MANAGE_CLASSES)
def change(class_id: str) -> Response:
    filled = read_form(ClassForm(exclude=("id", "name")))
    try:
        values = filled.require("desk.class")
        plan = chosen_plan(values)
        with write_transaction(db.session) as session:
            change_class(session, class_id, plan, from_day(values["from_on"]))
    except Problem as problem:
        return show_again(_ONE, problem, **one_context(class_id, filled.entered))
    flash(t("desk.saved"))
    return redirect(f"/desk/classes/{class_id}", 303)


@blueprint.post("/<class_id>/closure")
@allowed(Action.MANAGE_CLASSES)
def close(class_id: str) -> Response:
    filled = read_form(ClosureForm())
    try:
        last_on = filled.require("desk.class")["last_on"]
        with write_transaction(db.session) as session:
            close_class(session, class_id, from_day(last_on, after=True))
    except Problem as problem:
        return show_again(_ONE, problem, **one_context(class_id, filled.entered))
    flash(t("desk.saved"))
    return redirect(f"/desk/classes/{class_id}", 303)


@blueprint.post("/<class_id>/opening")
@allowed(Action.MANAGE_CLASSES)
def open_again(class_id: str) -> Response:
    with write_transaction(db.session) as session:
        open_class(session, class_id)
    flash(t("desk.class.opened"))
    return redirect(f"/desk/classes/{class_id}", 303)


@blueprint.post("/<class_id>/removal")
@allowed(Action.MANAGE_CLASSES)
def remove(class_id: str) -> Response:
    try:
        with write_transaction(db.session) as session:
            delete_class(session, class_id)
    except Problem as problem:
        return show_again(_ONE, problem, **one_context(class_id))
    flash(t("desk.class.removed"))
    return redirect("/desk/classes", 303)
