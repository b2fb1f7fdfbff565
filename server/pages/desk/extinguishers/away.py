"""Sending extinguishers to be serviced and taking them back, several at once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.desk.extinguishers.context import returning_context, sending_context, today
from server.pages.desk.extinguishers.forms import (
    ReturningForm,
    SendingForm,
    returning_of,
    sending_of,
)
from server.pages.desk.forms import read_form, show_again
from server.records.database import write_transaction
from server.services.extinguishers_away import SERVICED, send_away, take_back
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

_SENDING = "desk/extinguishers/sending.html"
_RETURN = "desk/extinguishers/return.html"
_AWAY = "/desk/extinguishers?state=away"

blueprint = Blueprint("away", __name__)


@blueprint.get("/sending")
@allowed(Action.MANAGE_EXTINGUISHERS)
def sending_form() -> str | Response:
    context = sending_context({"sent_on": today().isoformat()})
    if not context["bottles"]:
        return _nothing_ticked("none_to_send")
    return render_template(_SENDING, **context)


@blueprint.post("/sending")
@allowed(Action.MANAGE_EXTINGUISHERS)
def send() -> Response:
    filled = read_form(SendingForm())
    try:
        sending = sending_of(filled.require("desk.extinguisher"))
        with write_transaction(db.session) as session:
            count = send_away(session, sending, current_person().id, now())
    except Problem as problem:
        context = sending_context(request.form.to_dict())
        return show_again(_SENDING, problem, **context, wrong=filled.wrong)
    flash(t("desk.extinguisher.sent_now", n=count))
    return redirect(_AWAY, 303)


@blueprint.get("/return")
@allowed(Action.MANAGE_EXTINGUISHERS)
def return_form() -> str | Response:
    day = today().isoformat()
    context = returning_context({"outcome": SERVICED, "returned_on": day, "serviced_on": day})
    if not context["bottles"]:
        return _nothing_ticked("none_to_return")
    return render_template(_RETURN, **context)


@blueprint.post("/return")
@allowed(Action.MANAGE_EXTINGUISHERS)
def bring_back() -> Response:
    filled = read_form(ReturningForm())
    try:
        returning = returning_of(filled.require("desk.extinguisher"))
        with write_transaction(db.session) as session:
            count = take_back(session, returning, current_person().id, now())
    except Problem as problem:
        context = returning_context(filled.entered)
        return show_again(_RETURN, problem, **context, wrong=filled.wrong)
    flash(t("desk.extinguisher.returned_now", n=count))
    return redirect("/desk/extinguishers", 303)


def _nothing_ticked(key: str) -> Response:
    flash(t(f"desk.extinguisher.{key}"))
    return redirect("/desk/extinguishers" if key == "none_to_send" else _AWAY, 303)
