"""The places a person looks after, ticked in the tree."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.records.database import write_transaction
from server.services.assignments import assigned_places, choose_places
from server.services.people import get_person
from server.services.places_tree import TreeLine, place_tree
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_assignments", __name__, url_prefix="/desk/people/<person_id>/places")


@blueprint.get("")
@allowed(Action.MANAGE_PEOPLE)
def show(person_id: str) -> str:
    person = get_person(db.session, person_id)
    chosen = {assigned.place.id for assigned in assigned_places(db.session, person_id)}
    lines = place_tree(db.session)
    return render_template(
        "desk/assignments/choose.html",
        person=person,
        lines=lines,
        chosen=chosen,
        opened=_leading_to(lines, chosen),
    )


@blueprint.post("")
@allowed(Action.MANAGE_PEOPLE)
def choose(person_id: str) -> Response:
    ticked = frozenset(request.form.getlist("place"))
    with write_transaction(db.session) as session:
        choose_places(session, person_id, ticked, current_person().id, now())
    flash(t("desk.saved"))
    return redirect(f"/desk/people/{person_id}", 303)


def _leading_to(lines: Iterable[TreeLine], chosen: set[str]) -> set[str]:
    """The ids of all places that hold a chosen one, so that the tree shows it."""
    found: set[str] = set()
    for line in lines:
        below = _leading_to(line.children, chosen)
        if below or any(child.place.id in chosen for child in line.children):
            found |= below | {line.place.id}
    return found
