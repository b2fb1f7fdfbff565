"""Print jobs: started once, opened and downloaded as often as needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flask import Blueprint, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from qr_labels import LabelSpec
from qr_labels.layout import PageLayout
from qr_labels.printers.raster import RESOLUTIONS
from qr_labels.sheet import SheetOptions
from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.pages.desk.forms import show_again
from server.pages.desk.labels.address import label_address, warning_about
from server.pages.desk.labels.choice import CHOOSE, choice_context
from server.pages.desk.labels.print_form import asked_job_id, print_wish
from server.pages.desk.labels.selection import selected
from server.records.database import write_transaction
from server.reports.label_sheet import (
    carries_address,
    label_commands,
    label_pdf,
    label_pictures,
    label_table,
)
from server.services.label_layouts import find_layout
from server.services.label_requests import answer_requests
from server.services.label_trials import find_trial, override_trial
from server.services.print_labels import (
    get_print_job,
    has_print_job,
    print_job_summary,
    sheet_options,
    start_print_job,
)
from server.services.print_labels_words import labels_of_job
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_print_jobs", __name__, url_prefix="/desk/print-jobs")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.post("")
@allowed(Action.PRINT_LABELS)
def start() -> Response:
    try:
        job_id = _start()
    except Problem as problem:
        shown = choice_context(selected(db.session, request.form))
        return show_again(CHOOSE, problem, problem_code=problem.code, **shown)
    return redirect(f"/desk/print-jobs/{job_id}", 303)


@blueprint.get("/<job_id>")
@allowed(Action.PRINT_LABELS)
def job(job_id: str) -> str:
    summary = print_job_summary(db.session, job_id)
    layout = find_layout(db.session, summary.job.layout)
    return render_template(
        "desk/labels/job.html",
        summary=summary,
        job=summary.job,
        layout=layout,
        resolutions=RESOLUTIONS,
        has_address=carries_address(layout.page, summary.job.design),
        warning=warning_about(summary.job.base_url),
        address_now=label_address(),
        trial=find_trial(db.session, summary.job.base_url),
    )


@blueprint.get("/<job_id>.pdf")
@allowed(Action.PRINT_LABELS)
def pdf(job_id: str) -> Response:
    found = _open(job_id)
    return found.send(label_pdf(found.labels, found.layout, found.options), "pdf")


@blueprint.get("/<job_id>.zip")
@allowed(Action.PRINT_LABELS)
def pictures(job_id: str) -> Response:
    return _open(job_id).send_dots(label_pictures, "zip")


@blueprint.get("/<job_id>.tspl")
@allowed(Action.PRINT_LABELS)
def commands(job_id: str) -> Response:
    return _open(job_id).send_dots(label_commands, "tspl")


@blueprint.get("/<job_id>.xlsx")
@allowed(Action.PRINT_LABELS)
def table(job_id: str) -> Response:
    found = _open(job_id)
    return found.send(label_table(found.labels, found.options), "xlsx")


@dataclass(frozen=True)
class _Opened:
    """A job with all that is drawn."""

    name: str
    labels: list[LabelSpec]
    layout: PageLayout
    options: SheetOptions

    def send_dots(self, draw: Callable[..., IO[bytes]], ending: str) -> Response:
        """What is drawn in the dots of a printer. Raises BadInput for another resolution."""
        asked = request.args.get("dpi", str(next(iter(RESOLUTIONS))))
        dpi = next((it for it in RESOLUTIONS if str(it) == asked), None)
        if dpi is None:
            raise BadInput(fields="dpi")
        return self.send(draw(self.labels, self.layout, self.options, dpi), ending, f"-{dpi}")

    def send(self, file: IO[bytes], ending: str, more: str = "") -> Response:
        """PDFs open in the browser, the rest is for other programs."""
        types = {"pdf": "application/pdf", "zip": "application/zip", "xlsx": _XLSX}
        return send_file(
            file,
            mimetype=types.get(ending, "application/octet-stream"),
            as_attachment=ending != "pdf",
            download_name=f"{self.name}{more}.{ending}",
        )


def _start() -> str:
    """A second click waits for the first, and finds its job before it looks for what to print:
    nothing may be left of what was not printed yet."""
    with write_transaction(db.session) as session:
        if has_print_job(session, job_id := asked_job_id()):
            return job_id
        wish = print_wish(selected(session, request.form))
        person_id = current_person().id
        if wish.reason:
            override_trial(session, wish.order.base_url, wish.reason, person_id, now())
        start_print_job(session, wish.order, person_id, now())
        answer_requests(session, wish.fact_ids, job_id)
        return job_id


def _open(job_id: str) -> _Opened:
    """Raises NotFound."""
    found = get_print_job(db.session, job_id)
    layout = find_layout(db.session, found.layout)
    paper = layout.name or layout.key
    return _Opened(
        name=t("desk.label.file_name", layout=paper, id=job_id[:8]),
        labels=labels_of_job(db.session, found),
        layout=layout.page,
        options=sheet_options(found),
    )
