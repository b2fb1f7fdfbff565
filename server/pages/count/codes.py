"""临时清点码, made and stopped by whoever counts the room."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.pages.count.context import sheet_here
from server.records.database import write_transaction
from server.services.count_codes import make_code, stop_code
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person

blueprint = Blueprint("codes", __name__)


@blueprint.post("/sheets/<sheet_id>/code")
@allowed(Action.COUNT_ROOMS)
def make(sheet_id: str) -> Response:
    sheet_here(sheet_id)
    person_id = current_person().id
    with write_transaction(db.session) as session:
        make_code(session, sheet_id, person_id, now())
    return redirect(f"/count/sheets/{sheet_id}#code", 303)


@blueprint.post("/sheets/<sheet_id>/code/end")
@allowed(Action.COUNT_ROOMS)
def stop(sheet_id: str) -> Response:
    sheet_here(sheet_id)
    with write_transaction(db.session) as session:
        stop_code(session, sheet_id, now())
    return redirect(f"/count/sheets/{sheet_id}#code", 303)
