"""Labels: what is still to be printed, and choosing paper and design for it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from server.domain.access import Action
from server.domain.problems import NothingToPrint
from server.pages.desk.labels.address import label_address
from server.pages.desk.labels.choice import CHOOSE, choice_context
from server.pages.desk.labels.selection import selected
from server.services.assets_list import unprinted_asset_ids
from server.services.label_requests import count_requested
from server.services.label_trials import find_trial
from server.services.places_tree import place_choices
from server.services.print_labels import recent_print_jobs
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_labels", __name__, url_prefix="/desk/labels")


@blueprint.get("")
@allowed(Action.PRINT_LABELS)
def hub() -> str:
    return render_template(
        "desk/labels/hub.html",
        asked_for=count_requested(db.session),
        unprinted=len(unprinted_asset_ids(db.session)),
        places=place_choices(db.session),
        jobs=recent_print_jobs(db.session),
        trial=find_trial(db.session, label_address()),
    )


@blueprint.post("/choice")
@allowed(Action.PRINT_LABELS)
def choose() -> str:
    """What is about to be printed; a POST because a selection may be long."""
    selection = selected(db.session, request.form)
    if not selection.count:
        raise NothingToPrint
    return render_template(CHOOSE, **choice_context(selection))


@blueprint.get("/trial")
@allowed(Action.PRINT_LABELS)
def trial() -> str:
    """Whether a phone has opened a label by now: the part of a page that asks again and again."""
    return render_template(
        "desk/labels/trial_state.html", trial=find_trial(db.session, label_address())
    )
