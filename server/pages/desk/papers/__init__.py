"""Forms for inspectors and walls, and sentences for reports: choose one and its days."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Blueprint, redirect, render_template, request, send_file
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
from server.pages.desk.papers.sentences import log_text, term_text
from server.reports.forms.document import Paper
from server.reports.forms.pdf import write_pdf
from server.reports.forms.xlsx import write_xlsx
from server.services.extinguishers import all_extinguishers
from server.services.forms_log import day_log, term_figures
from server.services.routes import list_routes
from server.services.school_calendar import school_calendar
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_forms", __name__, url_prefix="/desk/forms")

_CHOOSE = "desk/papers/choose.html"
_IN_MEMORY = 16 * 2**20
_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


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
    """PDFs open in the browser, workbooks are for other programs."""
    if ending == "xlsx" and asked.form in ONLY_PDF:
        raise FormOnlyAsPdf
    paper = paper_of(asked, now(), as_book=ending == "xlsx")
    return send_file(
        _file_of(paper, ending),
        mimetype=_TYPES[ending],
        as_attachment=ending != "pdf",
        download_name=f"{paper.head}.{ending}",
    )


def _file_of(paper: Paper, ending: str) -> IO[bytes]:
    """Rewound; in a temporary file when it is large."""
    with ExitStack() as until_whole:
        out = until_whole.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        (write_pdf if ending == "pdf" else write_xlsx)(paper, out)
        out.seek(0)
        until_whole.pop_all()  # the answer closes it
    return out
