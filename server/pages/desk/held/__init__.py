"""What waits for an administrator: facts that could not be applied, and unknown codes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.pages.desk.forms import read_form, show_again
from server.pages.desk.held.context import page_context, told
from server.pages.desk.held.repair_form import RepairForm, read_repair
from server.pages.desk.request_values import page_number
from server.records.database import write_transaction
from server.services.held.listing import HeldState, find_held
from server.services.records_list_codes import kept_codes
from server.sync.repair import (
    Decider,
    HeldKey,
    Resolved,
    apply_as_it_is,
    apply_repaired,
    dismiss,
)
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_held", __name__, url_prefix="/desk/held")

_PAGE = "desk/held/page.html"
_REASON_LONGEST = 500


@blueprint.get("")
@allowed(Action.SEE_HELD_FACTS)
def list_all() -> str:
    asked = request.args.get("state", "")
    state = HeldState(asked) if asked in list(HeldState) else None
    return render_template(
        "desk/held/list.html",
        state=state,
        held=find_held(db.session, state, page_number()),
        codes=kept_codes(db.session),
    )


@blueprint.get("/<held_hash>")
@allowed(Action.SEE_HELD_FACTS)
def show(held_hash: str) -> str:
    return render_template(_PAGE, **page_context(_key(held_hash)))


@blueprint.post("/<held_hash>/application")
@allowed(Action.RESOLVE_HELD_FACTS)
def apply(held_hash: str) -> Response:
    key = _key(held_hash)
    try:
        with write_transaction(db.session) as session:
            resolved = apply_as_it_is(session, key, _decider())
    except Problem as problem:
        return show_again(_PAGE, told(problem), **page_context(key))
    return _to_page(key, resolved, "desk.held.applied_now")


@blueprint.post("/<held_hash>/repair")
@allowed(Action.RESOLVE_HELD_FACTS)
def repair(held_hash: str) -> Response:
    key = _key(held_hash)
    filled = read_form(RepairForm())
    try:
        wanted = read_repair(db.session, filled)
        with write_transaction(db.session) as session:
            resolved = apply_repaired(session, key, wanted, _decider())
    except Problem as problem:
        return show_again(_PAGE, told(problem), **page_context(key, filled))
    return _to_page(key, resolved, "desk.held.applied_now")


@blueprint.post("/<held_hash>/dismissal")
@allowed(Action.RESOLVE_HELD_FACTS)
def put_aside(held_hash: str) -> Response:
    key = _key(held_hash)
    reason = request.form.get("reason", "").strip()[:_REASON_LONGEST]
    try:
        if not reason:
            raise BadInput(fields=t("desk.held.reason"))
        with write_transaction(db.session) as session:
            dismiss(session, key, reason, _decider())
    except Problem as problem:
        return show_again(_PAGE, told(problem), **page_context(key))
    return _to_page(key, Resolved(None, 0), "desk.held.dismissed_now")


def _key(held_hash: str) -> HeldKey:
    """A phone may call its fact anything: the id stands in the query, where every text can."""
    return HeldKey(request.args.get("id", ""), held_hash)


def _decider() -> Decider:
    return Decider(current_person().id, now())


def _to_page(key: HeldKey, resolved: Resolved, said: str) -> Response:
    flash(t(said))
    if resolved.followers:
        flash(t("desk.held.followers_now", n=resolved.followers))
    return redirect(url_for("desk_held.show", held_hash=key.hash, id=key.id), 303)
