"""The tree of places, one place's page, and changing the tree."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.desk.forms import read_form, show_again
from server.pages.desk.places.context import PlaceForm, form_context, page_context
from server.records.database import write_transaction
from server.services.places import (
    delete_place,
    find_or_add_child,
    get_place,
    move_place,
    rename_place,
)
from server.services.places_tree import find_places, place_tree
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("desk_places", __name__, url_prefix="/desk/places")

_FORM = "desk/places/form.html"
_PAGE = "desk/places/place.html"


@blueprint.get("")
@allowed(Action.SEE_DESK)
def tree() -> str:
    query = request.args.get("q", "").strip()
    return render_template(
        "desk/places/tree.html",
        q=query,
        found=find_places(db.session, query) if query else None,
        lines=() if query else place_tree(db.session),
    )


@blueprint.get("/<place_id>")
@allowed(Action.SEE_DESK)
def place(place_id: str) -> str:
    return render_template(_PAGE, **page_context(place_id))


@blueprint.get("/new")
@allowed(Action.EDIT_REGISTER)
def new() -> str:
    entered = {"parent_id": request.args.get("parent_id", ""), "kind": "building"}
    return render_template(_FORM, **form_context(None, entered))


@blueprint.post("")
@allowed(Action.EDIT_REGISTER)
def add() -> Response:
    filled = read_form(PlaceForm())
    try:
        values = filled.require("desk.place")
        with write_transaction(db.session) as session:
            parent = get_place(session, values["parent_id"]) if values["parent_id"] else None
            place_id = find_or_add_child(session, parent, values["kind"], values["name"]).id
    except Problem as problem:
        return show_again(_FORM, problem, **form_context(None, filled.entered))
    return redirect(f"/desk/places/{place_id}", 303)


@blueprint.get("/<place_id>/edit")
@allowed(Action.EDIT_REGISTER)
def edit(place_id: str) -> str:
    found = get_place(db.session, place_id)
    entered = {"name": found.name, "kind": found.kind, "parent_id": found.parent_id}
    return render_template(_FORM, **form_context(found, entered))


@blueprint.post("/<place_id>")
@allowed(Action.EDIT_REGISTER)
def change(place_id: str) -> Response:
    filled = read_form(PlaceForm())
    try:
        values = filled.require("desk.place")
        with write_transaction(db.session) as session:
            rename_place(session, place_id, values["kind"], values["name"])
            move_place(session, place_id, values["parent_id"])
    except Problem as problem:
        found = get_place(db.session, place_id)
        return show_again(_FORM, problem, **form_context(found, filled.entered))
    flash(t("desk.saved"))
    return redirect(f"/desk/places/{place_id}", 303)


@blueprint.post("/<place_id>/deletion")
@allowed(Action.EDIT_REGISTER)
def delete(place_id: str) -> Response:
    try:
        with write_transaction(db.session) as session:
            parent_id = get_place(session, place_id).parent_id
            delete_place(session, place_id)
    except Problem as problem:
        return show_again(_PAGE, problem, **page_context(place_id))
    flash(t("desk.place.deleted"))
    return redirect(f"/desk/places/{parent_id}" if parent_id else "/desk/places", 303)
