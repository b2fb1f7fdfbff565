"""What the page shows on which paper and design are chosen."""

from __future__ import annotations

from typing import Any

from flask import request

from qr_labels.sheet import MOST_COPIES
from server.pages.desk.labels.address import label_address, warning_about
from server.pages.desk.labels.print_form import REASON_LENGTH, design_choices
from server.pages.desk.labels.selection import Selection
from server.records import new_id
from server.services.label_layouts import layout_choices
from server.services.label_trials import UNTRIED_MOST, find_trial
from server.services.print_labels import last_layout
from server.services.print_labels_things import never_printed
from server.web.database import db

CHOOSE = "desk/labels/choose.html"


def choice_context(selection: Selection) -> dict[str, Any]:
    """What was chosen before stays chosen; job ids stay what they were, so that a second click
    finds the first job."""
    address = label_address()
    designs = design_choices(selection)
    return {
        "selection": selection,
        "entered": {
            "job_id": new_id(),
            "trial_job_id": new_id(),
            "layout": last_layout(db.session),
            "design": designs[0].name if designs else "",
            **request.form.to_dict(),
        },
        "layouts": layout_choices(db.session),
        "designs": designs,
        "unprinted": len(never_printed(db.session, selection.things)),
        "address": address,
        "warning": warning_about(address),
        "trial": find_trial(db.session, address),
        "untried_most": UNTRIED_MOST,
        "copies_most": MOST_COPIES,
        "reason_length": REASON_LENGTH,
    }
