"""Devices: when each was last seen, what it still holds, what it may have lost, and shutting one
out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput
from server.pages.desk.devices.shown import devices_shown
from server.pages.desk.forms import FormSchema, read_form, show_again
from server.records.database import write_transaction
from server.services.devices import revoke_device
from server.sync.device_alarms import settle_alarm
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, current_sign_in
from server.web.messages import t

blueprint = Blueprint("desk_devices", __name__, url_prefix="/desk/devices")

_PAGE = "desk/devices/list.html"


class SettlementForm(FormSchema):
    reason = fields.String(required=True, validate=validate.Length(1, 500))


@blueprint.get("")
@allowed(Action.MANAGE_DEVICES)
def list_all() -> str:
    return render_template(_PAGE, **_context())


@blueprint.post("/alarms/<alarm_id>/settlement")
@allowed(Action.MANAGE_DEVICES)
def settle(alarm_id: str) -> Response:
    try:
        values = read_form(SettlementForm()).require("desk.alarm")
    except BadInput as problem:
        return show_again(_PAGE, problem, **_context())
    with write_transaction(db.session) as session:
        settle_alarm(session, alarm_id, current_person().id, values["reason"], now())
    flash(t("desk.alarm.settled_now"))
    return redirect("/desk/devices", 303)


@blueprint.post("/<device_id>/revocation")
@allowed(Action.MANAGE_DEVICES)
def revoke(device_id: str) -> Response:
    with write_transaction(db.session) as session:
        revoke_device(session, device_id, current_person().id, now())
    flash(t("desk.device.revoked_now"))
    return redirect("/desk/devices", 303)


def _context() -> dict[str, object]:
    return {"shown": devices_shown(db.session, now()), "here": current_sign_in().device_id}
