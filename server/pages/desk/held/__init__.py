"""What waits for an administrator: facts that could not be applied, and unknown codes."""

from __future__ import annotations

from flask import Blueprint, render_template

from server.domain.access import Action
from server.services.held.listing import find_held
from server.services.records_list_codes import kept_codes
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_held", __name__, url_prefix="/desk/held")


@blueprint.get("")
@allowed(Action.SEE_HELD_FACTS)
def list_all() -> str:
    held = find_held(db.session, None, 1).rows
    return render_template("desk/held/list.html", held=held, codes=kept_codes(db.session))
