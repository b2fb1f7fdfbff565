"""Importing a ledger: upload, columns, dry run, confirmation, what came of it."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, ImportNotReady, Problem
from server.pages.desk.forms import show_again
from server.pages.desk.imports.column_form import (
    read_corrections,
    read_header_rows,
    sheets_to_correct,
)
from server.pages.desk.imports.sentences import problem_sentence, rejected_titles
from server.pages.desk.imports.shown import PAGE_OF_STATE, page_context
from server.records.database import write_transaction
from server.services.ledger_import.abandon import abandon_import
from server.services.ledger_import.apply import Confirmed, apply_import
from server.services.ledger_import.columns import (
    CHOICES,
    OPEN_STATES,
    correct_columns,
    corrected_plans,
    find_mistakes,
    find_row_mistakes,
    point_at_headers,
)
from server.services.ledger_import.find import get_import, list_imports
from server.services.ledger_import.judge import judge_block, keep_block
from server.services.ledger_import.plans import lacks_name, plans_of, remembered_mappings
from server.services.ledger_import.rejected import write_bad_rows
from server.services.ledger_import.staging import Staging
from server.services.ledger_import.start import TakenFile, staging_of, start_import, take_file
from server.services.ledger_import.states import READING
from server.services.ledger_import.sweep import sweep_uploads
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("imports", __name__, url_prefix="/desk/imports")

_LIST = "desk/imports/list.html"
_COLUMNS = "desk/imports/columns.html"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@allowed(Action.IMPORT_LEDGER)
def index() -> str:
    return render_template(_LIST, **_list())


@blueprint.post("")
@allowed(Action.IMPORT_LEDGER)
def upload() -> Response:
    try:
        taken = _taken()
    except Problem as problem:
        return show_again(_LIST, problem, **_list())
    sweep_uploads(db.session, current_settings().upload_dir, now())
    person_id = current_person().id
    with write_transaction(db.session) as session:
        plans = plans_of(start_import(session, taken, person_id, now()))
    page = "/columns" if any(map(lacks_name, plans)) else ""
    return redirect(f"/desk/imports/{taken.id}{page}", 303)


@blueprint.get("/<import_id>")
@allowed(Action.IMPORT_LEDGER)
def show(import_id: str) -> Response | str:
    found = get_import(db.session, import_id)
    if found.state == READING and any(map(lacks_name, plans_of(found))):
        return redirect(f"/desk/imports/{import_id}/columns", 303)
    return render_template(PAGE_OF_STATE[found.state], **page_context(found))


@blueprint.post("/<import_id>/advance")
@allowed(Action.IMPORT_LEDGER)
def advance(import_id: str) -> Response | str:
    """Judge the next block; the page asks again and again, a button does without script."""
    if get_import(db.session, import_id).state == READING:
        _judge_next(import_id)
    found = get_import(db.session, import_id)
    if "HX-Request" not in request.headers:
        return redirect(f"/desk/imports/{import_id}", 303)
    if found.state == READING:
        return render_template("desk/imports/progress.html", found=found)
    return Response(headers={"HX-Redirect": f"/desk/imports/{import_id}"})


@blueprint.get("/<import_id>/columns")
@allowed(Action.IMPORT_LEDGER)
def columns(import_id: str) -> str:
    found = get_import(db.session, import_id)
    if found.state not in OPEN_STATES:
        raise ImportNotReady(state=found.state)
    sheets = sheets_to_correct(plans_of(found), _staging(import_id))
    return render_template(_COLUMNS, found=found, sheets=sheets, choices=CHOICES)


@blueprint.post("/<import_id>/columns")
@allowed(Action.IMPORT_LEDGER)
def correct(import_id: str) -> Response | tuple[str, int]:
    """Read by what the form says; a header said to stand in another row is looked at first."""
    found = get_import(db.session, import_id)
    corrections = read_corrections(plans_of(found), request.form)
    plans = corrected_plans(found, corrections)
    rows = read_header_rows(plans, request.form)
    mistakes = find_row_mistakes(plans, rows) if rows else find_mistakes(corrections, plans)
    if mistakes:
        sheets = sheets_to_correct(plans, _staging(import_id), corrections)
        page = {"found": found, "sheets": sheets, "choices": CHOICES, "mistakes": mistakes}
        return render_template(_COLUMNS, **page), 422
    if rows:
        with write_transaction(db.session) as session:
            point_at_headers(session, import_id, plans_of(found), rows, _staging(import_id))
        return redirect(f"/desk/imports/{import_id}/columns", 303)
    with write_transaction(db.session) as session:
        correct_columns(session, import_id, plans, now())
    return redirect(f"/desk/imports/{import_id}", 303)


@blueprint.post("/<import_id>/confirmation")
@allowed(Action.IMPORT_LEDGER)
def confirm(import_id: str) -> Response:
    seen = request.form.get("seen", "")
    confirmed = Confirmed(current_person().id, now(), seen)
    with write_transaction(db.session) as session:
        written = apply_import(session, import_id, confirmed)
    if not written:
        return redirect(url_for("imports.show", import_id=import_id, was=seen), 303)
    _staging(import_id).discard()
    return redirect(f"/desk/imports/{import_id}", 303)


@blueprint.post("/<import_id>/abandonment")
@allowed(Action.IMPORT_LEDGER)
def abandon(import_id: str) -> Response:
    with write_transaction(db.session) as session:
        abandon_import(session, import_id)
    _staging(import_id).discard()
    flash(t("import.abandoned"))
    return redirect("/desk/imports", 303)


@blueprint.get("/<import_id>/rejected.xlsx")
@allowed(Action.IMPORT_LEDGER)
def rejected(import_id: str) -> Response:
    found = get_import(db.session, import_id)
    out = BytesIO()
    write_bad_rows(db.session, found, rejected_titles(), problem_sentence, out)
    out.seek(0)
    name = t("import.rejected.file_name", name=found.file_name.rpartition(".")[0][:80])
    return send_file(out, mimetype=_XLSX, as_attachment=True, download_name=f"{name}.xlsx")


def _taken() -> TakenFile:
    """The uploaded file, kept and opened. Raises BadInput without one, and the file's problems."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput(fields=t("import.file"))
    settings = current_settings()
    return take_file(
        file.stream,
        file.filename,
        settings.upload_dir,
        settings.upload_limit_mb,
        remembered_mappings(db.session),
    )


def _judge_next(import_id: str) -> None:
    staging = _staging(import_id)
    block = judge_block(db.session, get_import(db.session, import_id), staging, now().date())
    with write_transaction(db.session) as session:
        keep_block(session, block)
    staging.forget_all_but(block.memory_key)


def _staging(import_id: str) -> Staging:
    return staging_of(current_settings().upload_dir, get_import(db.session, import_id).id)


def _list() -> dict[str, object]:
    return {
        "imports": list_imports(db.session),
        "limit_mb": current_settings().upload_limit_mb,
    }
