"""The way in: two big choices, signing in and out, the language."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Problem
from server.pages.landing.device_name import device_name
from server.pages.landing.local_address import local_address
from server.web.guard import allowed, public
from server.web.messages import LANGUAGE_COOKIE, LANGUAGES
from server.web.problems import sentence, status_of
from server.web.signing_in import (
    browser_device_id,
    forget_session,
    remember_session,
    sign_in_here,
    sign_out_here,
)

_YEAR = 365 * 24 * 3600
_DESK = "/desk/"

blueprint = Blueprint("landing", __name__)


@blueprint.get("/")
@public
def start() -> str:
    return render_template("landing/start.html")


@blueprint.get("/desk/sign-in")
@public
def sign_in_form() -> str:
    return render_template("landing/sign_in.html", next=_next(), login="")


@blueprint.post("/desk/sign-in")
@public
def sign_in() -> Response | tuple[str, int]:
    login, password = request.form.get("login", ""), request.form.get("password", "")
    name = device_name(request.user_agent.string)
    try:
        new = sign_in_here(login, password, browser_device_id(), name)
    except Problem as problem:
        return _form_again(login, problem), status_of(problem)
    response = redirect(_next(), 303)
    remember_session(response, new)
    return response


@blueprint.post("/desk/sign-out")
@allowed(Action.USE_OWN_ACCOUNT)
def sign_out() -> Response:
    sign_out_here()
    response = redirect("/", 303)
    forget_session(response)
    return response


@blueprint.post("/language")
@public
def choose_language() -> Response:
    response = make_response(redirect(_next("/"), 303))
    language = request.form.get("language", "")
    if language in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR, samesite="Lax")
    return response


def _next(otherwise: str = _DESK) -> str:
    return local_address(request.values.get("next", ""), otherwise)


def _form_again(login: str, problem: Problem) -> str:
    return render_template(
        "landing/sign_in.html", next=_next(), login=login, problem_text=sentence(problem)
    )
