"""The school calendar: what each day of a month is, and the school years."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Conflict, Problem
from server.domain.school_day import school_day
from server.domain.school_year_check import next_year
from server.pages.desk.calendar.month import Month, month_asked, month_view
from server.pages.desk.calendar.year_form import EMPTY, YearForm, entered_year, year_filled
from server.pages.desk.forms import read_form, show_again
from server.records import SchoolYear, new_id
from server.records.database import write_transaction
from server.services.school_calendar import school_calendar, year_of
from server.services.school_years import (
    add_days,
    add_year,
    change_year,
    get_year,
    list_years,
    remove_year,
    year_on,
)
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("desk_calendar", __name__, url_prefix="/desk/calendar")

_MONTH = "desk/calendar/month.html"
_YEAR = "desk/calendar/year.html"


@blueprint.get("")
@allowed(Action.MANAGE_CALENDAR)
def show() -> str:
    return render_template(_MONTH, **_month_context(_month(request.args.get("month"))))


@blueprint.post("/years/<year_id>/days")
@allowed(Action.MANAGE_CALENDAR)
def write_days(year_id: str) -> Response:
    lines, month = request.form.get("lines", ""), _month(request.form.get("month"))
    try:
        with write_transaction(db.session) as session:
            count = add_days(session, year_id, lines)
    except Problem as problem:
        return show_again(_MONTH, problem, **_month_context(month), lines=lines)
    flash(t("desk.calendar.days_written", n=count))
    return redirect(f"/desk/calendar?month={month.name}", 303)


@blueprint.get("/years/new")
@allowed(Action.MANAGE_CALENDAR)
def new() -> str:
    return render_template(_YEAR, **_year_context(None, EMPTY | {"id": new_id()}))


@blueprint.get("/years/<year_id>/next")
@allowed(Action.MANAGE_CALENDAR)
def copy(year_id: str) -> str:
    """A draft to be corrected: nothing is kept until the form is sent."""
    draft = entered_year(next_year(year_of(get_year(db.session, year_id))))
    return render_template(_YEAR, **_year_context(None, draft | {"id": new_id()}), is_copy=True)


@blueprint.post("/years")
@allowed(Action.MANAGE_CALENDAR)
def add() -> Response:
    filled = read_form(YearForm())
    try:
        year = year_filled(filled)
        with write_transaction(db.session) as session:
            add_year(session, str(filled.values["id"]), year)
    except Problem as problem:
        return show_again(_YEAR, problem, **_year_context(None, filled.entered))
    flash(t("desk.saved"))
    return redirect("/desk/calendar", 303)


@blueprint.get("/years/<year_id>")
@allowed(Action.MANAGE_CALENDAR)
def edit(year_id: str) -> str:
    row = get_year(db.session, year_id)
    entered = entered_year(year_of(row)) | {"based_on": str(row.rev)}
    return render_template(_YEAR, **_year_context(row, entered))


@blueprint.post("/years/<year_id>")
@allowed(Action.MANAGE_CALENDAR)
def change(year_id: str) -> Response:
    filled = read_form(YearForm(exclude=("id",)))
    based_on = request.form.get("based_on", 0, type=int)
    try:
        year = year_filled(filled)
        with write_transaction(db.session) as session:
            change_year(session, year_id, year, based_on)
    except Conflict as problem:
        # Whoever has seen the new state and presses once more means it.
        row = get_year(db.session, year_id)
        entered = {**filled.entered, "based_on": str(row.rev)}
        return show_again(_YEAR, problem, **_year_context(row, entered), is_changed=True)
    except Problem as problem:
        context = _year_context(get_year(db.session, year_id), filled.entered)
        return show_again(_YEAR, problem, **context)
    flash(t("desk.saved"))
    return redirect("/desk/calendar", 303)


@blueprint.post("/years/<year_id>/removal")
@allowed(Action.MANAGE_CALENDAR)
def remove(year_id: str) -> Response:
    with write_transaction(db.session) as session:
        remove_year(session, year_id)
    flash(t("desk.calendar.removed"))
    return redirect("/desk/calendar", 303)


def _month(text: str | None) -> Month:
    return month_asked(text, school_day(now()))


def _month_context(month: Month) -> dict[str, object]:
    today = school_day(now())
    years = list_years(db.session)
    return {
        "month": month_view(school_calendar(db.session), month, today),
        "years": years,
        "year": year_on(db.session, month.first) or year_on(db.session, month.last),
        "ended": bool(years) and years[0].ends_on < today,
        "today": today,
    }


def _year_context(row: SchoolYear | None, entered: object) -> dict[str, object]:
    return {"year": row, "entered": entered}
