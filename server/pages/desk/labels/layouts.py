"""The school's own layouts, and how far the printer prints beside each one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from qr_labels.free_layout import MEASURES
from qr_labels.sheet import MOST_SHIFT, SheetOptions
from server.domain.access import Action
from server.domain.problems import LabelLayoutInvalid, Problem
from server.pages.desk.forms import FormSchema, read_form, show_again
from server.records import new_id
from server.records.database import write_transaction
from server.reports.label_sheet import test_page_pdf
from server.services.label_layouts import add_layout, find_layout, layout_choices, retire_layout
from server.services.label_shifts import Shift, set_shift, shift_of
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_label_layouts", __name__, url_prefix="/desk/labels/layouts")

_LIST = "desk/labels/layouts.html"
_SHIFT = "desk/labels/shift.html"
_LABELS = "desk.layout"
# The usual sheet, as a start.
_MEASURES_SHOWN = {"page_width": "210", "page_height": "297", "columns": "3", "rows": "8"}
_WITHIN = validate.Range(-MOST_SHIFT, MOST_SHIFT)


class LayoutForm(FormSchema):
    id = fields.String(required=True, validate=validate.Length(equal=len(new_id())))
    name = fields.String(required=True, validate=validate.Length(1, 60))


class ShiftForm(FormSchema):
    """In 0.1 mm, as the test page counts."""

    right = fields.Integer(required=True, validate=_WITHIN)
    down = fields.Integer(required=True, validate=_WITHIN)


@blueprint.get("")
@allowed(Action.PRINT_LABELS)
def list_all() -> str:
    return render_template(_LIST, **_context())


@blueprint.post("")
@allowed(Action.PRINT_LABELS)
def add() -> Response:
    filled = read_form(LayoutForm())
    measures = {name: request.form.get(name, "") for name in MEASURES}
    try:
        values = filled.require(_LABELS)
        with write_transaction(db.session) as session:
            person_id = current_person().id
            add_layout(session, values["id"], values["name"], measures, person_id, now())
    except LabelLayoutInvalid as problem:
        named = LabelLayoutInvalid(
            field=t(f"{_LABELS}.{problem.params['field']}"), expected=problem.params["expected"]
        )
        return show_again(_LIST, named, **_context())
    except Problem as problem:
        return show_again(_LIST, problem, **_context())
    flash(t("desk.saved"))
    return redirect("/desk/labels/layouts", 303)


@blueprint.post("/<layout_id>/retirement")
@allowed(Action.PRINT_LABELS)
def retire(layout_id: str) -> Response:
    with write_transaction(db.session) as session:
        retire_layout(session, layout_id, now())
    return redirect("/desk/labels/layouts", 303)


@blueprint.get("/<key>/shift")
@allowed(Action.PRINT_LABELS)
def shift(key: str) -> str:
    return render_template(_SHIFT, **_shift_context(key))


@blueprint.post("/<key>/shift")
@allowed(Action.PRINT_LABELS)
def change_shift(key: str) -> Response:
    find_layout(db.session, key)
    filled = read_form(ShiftForm())
    try:
        moved = Shift(**filled.require(_LABELS))
        with write_transaction(db.session) as session:
            set_shift(session, key, moved, current_person().id, now())
    except Problem as problem:
        return show_again(_SHIFT, problem, **_shift_context(key))
    flash(t("desk.saved"))
    return redirect(f"/desk/labels/layouts/{key}/shift", 303)


@blueprint.get("/<key>/test-page.pdf")
@allowed(Action.PRINT_LABELS)
def test_page(key: str) -> Response:
    """Moved as it is set by now, so that the second print shows whether it is right."""
    layout = find_layout(db.session, key)
    moved = shift_of(db.session, key)
    page = test_page_pdf(layout.page, SheetOptions(right=moved.right, down=moved.down))
    name = t("desk.layout.test_page_file", layout=layout.name or layout.key)
    return send_file(page, mimetype="application/pdf", download_name=f"{name}.pdf")


def _context() -> dict[str, Any]:
    rows = [(it, shift_of(db.session, it.key)) for it in layout_choices(db.session)]
    entered = {"id": new_id(), **_MEASURES_SHOWN, **request.form.to_dict()}
    return {"rows": rows, "measures": MEASURES, "entered": entered}


def _shift_context(key: str) -> dict[str, Any]:
    return {
        "layout": find_layout(db.session, key),
        "entered": vars(shift_of(db.session, key)) | request.form.to_dict(),
        "most": MOST_SHIFT,
    }
