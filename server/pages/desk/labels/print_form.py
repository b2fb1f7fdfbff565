"""The form in which paper, design and order of a print are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from marshmallow import fields, validate

from qr_labels.sheet import MOST_COPIES
from server.domain.problems import BadInput
from server.pages.desk.forms import FormSchema, field_names, read_form
from server.pages.desk.labels.address import label_address
from server.pages.desk.labels.selection import Selection
from server.records import new_id
from server.services.label_layouts import LayoutChoice, layout_choices
from server.services.print_labels import PrintOrder, PrintStyle
from server.services.print_labels_things import Thing, extinguishers_among, never_printed
from server.web.database import db

REASON_LENGTH = 200
_LABELS = "desk.label"
_ID = validate.Length(equal=len(new_id()))


class PrintForm(FormSchema):
    """``trial_job_id`` names the job of the one label that is printed to be tried."""

    job_id = fields.String(required=True, validate=_ID)
    trial_job_id = fields.String(required=True, validate=_ID)
    trial = fields.Boolean(load_default=False)
    layout = fields.String(required=True)
    design = fields.String(required=True)
    unprinted_only = fields.Boolean(load_default=False)
    room_numbers = fields.Boolean(load_default=False)
    separators = fields.Boolean(load_default=False)
    first_cell = fields.Integer(load_default=1, validate=validate.Range(1))
    copies = fields.Integer(load_default=1, validate=validate.Range(1, MOST_COPIES))
    cut_marks = fields.Boolean(load_default=False)
    reason = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=REASON_LENGTH)
    )


@dataclass(frozen=True)
class PrintWish:
    """``reason`` why no label is tried first, empty when none was given. ``fact_ids``: the requests
    that the print answers, none for a label that is only tried or a narrowed selection."""

    order: PrintOrder
    reason: str
    fact_ids: Sequence[str] = ()


@dataclass(frozen=True)
class DesignChoice:
    """``count``: how many of what is selected such a design is printed for."""

    name: str
    count: int


def asked_job_id() -> str:
    """The id that the pressed button gives its job."""
    return request.form.get("trial_job_id" if "trial" in request.form else "job_id", "")


def print_wish(selection: Selection) -> PrintWish:
    """What the form asks for. Raises BadInput naming the fields that cannot be."""
    values = read_form(PrintForm()).require(_LABELS)
    _require_offered(values, selection)
    things = _narrowed(selection, values)
    trial = values["trial"]
    order = PrintOrder(
        job_id=asked_job_id(),
        base_url=label_address(),
        style=_style(values, trial=trial),
        things=things[:1] if trial else things,
        blank=min(1, selection.blank) if trial else selection.blank,
    )
    answered = selection.fact_ids if order.things == list(selection.things) else ()
    return PrintWish(order, values["reason"] or "", answered)


def design_choices(selection: Selection) -> list[DesignChoice]:
    """Blank labels and mixed piles know no designs but the asset's and the small one."""
    return [DesignChoice(name, count) for name, count in _designs(selection).items() if count]


def _designs(selection: Selection) -> dict[str, int]:
    doors = sum(thing.is_place for thing in selection.things)
    only_doors = 0 < doors == len(selection.things)
    return {
        "asset": 0 if only_doors else selection.count,
        "door": doors if only_doors else 0,
        "extinguisher": len(extinguishers_among(db.session, selection.things)),
        "small": selection.count,
    }


def _require_offered(values: Mapping[str, Any], selection: Selection) -> None:
    layout = next((it for it in layout_choices(db.session) if it.key == values["layout"]), None)
    wrong = {
        "layout": layout is None,
        "design": not _designs(selection).get(values["design"]),
        "first_cell": not _is_on(layout, values["first_cell"]),
    }
    named = [name for name, is_wrong in wrong.items() if is_wrong]
    if named:
        raise BadInput(fields=field_names(_LABELS, named))


def _is_on(layout: LayoutChoice | None, cell: int) -> bool:
    return layout is None or cell <= layout.page.per_page


def _narrowed(selection: Selection, values: Mapping[str, Any]) -> list[Thing]:
    things = list(selection.things)
    if values["design"] == "extinguisher":
        things = extinguishers_among(db.session, things)
    return never_printed(db.session, things) if values["unprinted_only"] else things


def _style(values: Mapping[str, Any], *, trial: bool) -> PrintStyle:
    return PrintStyle(
        layout=values["layout"],
        design=values["design"],
        room_numbers=values["room_numbers"],
        separators=values["separators"] and not trial,
        first_cell=values["first_cell"],
        copies=1 if trial else values["copies"],
        cut_marks=values["cut_marks"],
    )
