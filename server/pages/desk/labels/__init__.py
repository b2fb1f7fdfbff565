"""Labels: choosing what to print, the job, its PDF."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, NothingToPrint, Problem
from server.pages.desk.forms import show_again
from server.pages.desk.labels.address import label_address, warning_about
from server.pages.desk.labels.selection import Selection, selected
from server.records import new_id
from server.records.database import write_transaction
from server.reports.label_sheet import LAYOUT_NAMES, write_label_sheet
from server.services.assets_list import unprinted_asset_ids
from server.services.places_tree import place_choices
from server.services.print_labels import (
    PrintOrder,
    count_labels,
    get_print_job,
    labels_of_job,
    recent_print_jobs,
    start_print_job,
)
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_labels", __name__, url_prefix="/desk")

_CHOOSE = "desk/labels/choose.html"


@blueprint.get("/labels")
@allowed(Action.PRINT_LABELS)
def hub() -> str:
    return render_template(
        "desk/labels/hub.html",
        unprinted=len(unprinted_asset_ids(db.session)),
        places=place_choices(db.session),
        jobs=recent_print_jobs(db.session),
    )


@blueprint.post("/labels/choice")
@allowed(Action.PRINT_LABELS)
def choose() -> str:
    """What is about to be printed; a POST because a selection may be long."""
    selection = selected(db.session, request.form)
    if not selection.count:
        raise NothingToPrint
    return render_template(_CHOOSE, job_id=new_id(), **_choice(selection))


@blueprint.post("/print-jobs")
@allowed(Action.PRINT_LABELS)
def start() -> Response:
    selection = selected(db.session, request.form)
    order = _order(selection)
    try:
        with write_transaction(db.session) as session:
            job_id = start_print_job(session, order, current_person().id, now()).id
    except Problem as problem:
        return show_again(_CHOOSE, problem, job_id=order.job_id, **_choice(selection))
    return redirect(f"/desk/print-jobs/{job_id}", 303)


@blueprint.get("/print-jobs/<job_id>")
@allowed(Action.PRINT_LABELS)
def job(job_id: str) -> str:
    found = get_print_job(db.session, job_id)
    return render_template(
        "desk/labels/job.html", job=found, count=count_labels(db.session, job_id)
    )


@blueprint.get("/print-jobs/<job_id>.pdf")
@allowed(Action.PRINT_LABELS)
def job_pdf(job_id: str) -> Response:
    found = get_print_job(db.session, job_id)
    sheet = write_label_sheet(labels_of_job(db.session, found), found.layout)
    name = t("desk.label.file_name", layout=found.layout, id=job_id[:8])
    return send_file(sheet, mimetype="application/pdf", download_name=f"{name}.pdf")


def _order(selection: Selection) -> PrintOrder:
    """Raises BadInput for a layout that is not offered or an id no form of ours made."""
    job_id, layout = request.form.get("job_id", ""), request.form.get("layout", "")
    if layout not in LAYOUT_NAMES or len(job_id) != len(new_id()):
        raise BadInput(fields=t("desk.label.layout"))
    return PrintOrder(job_id, layout, label_address(), selection.asset_ids, selection.place_ids)


def _choice(selection: Selection) -> dict[str, object]:
    address = label_address()
    return {
        "selection": selection,
        "layouts": LAYOUT_NAMES,
        "layout": request.form.get("layout") or LAYOUT_NAMES[0],
        "address": address,
        "warning": warning_about(address),
    }
