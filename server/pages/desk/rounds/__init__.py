"""Rounds: the board of a day, what waits for a countersignature, a month, one round."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.domain.school_day import school_day
from server.pages.desk.forms import show_again
from server.pages.desk.request_values import day_given
from server.pages.desk.rounds.context import (
    board_context,
    detail_context,
    month_context,
    waiting_context,
)
from server.records.database import write_transaction
from server.services.countersign import countersign
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_rounds", __name__, url_prefix="/desk/rounds")

_WAITING = "desk/rounds/waiting.html"
_DETAIL = "desk/rounds/round.html"
_WORDS_LONGEST = 200
_FIRST_YEAR, _LAST_YEAR = 2001, 2100


@blueprint.get("")
@allowed(Action.SEE_ROUNDS)
def board() -> str:
    at = now()
    day = _within(day_given("day"), school_day(at))
    return render_template("desk/rounds/board.html", **board_context(day, at))


@blueprint.get("/month")
@allowed(Action.SEE_ROUNDS)
def month() -> str:
    at = now()
    return render_template("desk/rounds/month.html", **month_context(_month(school_day(at)), at))


@blueprint.get("/waiting")
@allowed(Action.COUNTERSIGN_ROUNDS)
def waiting() -> str:
    return render_template(_WAITING, **waiting_context(now()))


@blueprint.post("/countersignatures")
@allowed(Action.COUNTERSIGN_ROUNDS)
def sign_many() -> Response:
    try:
        _sign(request.form.getlist("round"))
    except Problem as problem:
        return show_again(_WAITING, problem, **waiting_context(now()))
    return redirect("/desk/rounds/waiting", 303)


@blueprint.get("/<round_id>")
@allowed(Action.SEE_ROUNDS)
def show(round_id: str) -> str:
    return render_template(_DETAIL, **detail_context(round_id, now()))


@blueprint.post("/<round_id>/countersignature")
@allowed(Action.COUNTERSIGN_ROUNDS)
def sign(round_id: str) -> Response:
    try:
        _sign([round_id])
    except Problem as problem:
        return show_again(_DETAIL, problem, **detail_context(round_id, now()))
    return redirect(f"/desk/rounds/{round_id}", 303)


def _sign(round_ids: list[str]) -> None:
    words = request.form.get("words", "").strip()[:_WORDS_LONGEST]
    with write_transaction(db.session) as session:
        signed = countersign(session, round_ids, current_person().id, words, now())
    flash(t("desk.round.signed_now", n=signed))


def _month(today: date) -> date:
    """The first day of the month asked for as 2026-11, else of this one."""
    try:
        asked = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        asked = None
    return _within(asked, today).replace(day=1)


def _within(asked: date | None, today: date) -> date:
    """``asked`` when it is a day of this century, else ``today``."""
    return asked if asked and _FIRST_YEAR <= asked.year < _LAST_YEAR else today
