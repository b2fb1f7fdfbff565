"""Assets: finding them, one asset's page, adding, changing and removing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Conflict, Problem
from server.pages.desk.assets.asset_form import AssetForm, seen_by_form
from server.pages.desk.assets.context import form_context, list_context, page_context
from server.pages.desk.forms import field_names, read_form, show_again
from server.records import Asset, new_id
from server.records.database import write_transaction
from server.services.assets import add_asset, change_asset, get_asset, remove_asset
from server.services.assets_values import ledger_values, written_values
from server.services.labels import label_that_leads
from server.services.settling import By
from server.services.settling_adding import new_asset_values, settle_added
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_assets", __name__, url_prefix="/desk/assets")

_FORM = "desk/assets/form.html"
_REASON_LONGEST = 200


@blueprint.get("")
@allowed(Action.SEE_DESK)
def list_assets() -> str | Response:
    # A list that changes under the typing hand stays a list.
    if "HX-Request" not in request.headers and (address := _scanned(request.args.get("q", ""))):
        return redirect(address)
    return render_template("desk/assets/list.html", **list_context())


def _scanned(words: str) -> str | None:
    """The page of the thing whose label the words are."""
    label = label_that_leads(db.session, words)
    if label is None:
        return None
    return f"/desk/assets/{label.asset_id}" if label.asset_id else f"/desk/places/{label.place_id}"


@blueprint.get("/<asset_id>")
@allowed(Action.SEE_DESK)
def asset(asset_id: str) -> str:
    return render_template("desk/assets/asset.html", **page_context(asset_id))


@blueprint.get("/new")
@allowed(Action.EDIT_REGISTER)
def new() -> str:
    entered = {
        "asset_id": new_id(),
        "place_id": request.args.get("place_id", ""),
        "quantity": "1",
        "kind_id": "other",
    } | new_asset_values(db.session, request.args.get("discrepancy_id", ""))
    return render_template(_FORM, **form_context(None, entered))


@blueprint.post("")
@allowed(Action.EDIT_REGISTER)
def add() -> Response:
    filled = read_form(AssetForm())
    try:
        values = filled.require("desk.asset")
        asset_id = values.pop("asset_id")
        with write_transaction(db.session) as session:
            asset = add_asset(session, asset_id, values, current_person().id, now())
            _settle(session, asset)
    except Problem as problem:
        return show_again(_FORM, problem, **form_context(None, filled.entered, filled.wrong))
    flash(t("desk.saved"))
    return redirect(f"/desk/assets/{asset_id}", 303)


def _settle(session: Session, asset: Asset) -> None:
    """A thing that a stocktake has found settles what is said of it there."""
    if discrepancy_id := request.form.get("discrepancy_id"):
        settle_added(session, discrepancy_id, asset, By(current_person().id, now()))


@blueprint.get("/<asset_id>/edit")
@allowed(Action.EDIT_REGISTER)
def edit(asset_id: str) -> str:
    found = get_asset(db.session, asset_id)
    return render_template(_FORM, **form_context(found, written_values(ledger_values(found))))


@blueprint.post("/<asset_id>")
@allowed(Action.EDIT_REGISTER)
def change(asset_id: str) -> Response:
    filled = read_form(AssetForm(exclude=("asset_id",)))
    seen = seen_by_form()
    try:
        values = filled.require("desk.asset")
        with write_transaction(db.session) as session:
            person_id = current_person().id
            change_asset(session, asset_id, values, seen=seen, person_id=person_id, now=now())
    except Conflict as conflict:
        fields = conflict.params["fields"]
        told = Conflict(changed=field_names("desk.asset", fields))
        context = form_context(get_asset(db.session, asset_id), filled.entered, changed=fields)
        return show_again(_FORM, told, **context)
    except Problem as problem:
        context = form_context(get_asset(db.session, asset_id), filled.entered, filled.wrong)
        return show_again(_FORM, problem, **context)
    flash(t("desk.saved"))
    return redirect(f"/desk/assets/{asset_id}", 303)


@blueprint.post("/<asset_id>/removal")
@allowed(Action.EDIT_REGISTER)
def remove(asset_id: str) -> Response:
    reason = request.form.get("reason", "").strip()[:_REASON_LONGEST]
    if not reason:
        raise BadInput(fields=t("desk.asset.reason"))
    with write_transaction(db.session) as session:
        remove_asset(session, asset_id, reason, current_person().id, now())
    flash(t("desk.asset.removed_now"))
    return redirect(f"/desk/assets/{asset_id}", 303)
