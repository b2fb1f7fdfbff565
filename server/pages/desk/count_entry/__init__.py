"""手工清点单录入: the numbers of a sheet that was counted with a pen, then its signature."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import NotFound, Problem
from server.pages.chosen_photos import MOST_PHOTOS, kept_photos, let_photos_in, with_chosen
from server.pages.desk.count_entry.entry_form import (
    EXTRA_ROWS,
    read_numbers,
    read_signing,
    shown_groups,
    shown_pieces,
)
from server.pages.desk.forms import show_again
from server.records import StoredPhoto, new_id
from server.records.database import write_transaction
from server.services.count_sheets import SheetView
from server.services.count_sheets_helpers import unsent_helpers
from server.services.count_sheets_view import sheet_view
from server.services.counting_review import review_sheet
from server.services.forms_sheets import label_codes
from server.sync.count_bodies import CAUSES
from server.sync.paper_entry import enter_numbers, enter_signature
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint(
    "desk_count_entry",
    __name__,
    url_prefix="/desk/stocktakes/<stocktake_id>/sheets/<sheet_id>/paper",
)

_NUMBERS = "desk/count_entry/numbers.html"
_SIGNING = "desk/count_entry/signing.html"


@blueprint.get("")
@allowed(Action.MANAGE_STOCKTAKES)
def numbers(stocktake_id: str, sheet_id: str) -> str:
    return render_template(_NUMBERS, **_numbers_context(_view(stocktake_id, sheet_id)))


@blueprint.post("")
@allowed(Action.MANAGE_STOCKTAKES)
def keep_numbers(stocktake_id: str, sheet_id: str) -> Response:
    view = _view(stocktake_id, sheet_id)
    try:
        paper = read_numbers(view)
        with write_transaction(db.session) as session:
            said = enter_numbers(session, sheet_id, paper, current_person(), now())
    except Problem as problem:
        return show_again(_NUMBERS, problem, **_numbers_context(view))
    flash(t("desk.count_entry.kept", n=said))
    return redirect(f"{_address(view)}/paper/signature", 303)


@blueprint.get("/signature")
@allowed(Action.MANAGE_STOCKTAKES)
def signature(stocktake_id: str, sheet_id: str) -> str:
    return render_template(_SIGNING, **_signing_context(_view(stocktake_id, sheet_id), []))


@blueprint.post("/signature")
@allowed(Action.MANAGE_STOCKTAKES)
def sign(stocktake_id: str, sheet_id: str) -> Response:
    """Photos are stored first, so that they need not be chosen again when something is wrong."""
    let_photos_in(MOST_PHOTOS)
    view = _view(stocktake_id, sheet_id)
    photos = kept_photos()
    try:
        photos = with_chosen(photos)
        stored = [db.session.get_one(StoredPhoto, one) for one in photos]
        paper = read_signing(stored)
        with write_transaction(db.session) as session:
            enter_signature(session, sheet_id, paper, current_person(), now())
    except Problem as problem:
        return show_again(_SIGNING, problem, **_signing_context(view, photos))
    flash(t("desk.count_entry.signed"))
    return redirect(_address(view), 303)


def _view(stocktake_id: str, sheet_id: str) -> SheetView:
    """Raises NotFound."""
    view = sheet_view(db.session, sheet_id)
    if view.sheet.stocktake_id != stocktake_id:
        raise NotFound
    return view


def _address(view: SheetView) -> str:
    return f"/desk/stocktakes/{view.sheet.stocktake_id}/sheets/{view.sheet.id}"


def _numbers_context(view: SheetView) -> dict[str, Any]:
    return {
        "view": view,
        "address": _address(view),
        "form_id": request.form.get("id") or new_id(),
        "groups": shown_groups(view),
        "pieces": shown_pieces(view),
        "codes": label_codes(db.session, [one.line.asset_id for one in view.lines]),
        "extra_rows": range(1, EXTRA_ROWS + 1),
        "entered": request.form,
    }


def _signing_context(view: SheetView, photos: list[str]) -> dict[str, Any]:
    people = (view.people.get(one, "") for one in view.sheet.person_ids)
    return {
        "view": view,
        "discrepancies": review_sheet(db.session, view.sheet).discrepancies,
        "address": _address(view),
        "form_id": request.form.get("id") or new_id(),
        "signed_name": request.form.get("signed_name") or t("desk.comma").join(people),
        "causes": CAUSES,
        "photos": photos,
        "most_photos": MOST_PHOTOS,
        "helpers": unsent_helpers(db.session, view.sheet.id),
        "entered": request.form,
    }
