"""Counting a room with a 临时清点码: no account, no names, only numbers, which a teacher takes
over."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from flask import Blueprint, make_response, redirect, render_template, request
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from server.domain.problems import Problem
from server.domain.problems_counting import CountCodeWrong
from server.pages.desk.forms import Filled, FormSchema, read_form, show_again
from server.records import CountCode, CountSheet
from server.records.database import write_transaction
from server.services.count_codes import find_code, note_wrong_code, propose_count, pupil_groups
from server.sync.count_bodies import MOST_COUNTED
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import public
from server.web.problems import sentence, status_of

CODE_COOKIE = "cr_count_code"
_HERE = "/count/code"

blueprint = Blueprint("pupils", __name__)


class NumbersForm(FormSchema):
    group = fields.String(required=True, validate=validate.Length(1, 200))
    good = fields.Integer(required=True, validate=validate.Range(0, MOST_COUNTED))
    damaged = fields.Integer(required=True, validate=validate.Range(0, MOST_COUNTED))


@blueprint.get("/code")
@public
def room() -> Response | str:
    """The room of the code that this browser gave, else the form that asks for one."""
    if CODE_COOKIE not in request.cookies:
        return render_template("count/code.html")
    try:
        code = _code_given()
    except Problem as problem:
        return _ask_again(problem)
    return _numbers(code)


@blueprint.post("/code")
@public
def give_code() -> Response:
    digits = "".join(unicodedata.normalize("NFKC", request.form.get("code", "")).split())
    try:
        code = _checked(digits)
    except Problem as problem:
        return _ask_again(problem)
    response = redirect(_HERE, 303)
    _remember(response, code.code, code.expires_at)
    return response


@blueprint.post("/code/counts")
@public
def count() -> Response | str:
    filled = read_form(NumbersForm())
    try:
        code_id = _code_given().id
    except Problem as problem:
        return _ask_again(problem)
    try:
        values = filled.require("count.field")
        with write_transaction(db.session) as session:
            propose_count(session, session.get_one(CountCode, code_id), **_numbers_of(values))
    except Problem as problem:
        return make_response(_numbers(_code_given(), filled, problem), status_of(problem))
    return redirect(f"{_HERE}#{request.form.get('at', '')}", 303)


@blueprint.post("/code/end")
@public
def leave() -> Response:
    response = redirect(_HERE, 303)
    response.delete_cookie(CODE_COOKIE, path=_HERE, httponly=True, samesite="Lax")
    return response


def _numbers_of(values: dict[str, object]) -> dict[str, object]:
    return {
        "group_key": values["group"],
        "good": values["good"],
        "damaged": values["damaged"],
        "now": now(),
    }


def _numbers(code: CountCode, filled: Filled | None = None, problem: Problem | None = None) -> str:
    return render_template(
        "count/numbers.html",
        sheet=db.session.get_one(CountSheet, code.sheet_id),
        groups=pupil_groups(db.session, code),
        code=code,
        entered=filled.entered if filled else {},
        problem_text=sentence(problem) if problem else None,
    )


def _code_given() -> CountCode:
    """Raises CountCodeWrong, CountCodeTooOften."""
    return _checked(request.cookies.get(CODE_COOKIE, ""))


def _checked(digits: str) -> CountCode:
    """A wrong one is counted against the address it comes from. Raises CountCodeWrong,
    CountCodeTooOften."""
    address = request.remote_addr or ""
    try:
        return find_code(db.session, digits, address, now())
    except CountCodeWrong:
        with write_transaction(db.session) as session:
            note_wrong_code(session, address, now())
        raise


def _ask_again(problem: Problem) -> Response:
    """A code that is over is forgotten, so that it is not counted as a guess again and again."""
    response = show_again("count/code.html", problem)
    if isinstance(problem, CountCodeWrong):
        response.delete_cookie(CODE_COOKIE, path=_HERE, httponly=True, samesite="Lax")
    else:
        response.headers["Retry-After"] = str(problem.params["wait_seconds"])
    return response


def _remember(response: Response, digits: str, until: datetime) -> None:
    response.set_cookie(
        CODE_COOKIE,
        digits,
        expires=until,
        path=_HERE,
        httponly=True,
        samesite="Lax",
        secure=current_settings().secure_cookies or request.is_secure,
    )
