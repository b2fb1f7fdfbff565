"""Taking in what a phone has exported to a file because it could not send it."""

from __future__ import annotations

from contextlib import closing

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.pages.desk.forms import show_again
from server.sync.intake.report import IntakeReport
from server.sync.intake.take import Taker, take_in
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed, current_sign_in
from server.web.messages import t

blueprint = Blueprint("desk_intake", __name__, url_prefix="/desk/intake")

MOST_MB = 200
_FORM = "desk/intake/form.html"
_AROUND = 2**16  # what a browser writes around the file


@blueprint.get("")
@allowed(Action.TAKE_IN_EXPORTS)
def form() -> str:
    return render_template(_FORM, limit_mb=MOST_MB)


@blueprint.post("")
@allowed(Action.TAKE_IN_EXPORTS)
def take() -> Response | str:
    request.max_content_length = MOST_MB * 2**20 + _AROUND
    try:
        report = _take()
    except Problem as problem:
        return show_again(_FORM, problem, limit_mb=MOST_MB)
    return render_template("desk/intake/result.html", report=report)


def _take() -> IntakeReport:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput(fields=t("desk.intake.file"))
    sign_in, settings = current_sign_in(), current_settings()
    taker = Taker(
        sign_in.person_id, sign_in.device_id, settings.secret_key, settings.photo_dir, now()
    )
    with closing(file):
        return take_in(db.session, file.stream, file.filename, taker)
