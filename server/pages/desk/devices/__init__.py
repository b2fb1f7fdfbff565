"""Devices: when each was last seen, what it still holds, and shutting one out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.records.database import write_transaction
from server.services.devices import list_devices, revoke_device
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, current_sign_in
from server.web.messages import t

blueprint = Blueprint("desk_devices", __name__, url_prefix="/desk/devices")


@blueprint.get("")
@allowed(Action.MANAGE_DEVICES)
def list_all() -> str:
    return render_template(
        "desk/devices/list.html",
        devices=list_devices(db.session),
        here=current_sign_in().device_id,
    )


@blueprint.post("/<device_id>/revocation")
@allowed(Action.MANAGE_DEVICES)
def revoke(device_id: str) -> Response:
    with write_transaction(db.session) as session:
        revoke_device(session, device_id, current_person().id, now())
    flash(t("desk.device.revoked_now"))
    return redirect("/desk/devices", 303)
