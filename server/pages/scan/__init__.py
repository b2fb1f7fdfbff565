"""What a printed label opens in an ordinary camera: the app at this thing.

A label that is opened so for the first time proves that labels with its address lead here.
"""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from qr_labels import parse_scan
from server.domain.access import Action
from server.domain.problems import SignInNeeded
from server.records.database import write_transaction
from server.services.label_trials import address_on_trial, note_opened_label
from server.web.clock import now
from server.web.database import db
from server.web.guard import person_may, public

blueprint = Blueprint("scan", __name__)

# How browsers of phones call themselves, WeChat's and HarmonyOS's own included.
_PHONE = re.compile("Mobi|Android|iPhone|iPad|HarmonyOS|MicroMessenger", re.I)


@blueprint.get("/<any(q, Q):_q>/<code>")
@public
def open_code(_q: str, code: str) -> Response | str:
    """The host does not matter here: labels of an older address keep working."""
    own = parse_scan(code).code
    base_url = address_on_trial(db.session, own, request.host) if _is_ordinary_phone() else None
    if base_url is None:
        return redirect(f"/app/thing/{code}")
    with write_transaction(db.session) as session:
        note_opened_label(session, base_url, own, now())
    return render_template("scan/passed.html", code=own)


def _is_ordinary_phone() -> bool:
    """Not the browser in which the labels were printed, which would prove nothing."""
    if request.method != "GET" or not _PHONE.search(request.user_agent.string):
        return False
    try:
        return not person_may(Action.PRINT_LABELS)
    except SignInNeeded:
        return True
