"""Forms for inspectors and walls, and sentences for reports: choose one and its days."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.domain.problems_forms import FormOnlyAsPdf
from server.domain.school_day import school_day
from server.pages.desk.forms import show_again
from server.pages.desk.papers.asked import (
    MOST_DAYS,
    ONLY_PDF,
    WORDS,
    Asked,
    checked,
    given,
    presets,
)
from server.pages.desk.papers.make import paper_of
from server.pages.desk.papers.sending import send_paper
from server.pages.desk.papers.sentences import log_text, term_text
from server.services.extinguishers import all_extinguishers
from server.services.forms_log import day_log, term_figures
from server.services.routes import list_routes
from server.services.school_calendar import school_calendar
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_forms", __name__, url_prefix="/desk/forms")

_CHOOSE = "desk/papers/choose.html"


@blueprint.get("")
@allowed(Action.PRINT_FORMS)
def choose() -> str:
    return render_template(_CHOOSE, **_context())


@blueprint.get("/file")
@allowed(Action.PRINT_FORMS)
def download() -> Response:
    """The form asked for, as PDF or workbook; sentences are a page of their own."""
    try:
        asked = checked(school_day(now()))
        if asked.form in WORDS:
            return redirect(f"/desk/forms/words?{request.query_string.decode()}", 303)
        return _sent(asked, "xlsx" if request.args.get("as") == "xlsx" else "pdf")
    except Problem as problem:
        return show_again(_CHOOSE, problem, **_context())


@blueprint.get("/words")
@allowed(Action.PRINT_FORMS)
def words() -> str | Response:
    try:
        asked = checked(school_day(now()))
    except Problem as problem:
        return show_again(_CHOOSE, problem, **_context())
    return render_template("desk/papers/words.html", asked=asked, text=_text(asked))


def _context() -> dict[str, Any]:
    today = school_day(now())
    bottles = all_extinguishers(db.session, today)
    asked, periods = given(today), presets(school_calendar(db.session), today)
    first, last = periods.get(request.args.get("preset", ""), (asked.first, asked.last))
    is_entered = "preset" not in request.args
    return {
        "asked": asked,
        "entered": {"first": first, "last": last} | (request.args.to_dict() if is_entered else {}),
        "forms": list(MOST_DAYS),
        "most_days": MOST_DAYS["records"],
        "presets": list(periods),
        "routes": list_routes(db.session),
        "bottles": sorted(bottles, key=lambda one: one.asset.ledger_number or ""),
    }


def _text(asked: Asked) -> str:
    at = now()
    if asked.form == "log":
        return log_text(day_log(db.session, asked.last, at), asked.last)
    figures = term_figures(db.session, asked.first, asked.last, at)
    return term_text(figures, asked.first, asked.last)


def _sent(asked: Asked, ending: str) -> Response:
    """Raises FormOnlyAsPdf."""
    if ending == "xlsx" and asked.form in ONLY_PDF:
        raise FormOnlyAsPdf
    return send_paper(paper_of(asked, now(), as_book=ending == "xlsx"), ending)
