"""上级模板: the bureau's empty workbooks, mapped once and filled at every count."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.bureau_template import CellField, ColumnField, Subject, plan_of
from server.domain.problems import BadInput, NotFound, Problem
from server.domain.problems_forms import BureauFieldTwice
from server.pages.desk.bureau.fill import filled_book
from server.pages.desk.bureau.plan_form import MOST_CELLS, PlanForm, read_plan, shown_plan
from server.pages.desk.forms import show_again
from server.records import BureauTemplate, Stocktake, new_id
from server.records.database import write_transaction
from server.services.bureau_templates import (
    MOST_MB,
    TakenBook,
    add_template,
    delete_template,
    get_template,
    list_templates,
    map_template,
    sheets_of,
    take_book,
)
from server.services.forms_bureau import counted_rooms
from server.services.forms_stocktakes import stocktakes_to_print
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_bureau", __name__, url_prefix="/desk/bureau")

_LIST = "desk/bureau/list.html"
_PLAN = "desk/bureau/plan.html"
_HOME = "/desk/bureau"
_AROUND = 2**16  # what a browser writes around the file
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@allowed(Action.PRINT_FORMS)
def list_all() -> str:
    return render_template(_LIST, **_context())


@blueprint.post("")
@allowed(Action.MANAGE_TEMPLATES)
def upload() -> Response:
    request.max_content_length = (MOST_MB << 20) + _AROUND
    template_id = request.form.get("id", "")
    try:
        taken = _taken()
        with write_transaction(db.session) as session:
            add_template(session, template_id, taken, current_person().id, now())
    except Problem as problem:
        return show_again(_LIST, problem, **_context())
    return redirect(f"{_HOME}/{template_id}", 303)


@blueprint.get("/<template_id>")
@allowed(Action.MANAGE_TEMPLATES)
def plan(template_id: str) -> str:
    template = get_template(db.session, template_id)
    return render_template(_PLAN, **_plan_context(template, _chosen(template)))


@blueprint.post("/<template_id>")
@allowed(Action.MANAGE_TEMPLATES)
def keep_plan(template_id: str) -> Response:
    """The same again changes nothing."""
    template = get_template(db.session, template_id)
    entered = PlanForm.entered(request.form)
    try:
        name, mapped = read_plan(entered)
        with write_transaction(db.session) as session:
            map_template(session, template_id, name, mapped)
    except BureauFieldTwice as problem:
        named = BureauFieldTwice(field=t(f"desk.bureau.field.{problem.params['field']}"))
        return show_again(_PLAN, named, **_plan_context(template, entered))
    except Problem as problem:
        return show_again(_PLAN, problem, **_plan_context(template, entered))
    flash(t("desk.saved"))
    return redirect(_HOME, 303)


@blueprint.post("/<template_id>/deletion")
@allowed(Action.MANAGE_TEMPLATES)
def delete(template_id: str) -> Response:
    with write_transaction(db.session) as session:
        delete_template(session, template_id)
    flash(t("desk.bureau.deleted"))
    return redirect(_HOME, 303)


@blueprint.get("/<template_id>/file")
@allowed(Action.PRINT_FORMS)
def download(template_id: str) -> Response:
    """Filled with what its count says, or the register without one."""
    template = get_template(db.session, template_id)
    try:
        stocktake = _stocktake(plan_of(template.mapping).subject)
        book = filled_book(template, stocktake, current_person().name, now())
    except NotFound:
        raise
    except Problem as problem:
        return show_again(_LIST, problem, **_context())
    parts = (template.name, stocktake.name if stocktake else "")
    name = "-".join(part for part in parts if part)
    return send_file(
        BytesIO(book), mimetype=_XLSX, as_attachment=True, download_name=f"{name}.xlsx"
    )


def _stocktake(subject: Subject) -> Stocktake | None:
    """The count asked for. Raises NotFound, and BadInput where there must be one."""
    stocktake_id = request.args.get("stocktake_id", "")
    if not stocktake_id:
        if subject is Subject.DISCREPANCIES:
            raise BadInput(fields=t("desk.bureau.stocktake"))
        return None
    stocktake = db.session.get(Stocktake, stocktake_id)
    if stocktake is None:
        raise NotFound
    return stocktake


def _taken() -> TakenBook:
    """Raises BadInput without a file or an id, and what ``take_book`` raises."""
    file = request.files.get("file")
    if file is None or not file.filename or len(request.form.get("id", "")) != len(new_id()):
        raise BadInput(fields=t("desk.bureau.file"))
    with closing(file):
        return take_book(file.stream, file.filename)


def _context() -> dict[str, Any]:
    templates = [(one, plan_of(one.mapping)) for one in list_templates(db.session)]
    counts = [(one, *counted_rooms(db.session, one.id)) for one in stocktakes_to_print(db.session)]
    return {
        "templates": templates,
        "counts": counts,
        "chosen": request.args.get("stocktake_id", ""),
        "new_id": new_id(),
        "limit_mb": MOST_MB,
    }


def _chosen(template: BureauTemplate) -> PlanForm:
    """What is kept, or what another sheet of the book suggests."""
    sheet = request.args.get("sheet", "")
    kept = PlanForm.kept(template.name, plan_of(template.mapping))
    return kept.on_sheet(sheet, sheets_of(template)) if sheet else kept


def _plan_context(template: BureauTemplate, form: PlanForm) -> dict[str, Any]:
    sheets = sheets_of(template)
    return {
        "kept": template,
        "form": form,
        "sheets": [sheet.name for sheet in sheets],
        "shown": shown_plan(form, sheets),
        "subjects": list(Subject),
        "fields": list(ColumnField),
        "cell_fields": list(CellField),
        "cell_numbers": range(1, MOST_CELLS + 1),
    }
