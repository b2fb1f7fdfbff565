"""The papers of a count: choose one, all rooms or one, once or in two copies."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import NotFound
from server.pages.desk.count_papers.make import FORMS, OF_ALL_ROOMS, Asked, paper_of
from server.pages.desk.papers.sending import send_paper
from server.services.forms_sheets import sheets_of
from server.services.stocktakes import get_stocktake
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_count_papers", __name__, url_prefix="/desk/stocktakes")

_CHOOSE = "desk/count_papers/choose.html"


@blueprint.get("/<stocktake_id>/papers")
@allowed(Action.PRINT_FORMS)
def choose(stocktake_id: str) -> str:
    return render_template(_CHOOSE, **_context(stocktake_id))


@blueprint.get("/<stocktake_id>/papers/file")
@allowed(Action.PRINT_FORMS)
def download(stocktake_id: str) -> Response:
    """The form asked for, as PDF or workbook. NotFound for a form or a room that is not there."""
    ending = "xlsx" if request.args.get("as") == "xlsx" else "pdf"
    return send_paper(paper_of(_asked(stocktake_id), as_book=ending == "xlsx"), ending)


def _asked(stocktake_id: str) -> Asked:
    stocktake = get_stocktake(db.session, stocktake_id)
    form, sheet_id = request.args.get("form", ""), request.args.get("sheet_id", "")
    if form not in FORMS:
        raise NotFound
    if (
        sheet_id
        and form not in OF_ALL_ROOMS
        and not sheets_of(db.session, stocktake_id, (sheet_id,))
    ):
        raise NotFound
    return Asked(form, stocktake, sheet_id, two=request.args.get("copies") == "2")


def _context(stocktake_id: str) -> dict[str, Any]:
    form = request.args.get("form", "")
    return {
        "stocktake": get_stocktake(db.session, stocktake_id),
        "sheets": sheets_of(db.session, stocktake_id),
        "forms": FORMS,
        "chosen": form if form in FORMS else FORMS[0],
        "sheet_id": request.args.get("sheet_id", ""),
    }
