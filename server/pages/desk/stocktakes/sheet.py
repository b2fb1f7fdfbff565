"""One room's sheet at the desk: looked at, countersigned, sent back, opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.desk.forms import show_again
from server.pages.desk.stocktakes.sheet_context import sheet_context
from server.records import CountSheet
from server.records.database import write_transaction
from server.services.count_codes import make_code, stop_code
from server.services.count_sheets_steps import (
    SheetDecision,
    choose_counters,
    countersign_sheet,
    reopen_sheet,
    send_back,
)
from server.services.counted_sheets import refresh_sheets
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint(
    "desk_sheets", __name__, url_prefix="/desk/stocktakes/<stocktake_id>/sheets/<sheet_id>"
)

_PAGE = "desk/stocktakes/sheet.html"
_WORDS_LONGEST = 500

_Decide = Callable[[Session, SheetDecision, datetime], CountSheet]


@blueprint.get("")
@allowed(Action.SEE_STOCKTAKES)
def show(stocktake_id: str, sheet_id: str) -> str:
    return render_template(_PAGE, **sheet_context(stocktake_id, sheet_id))


@blueprint.post("/countersignature")
@allowed(Action.COUNTERSIGN_SHEETS)
def countersign(stocktake_id: str, sheet_id: str) -> Response:
    return _decided(stocktake_id, sheet_id, countersign_sheet, "desk.sheet.countersigned_now")


@blueprint.post("/return")
@allowed(Action.COUNTERSIGN_SHEETS)
def give_back(stocktake_id: str, sheet_id: str) -> Response:
    return _decided(stocktake_id, sheet_id, send_back, "desk.sheet.sent_back_now")


@blueprint.post("/reopening")
@allowed(Action.COUNTERSIGN_SHEETS)
def reopen(stocktake_id: str, sheet_id: str) -> Response:
    return _decided(stocktake_id, sheet_id, reopen_sheet, "desk.sheet.reopened_now")


@blueprint.post("/people")
@allowed(Action.MANAGE_STOCKTAKES)
def choose(stocktake_id: str, sheet_id: str) -> Response:
    """Who counts and signs."""
    try:
        with write_transaction(db.session) as session:
            choose_counters(session, sheet_id, request.form.getlist("person_id"), now())
    except Problem as problem:
        return show_again(_PAGE, problem, **sheet_context(stocktake_id, sheet_id))
    flash(t("desk.sheet.people_saved"))
    return redirect(_address(stocktake_id, sheet_id), 303)


@blueprint.post("/code")
@allowed(Action.MANAGE_STOCKTAKES)
def give_code(stocktake_id: str, sheet_id: str) -> Response:
    """临时清点码 of this room for today."""
    try:
        with write_transaction(db.session) as session:
            make_code(session, sheet_id, current_person().id, now())
    except Problem as problem:
        return show_again(_PAGE, problem, **sheet_context(stocktake_id, sheet_id))
    return redirect(f"{_address(stocktake_id, sheet_id)}#code", 303)


@blueprint.post("/code/end")
@allowed(Action.MANAGE_STOCKTAKES)
def end_code(stocktake_id: str, sheet_id: str) -> Response:
    with write_transaction(db.session) as session:
        stop_code(session, sheet_id, now())
    return redirect(f"{_address(stocktake_id, sheet_id)}#code", 303)


def _decided(stocktake_id: str, sheet_id: str, decide: _Decide, told: str) -> Response:
    words = request.form.get("words", "").strip()[:_WORDS_LONGEST]
    based_on = request.form.get("based_on", 0, type=int)
    decision = SheetDecision(sheet_id, based_on, current_person().id, words)
    # What the sheet has come to stays known when the decision is refused for that very reason.
    with write_transaction(db.session) as session:
        refresh_sheets(session, [sheet_id], now())
    try:
        with write_transaction(db.session) as session:
            decide(session, decision, now())
    except Problem as problem:
        return show_again(_PAGE, problem, **sheet_context(stocktake_id, sheet_id))
    flash(t(told))
    return redirect(_address(stocktake_id, sheet_id), 303)


def _address(stocktake_id: str, sheet_id: str) -> str:
    return f"/desk/stocktakes/{stocktake_id}/sheets/{sheet_id}"
