"""今日: what needs this person now, today's rounds, and the figures of the school."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.finding import Actor
from server.domain.school_day import school_day
from server.pages.desk.overview.shown import shown_matters
from server.services.records_list import latest_records
from server.services.records_list_counts import overview_counts
from server.services.rounds_board import touches
from server.services.sign_in import roles_of
from server.services.today import recent_rounds, todays_matters
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, person_may

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

_LATEST = 5


@blueprint.get("/", strict_slashes=False)
@allowed(Action.SEE_FINDINGS)
def overview() -> str | Response:
    """Who does not work at the desk comes to their findings, the one room that is theirs."""
    if not person_may(Action.SEE_DESK):
        return redirect("/desk/findings")
    at, person = now(), current_person()
    today, rounds = school_day(at), recent_rounds(db.session, at)
    actor = Actor(person.id, roles_of(person))
    return render_template(
        "desk/overview/overview.html",
        today=today,
        matters=shown_matters(todays_matters(db.session, at, rounds, actor)),
        rounds=[one for one in rounds if touches(one, today, today)],
        counts=overview_counts(db.session, today),
        records=latest_records(db.session, _LATEST),
    )
