"""The online page of the count (清查): plain pages for the browser of WeChat, nothing to install.
Who may count signs in here with the account they have, and finds the rooms that are theirs."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.count.codes import blueprint as codes
from server.pages.count.context import current_counter
from server.pages.count.lines import blueprint as lines
from server.pages.count.pupils import blueprint as pupils
from server.pages.count.review import blueprint as review
from server.pages.count.sheet import blueprint as sheet
from server.pages.landing.device_name import device_name
from server.pages.landing.local_address import local_address
from server.services.counting import countable_sheets
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, public
from server.web.problems import sentence, status_of
from server.web.signing_in import (
    browser_device_id,
    forget_session,
    remember_session,
    sign_in_here,
    sign_out_here,
)

_HERE = "/count/"

blueprint = Blueprint("count", __name__, url_prefix="/count")
for part in (sheet, lines, review, codes, pupils):
    blueprint.register_blueprint(part)


@blueprint.get("/")
@allowed(Action.COUNT_ROOMS)
def rooms() -> str:
    counter = current_counter()
    sheets = countable_sheets(db.session, counter, now())
    return render_template(
        "count/rooms.html",
        person=counter.person,
        own=[one for one in sheets if one.is_own],
        others=[one for one in sheets if not one.is_own],
    )


@blueprint.get("/sign-in")
@public
def sign_in_form() -> str:
    return render_template("count/sign_in.html", next=_next(), login="")


@blueprint.post("/sign-in")
@public
def sign_in() -> Response | tuple[str, int]:
    login, password = request.form.get("login", ""), request.form.get("password", "")
    name = device_name(request.user_agent.string)
    try:
        opened = sign_in_here(login, password, browser_device_id(), name)
    except Problem as problem:
        page = render_template(
            "count/sign_in.html", next=_next(), login=login, problem_text=sentence(problem)
        )
        return page, status_of(problem)
    response = redirect(_next(), 303)
    remember_session(response, opened)
    return response


@blueprint.post("/sign-out")
@allowed(Action.USE_OWN_ACCOUNT)
def sign_out() -> Response:
    sign_out_here()
    response = redirect("/count/sign-in", 303)
    forget_session(response)
    return response


def _next() -> str:
    return local_address(request.values.get("next", ""), _HERE)
