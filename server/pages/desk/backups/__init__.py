"""The newest verified backup, and how to make the next."""

from __future__ import annotations

from flask import Blueprint, render_template

from server.domain.access import Action
from server.services.backup.newest import newest_backup
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_backups", __name__, url_prefix="/desk/backups")


@blueprint.get("")
@allowed(Action.SEE_BACKUPS)
def show() -> str:
    return render_template("desk/backups/show.html", newest=newest_backup(db.session))
