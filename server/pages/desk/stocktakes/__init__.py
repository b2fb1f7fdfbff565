"""Stocktakes (清查): the list, opening one, its board of rooms."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.domain.problems_stocktakes import SheetNoneTicked
from server.domain.school_day import school_day
from server.pages.desk.forms import show_again
from server.pages.desk.stocktakes.context import board_context, list_context, new_context
from server.pages.desk.stocktakes.plan_form import first_fields, read_plan, typed_fields
from server.records import new_id
from server.records.database import write_transaction
from server.services.count_sheets_steps import SheetDecision, countersign_sheet
from server.services.counted_sheets import refresh_sheets
from server.services.stocktakes import end_stocktake, open_stocktake, preview_stocktake
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_stocktakes", __name__, url_prefix="/desk/stocktakes")

_NEW = "desk/stocktakes/new.html"
_BOARD = "desk/stocktakes/board.html"
_WORDS_LONGEST = 500
_VERSION = re.compile(r"[0-9]{1,9}")


@blueprint.get("")
@allowed(Action.SEE_STOCKTAKES)
def list_all() -> str:
    return render_template("desk/stocktakes/list.html", **list_context())


@blueprint.get("/new")
@allowed(Action.MANAGE_STOCKTAKES)
def new() -> str:
    at = now()
    fields = first_fields(school_day(at))
    return render_template(_NEW, **new_context(new_id(), fields, at))


@blueprint.post("/new/<uuid:stocktake_id>")
@allowed(Action.MANAGE_STOCKTAKES)
def add(stocktake_id: UUID) -> str | Response:
    """What was pressed: a search for rooms, a preview, or the opening itself."""
    key, at, pressed = str(stocktake_id), now(), request.form.get("do")
    try:
        if pressed == "find":
            return render_template(_NEW, **new_context(key, typed_fields(), at))
        plan = read_plan()
        if pressed != "open":
            preview = preview_stocktake(db.session, plan, at)
            return render_template(_NEW, **new_context(key, typed_fields(), at, preview))
        with write_transaction(db.session) as session:
            open_stocktake(session, key, plan, current_person().id, at)
    except Problem as problem:
        return show_again(_NEW, problem, **new_context(key, typed_fields(), at))
    flash(t("desk.stocktake.opened"))
    return redirect(f"/desk/stocktakes/{key}", 303)


@blueprint.get("/<stocktake_id>")
@allowed(Action.SEE_STOCKTAKES)
def show(stocktake_id: str) -> str:
    return render_template(_BOARD, **board_context(stocktake_id, now()))


@blueprint.post("/<stocktake_id>/countersignatures")
@allowed(Action.COUNTERSIGN_SHEETS)
def countersign_many(stocktake_id: str) -> Response:
    ticked = request.form.getlist("sheet")
    with write_transaction(db.session) as session:
        refresh_sheets(session, [one.partition(":")[0] for one in ticked], now())
    try:
        with write_transaction(db.session) as session:
            if not ticked:
                raise SheetNoneTicked
            for one in ticked:
                countersign_sheet(session, _decision(one), now())
    except Problem as problem:
        return show_again(_BOARD, problem, **board_context(stocktake_id, now()))
    flash(t("desk.stocktake.countersigned_n", n=len(ticked)))
    return redirect(f"/desk/stocktakes/{stocktake_id}", 303)


@blueprint.post("/<stocktake_id>/end")
@allowed(Action.MANAGE_STOCKTAKES)
def end(stocktake_id: str) -> Response:
    with write_transaction(db.session) as session:
        end_stocktake(session, stocktake_id, current_person().id, now())
    flash(t("desk.stocktake.ended_now"))
    return redirect(f"/desk/stocktakes/{stocktake_id}", 303)


def _decision(ticked: str) -> SheetDecision:
    """From ``<sheet id>:<version>``; a version that is no number fits no sheet."""
    sheet_id, _, version = ticked.partition(":")
    based_on = int(version) if _VERSION.fullmatch(version) else 0
    words = request.form.get("words", "").strip()[:_WORDS_LONGEST]
    return SheetDecision(sheet_id, based_on, current_person().id, words)
