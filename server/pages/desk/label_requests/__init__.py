"""New labels that people in the field asked for: printed, or put aside with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.pages.desk.forms import show_again
from server.records.database import write_transaction
from server.services.label_requests import dismiss_requests, open_requests
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_label_requests", __name__, url_prefix="/desk/labels/requests")

_PAGE = "desk/label_requests/list.html"
_REASON_LONGEST = 200


@blueprint.get("")
@allowed(Action.PRINT_LABELS)
def list_all() -> str:
    return render_template(_PAGE, groups=open_requests(db.session), longest=_REASON_LONGEST)


@blueprint.post("/dismissal")
@allowed(Action.PRINT_LABELS)
def put_aside() -> Response:
    """``fact``: the requests; those that are not open any more stay as they are."""
    reason = request.form.get("reason", "").strip()[:_REASON_LONGEST]
    try:
        if not reason:
            raise BadInput(fields=t("desk.request.reason"))
        with write_transaction(db.session) as session:
            facts = request.form.getlist("fact")
            count = dismiss_requests(session, facts, reason, current_person().id, now())
    except Problem as problem:
        groups = open_requests(db.session)
        return show_again(_PAGE, problem, groups=groups, longest=_REASON_LONGEST)
    flash(t("desk.request.dismissed_now" if count else "desk.request.gone"))
    return redirect("/desk/labels/requests", 303)
