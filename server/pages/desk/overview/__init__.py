"""The desk's first page: how much there is, what happened today, what to do next."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.school_day import school_day
from server.pages.desk.devices.shown import device_warnings
from server.services.records_list import RecordFilter, find_records
from server.services.records_list_counts import overview_counts
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, person_may

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.get("/", strict_slashes=False)
@allowed(Action.SEE_FINDINGS)
def overview() -> str | Response:
    """Who does not work at the desk comes to their findings, the one room that is theirs."""
    if not person_may(Action.SEE_DESK):
        return redirect("/desk/findings")
    today = school_day(now())
    return render_template(
        "desk/overview/overview.html",
        today=today,
        warnings=device_warnings(db.session, now()),
        counts=overview_counts(db.session, today),
        records=find_records(db.session, RecordFilter()).rows[:5],
    )
