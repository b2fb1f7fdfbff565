"""Extinguishers at the desk: what is due, one bottle's card, the archive, the periods."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.extinguisher import Periods
from server.domain.problems import Problem
from server.pages.desk.extinguishers.away import blueprint as away
from server.pages.desk.extinguishers.context import archive_context, card_context, list_context
from server.pages.desk.extinguishers.forms import PeriodsForm, ScrappingForm
from server.pages.desk.forms import read_form, show_again
from server.records.database import write_transaction
from server.services.extinguishers import extinguisher_kinds, set_periods
from server.services.extinguishers_away import scrap
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_extinguishers", __name__, url_prefix="/desk/extinguishers")
blueprint.register_blueprint(away)

_CARD = "desk/extinguishers/card.html"
_PERIODS = "desk/extinguishers/periods.html"


@blueprint.get("")
@allowed(Action.SEE_EXTINGUISHERS)
def list_all() -> str:
    return render_template("desk/extinguishers/list.html", **list_context())


@blueprint.get("/<asset_id>")
@allowed(Action.SEE_EXTINGUISHERS)
def card(asset_id: str) -> str:
    return render_template(_CARD, **card_context(asset_id))


@blueprint.post("/<asset_id>/scrapping")
@allowed(Action.MANAGE_EXTINGUISHERS)
def scrap_now(asset_id: str) -> Response:
    filled = read_form(ScrappingForm())
    try:
        values = filled.require("desk.extinguisher")
        reason = t("desk.extinguisher.scrap." + values["scrap_reason"])
        with write_transaction(db.session) as session:
            scrap(session, asset_id, reason, current_person().id, now())
    except Problem as problem:
        return show_again(_CARD, problem, **card_context(asset_id))
    flash(t("desk.extinguisher.scrapped_now"))
    return redirect(f"/desk/extinguishers/{asset_id}", 303)


@blueprint.get("/archive")
@allowed(Action.SEE_EXTINGUISHERS)
def archive() -> str:
    return render_template("desk/extinguishers/archive.html", **archive_context())


@blueprint.get("/periods")
@allowed(Action.MANAGE_EXTINGUISHERS)
def periods() -> str:
    return render_template(_PERIODS, kinds=extinguisher_kinds(db.session), entered={}, changed="")


@blueprint.post("/periods/<kind_id>")
@allowed(Action.MANAGE_EXTINGUISHERS)
def change_periods(kind_id: str) -> Response:
    filled = read_form(PeriodsForm())
    try:
        values = filled.require("desk.extinguisher")
        with write_transaction(db.session) as session:
            set_periods(session, kind_id, Periods(**values))
    except Problem as problem:
        kinds = extinguisher_kinds(db.session)
        shown = {"kinds": kinds, "entered": filled.entered, "changed": kind_id}
        return show_again(_PERIODS, problem, **shown, wrong=filled.wrong)
    flash(t("desk.saved"))
    return redirect("/desk/extinguishers/periods", 303)
