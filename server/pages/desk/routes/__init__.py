"""Routes: the list, and writing one."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Conflict, Problem
from server.domain.route import with_stops
from server.domain.school_day import school_day
from server.pages.desk.forms import show_again
from server.pages.desk.routes.buttons import SAVE, kinds_chosen, pressed
from server.pages.desk.routes.context import adding_context, form_context, list_lines
from server.pages.desk.routes.draft import RouteDraft, draft_of, read_draft, with_schedule
from server.pages.desk.routes.presets import preset_schedule
from server.records import Place, new_id
from server.records.database import write_transaction
from server.services.routes import (
    RouteChange,
    add_route,
    change_route,
    get_route,
    list_routes,
    plan_of,
    resume_route,
    retire_route,
)
from server.services.routes_sample import sample_route
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_routes", __name__, url_prefix="/desk/routes")

_FORM = "desk/routes/form.html"
_TOMORROW = "tomorrow"


@blueprint.get("")
@allowed(Action.MANAGE_ROUTES)
def list_all() -> str:
    lines = list_lines(list_routes(db.session))
    return render_template("desk/routes/list.html", lines=lines, **adding_context())


@blueprint.get("/new")
@allowed(Action.MANAGE_ROUTES)
def new() -> str:
    """Empty, or a building's sample: ``building_id`` with ``what`` and ``kind_id``."""
    return render_template(_FORM, **form_context(new_id(), _sample(), None, is_new=True))


@blueprint.post("/new/<uuid:route_id>")
@allowed(Action.MANAGE_ROUTES)
def add(route_id: UUID) -> str | Response:
    key, draft = str(route_id), read_draft()
    if draft.fields.get("do") != SAVE:
        return render_template(_FORM, **form_context(key, pressed(draft), None, is_new=True))
    try:
        plan = draft.plan()
        with write_transaction(db.session) as session:
            add_route(session, key, plan, _change())
    except Problem as problem:
        return show_again(_FORM, problem, **form_context(key, draft, None, is_new=True))
    return _saved()


@blueprint.get("/<route_id>")
@allowed(Action.MANAGE_ROUTES)
def edit(route_id: str) -> str:
    route = get_route(db.session, route_id)
    draft = draft_of(plan_of(route), based_on=str(route.version))
    return render_template(_FORM, **form_context(route_id, draft, route, is_new=False))


@blueprint.post("/<route_id>")
@allowed(Action.MANAGE_ROUTES)
def change(route_id: str) -> str | Response:
    route, draft = get_route(db.session, route_id), read_draft()
    if draft.fields.get("do") != SAVE:
        return render_template(_FORM, **form_context(route_id, pressed(draft), route, is_new=False))
    based_on = request.form.get("based_on", 0, type=int)
    try:
        plan = draft.plan()
        with write_transaction(db.session) as session:
            change_route(session, route_id, plan, based_on, _change())
    except Conflict as problem:
        # Whoever has seen the new state and presses once more means it.
        route = get_route(db.session, route_id)
        draft = draft.with_fields(based_on=str(route.version))
        context = form_context(route_id, draft, route, is_new=False)
        return show_again(_FORM, problem, **context, is_changed=True)
    except Problem as problem:
        route = get_route(db.session, route_id)
        return show_again(_FORM, problem, **form_context(route_id, draft, route, is_new=False))
    return _saved()


@blueprint.post("/<route_id>/retirement")
@allowed(Action.MANAGE_ROUTES)
def retire(route_id: str) -> Response:
    with write_transaction(db.session) as session:
        retire_route(session, route_id, _change())
    return _saved()


@blueprint.post("/<route_id>/resumption")
@allowed(Action.MANAGE_ROUTES)
def resume(route_id: str) -> Response:
    try:
        with write_transaction(db.session) as session:
            resume_route(session, route_id, _change())
    except Problem as problem:
        route = get_route(db.session, route_id)
        draft = draft_of(plan_of(route), based_on=str(route.version))
        return show_again(_FORM, problem, **form_context(route_id, draft, route, is_new=False))
    return _saved()


def _sample() -> RouteDraft:
    fields = {"purpose": "patrol", "walkers": "1", "spot_check_percent": "0"}
    draft = with_schedule(RouteDraft(fields), preset_schedule("three"))
    place = db.session.get(Place, request.args.get("building_id", ""))
    if place is None:
        return draft
    kinds = kinds_chosen(request.args.getlist("what"), request.args.get("kind_id", ""))
    stops = with_stops((), sample_route(db.session, place.id, kinds))
    named = draft.with_fields(name=t("desk.route.sample_name", place=place.name))
    return RouteDraft(named.fields, stops, named.slots, named.weekdays)


def _change() -> RouteChange:
    at = now()
    later = timedelta(days=1 if request.form.get("valid") == _TOMORROW else 0)
    return RouteChange(current_person().id, at, school_day(at) + later)


def _saved() -> Response:
    flash(t("desk.saved"))
    return redirect("/desk/routes", 303)
