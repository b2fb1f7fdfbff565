"""Blank labels: how many to print, and which of those printed are not stuck on anything yet."""

from __future__ import annotations

from flask import Blueprint, render_template

from server.domain.access import Action
from server.services.label_blank import MOST_BLANK, blank_labels
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_blank_labels", __name__, url_prefix="/desk/labels/blank")


@blueprint.get("")
@allowed(Action.PRINT_LABELS)
def show() -> str:
    return render_template(
        "desk/blank_labels/show.html", blank=blank_labels(db.session), most=MOST_BLANK
    )
