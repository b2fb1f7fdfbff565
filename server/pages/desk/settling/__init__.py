"""Settling a stocktake: what was found, what is decided about it, and what it adds up to."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.desk.forms import Filled, read_form, show_again
from server.pages.desk.settling.book import discrepancy_book
from server.pages.desk.settling.context import (
    comparison_context,
    discrepancy_context,
    list_context,
    moves_context,
    summary_context,
)
from server.pages.desk.settling.decision_form import DecisionForm, EndForm, choice_of, chosen_rows
from server.records.database import write_transaction
from server.services.settling import By, Chosen, decide, finish
from server.services.settling_moves import accept_moves
from server.services.stocktakes import get_stocktake
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint(
    "desk_settling", __name__, url_prefix="/desk/stocktakes/<stocktake_id>/settling"
)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@allowed(Action.SEE_STOCKTAKES)
def list_all(stocktake_id: str) -> str:
    return render_template("desk/settling/list.html", **list_context(stocktake_id))


@blueprint.post("/decisions")
@allowed(Action.SETTLE_DISCREPANCIES)
def decide_many(stocktake_id: str) -> Response:
    ticked = request.form.getlist("discrepancy")
    filled = read_form(DecisionForm())
    try:
        n = _decide(stocktake_id, ticked, filled)
    except Problem as problem:
        context = list_context(stocktake_id, filled.entered, ticked)
        return show_again("desk/settling/list.html", problem, **context)
    flash(t("desk.settling.decided_n", n=n))
    return redirect(
        f"/desk/stocktakes/{stocktake_id}/settling?{request.query_string.decode()}", 303
    )


@blueprint.get("/moves")
@allowed(Action.SEE_STOCKTAKES)
def moves(stocktake_id: str) -> str:
    return render_template("desk/settling/moves.html", **moves_context(stocktake_id))


@blueprint.post("/moves")
@allowed(Action.SETTLE_DISCREPANCIES)
def accept(stocktake_id: str) -> Response:
    ticked = request.form.getlist("move")
    try:
        with write_transaction(db.session) as session:
            n = accept_moves(session, stocktake_id, ticked, _by())
    except Problem as problem:
        context = moves_context(stocktake_id, ticked)
        return show_again("desk/settling/moves.html", problem, **context)
    flash(t("desk.settling.moved_n", n=n))
    return redirect(f"/desk/stocktakes/{stocktake_id}/settling/moves", 303)


@blueprint.get("/summary")
@allowed(Action.SEE_STOCKTAKES)
def totals(stocktake_id: str) -> str:
    return render_template("desk/settling/summary.html", **summary_context(stocktake_id))


@blueprint.get("/book.xlsx")
@allowed(Action.SEE_STOCKTAKES)
def book(stocktake_id: str) -> Response:
    stocktake = get_stocktake(db.session, stocktake_id)
    name = t("desk.settling.book_name", name=stocktake.name, day=stocktake.baseline_on)
    return send_file(
        discrepancy_book(stocktake), mimetype=_XLSX, as_attachment=True, download_name=name
    )


@blueprint.get("/comparison")
@allowed(Action.SEE_STOCKTAKES)
def comparison(stocktake_id: str) -> str:
    return render_template("desk/settling/comparison.html", **comparison_context(stocktake_id))


@blueprint.get("/<discrepancy_id>")
@allowed(Action.SEE_STOCKTAKES)
def show(stocktake_id: str, discrepancy_id: str) -> str:
    context = discrepancy_context(stocktake_id, discrepancy_id)
    return render_template("desk/settling/discrepancy.html", **context)


@blueprint.post("/<discrepancy_id>/decision")
@allowed(Action.SETTLE_DISCREPANCIES)
def decide_one(stocktake_id: str, discrepancy_id: str) -> Response:
    filled = read_form(DecisionForm())
    try:
        based_on = request.form.get("based_on", "")
        _decide(stocktake_id, [f"{discrepancy_id}:{based_on}"], filled)
    except Problem as problem:
        return _again(problem, stocktake_id, discrepancy_id, filled.entered)
    flash(t("desk.settling.decided"))
    return redirect(f"/desk/stocktakes/{stocktake_id}/settling/{discrepancy_id}", 303)


@blueprint.post("/<discrepancy_id>/end")
@allowed(Action.SETTLE_DISCREPANCIES)
def end(stocktake_id: str, discrepancy_id: str) -> Response:
    """What was decided has been done."""
    filled = read_form(EndForm())
    try:
        values = filled.require("desk.settling")
        chosen = Chosen(discrepancy_id, values["based_on"])
        with write_transaction(db.session) as session:
            finish(session, stocktake_id, chosen, values["end_words"] or "", _by())
    except Problem as problem:
        return _again(problem, stocktake_id, discrepancy_id, filled.entered)
    flash(t("desk.settling.ended"))
    return redirect(f"/desk/stocktakes/{stocktake_id}/settling/{discrepancy_id}", 303)


def _decide(stocktake_id: str, ticked: list[str], filled: Filled) -> int:
    choice = choice_of(filled)
    with write_transaction(db.session) as session:
        return decide(session, stocktake_id, chosen_rows(ticked), choice, _by())


def _again(problem: Problem, stocktake_id: str, discrepancy_id: str, entered: Any) -> Response:
    context = discrepancy_context(stocktake_id, discrepancy_id, entered)
    return show_again("desk/settling/discrepancy.html", problem, **context)


def _by() -> By:
    return By(current_person().id, now())
