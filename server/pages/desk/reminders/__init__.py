"""Where reminders go: the channels, a form for each kind, trying, pausing and removing one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import NotFound, Problem
from server.pages.desk.forms import read_form, show_again
from server.pages.desk.reminders.form import START, form_of, new_channel
from server.pages.desk.reminders.shown import shown_channels
from server.records import new_id
from server.records.database import write_transaction
from server.services.reminder_channels import CHANNELS
from server.services.reminder_channels.delivery import DeliveryError
from server.services.reminders import (
    add_channel,
    deliver,
    get_channel,
    list_channels,
    note_delivery,
    pause_channel,
    remove_channel,
)
from server.services.school import the_school
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t
from server.web.reminder_text import trial

blueprint = Blueprint("desk_reminders", __name__, url_prefix="/desk/reminders")

_NEW = "desk/reminders/new.html"


@blueprint.get("")
@allowed(Action.MANAGE_REMINDERS)
def show() -> str:
    channels = shown_channels(list_channels(db.session))
    return render_template("desk/reminders/list.html", channels=channels, kinds=list(CHANNELS))


@blueprint.get("/new")
@allowed(Action.MANAGE_REMINDERS)
def new() -> str:
    kind = _kind(request.args.get("kind"))
    return render_template(_NEW, kind=kind, entered=START | {"id": new_id()})


@blueprint.post("")
@allowed(Action.MANAGE_REMINDERS)
def add() -> Response:
    kind = _kind(request.form.get("kind"))
    filled = read_form(form_of(kind))
    try:
        values = filled.require("desk.reminder")
        with write_transaction(db.session) as session:
            add_channel(session, values["id"], new_channel(kind, values), _allowed_hosts())
    except Problem as problem:
        return show_again(_NEW, problem, kind=kind, entered=filled.entered)
    flash(t("desk.reminder.added"))
    return redirect("/desk/reminders", 303)


@blueprint.post("/<channel_id>/trial")
@allowed(Action.MANAGE_REMINDERS)
def try_out(channel_id: str) -> Response:
    """Nothing is locked while the message goes."""
    channel, failure = get_channel(db.session, channel_id), None
    message = trial(channel.options.get("language"), the_school(db.session).name, now())
    try:
        deliver(channel, message, _allowed_hosts())
        flash(t("desk.reminder.tried", name=channel.name))
    except DeliveryError as error:
        failure = error
    with write_transaction(db.session) as session:
        note_delivery(session, channel_id, failure, now())
    return redirect("/desk/reminders", 303)


@blueprint.post("/<channel_id>/pause")
@allowed(Action.MANAGE_REMINDERS)
def pause(channel_id: str) -> Response:
    paused = request.form.get("paused") == "1"
    with write_transaction(db.session) as session:
        pause_channel(session, channel_id, now(), paused=paused)
    return redirect("/desk/reminders", 303)


@blueprint.post("/<channel_id>/removal")
@allowed(Action.MANAGE_REMINDERS)
def remove(channel_id: str) -> Response:
    with write_transaction(db.session) as session:
        remove_channel(session, channel_id)
    flash(t("desk.reminder.removed"))
    return redirect("/desk/reminders", 303)


def _kind(given: str | None) -> str:
    """Raises NotFound."""
    if given not in CHANNELS:
        raise NotFound
    return given


def _allowed_hosts() -> tuple[str, ...]:
    return current_settings().reminder_hosts
