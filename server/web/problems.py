"""The only place where a problem becomes an HTTP status and a sentence."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import structlog
from flask import Flask, Response, jsonify, render_template, request
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from server.domain import (
    problems,
    problems_counting,
    problems_finding,
    problems_held,
    problems_settling,
    problems_stocktakes,
)
from server.web.clock import now
from server.web.disk import is_disk_full
from server.web.messages import t

STATUS: dict[type[problems.Problem], int] = {
    problems.NotFound: 404,
    problems.SignInNeeded: 401,
    problems.SignInFailed: 401,
    problems.SignInTooOften: 429,
    problems.DeviceRevoked: 403,
    problems.NotAllowed: 403,
    problems.ForeignOrigin: 403,
    problems.FileTooLarge: 413,
    problems.BodyTooLarge: 413,
    problems.DiskFull: 507,
    problems.Conflict: 409,
    problems.ImportNotReady: 409,
    problems_held.HeldAlreadyDecided: 409,
    problems_finding.FindingMoved: 409,
    problems_finding.FindingStepImpossible: 409,
    problems_finding.FindingNotYours: 403,
    problems_finding.RecheckByRectifier: 403,
    problems_stocktakes.StocktakeEnded: 409,
    problems_stocktakes.SheetNotSigned: 409,
    problems_stocktakes.SheetSignatureMissing: 409,
    problems_stocktakes.SheetCountedOneself: 403,
    problems_stocktakes.SheetHelperUnsent: 409,
    problems_stocktakes.SheetMoved: 409,
    problems_stocktakes.SheetCountersigned: 409,
    problems_stocktakes.SheetNotCountersigned: 409,
    problems_stocktakes.SheetSettled: 409,
    problems_stocktakes.SheetNotStarted: 409,
    problems_counting.CountCodeTooOften: 429,
    problems_counting.CountChangedSince: 409,
    problems_counting.CountHelpersUnsent: 409,
    problems_settling.DiscrepancyMoved: 409,
    problems_settling.DiscrepancyDone: 409,
    problems_settling.MoveStale: 409,
    problems_settling.ThingMovedSince: 409,
    problems_settling.TooFewPieces: 409,
    problems.SchoolExists: 409,
    problems.SnapshotExpired: 410,
    problems.CursorExpired: 410,
    problems.AppTooOld: 426,
    problems.TooManyFacts: 413,
    problems.PhotoUnnamed: 404,
    problems.PhotoDeleted: 410,
    problems.PhotoTooLarge: 413,
}
_OTHERWISE = 422
# Texts with NUL or half a character, and numbers no column holds: what no user can mean to send.
_UNSTORABLE = (DataError, UnicodeEncodeError)
_PLAIN_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 415: "bad_request"}

log = structlog.get_logger(__name__)


def register_problem_handlers(app: Flask) -> None:
    app.register_error_handler(problems.Problem, _answer_problem)
    app.register_error_handler(RequestEntityTooLarge, _answer_too_large)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def status_of(problem: problems.Problem) -> int:
    """The HTTP status of ``problem``; 422 unless the table says otherwise."""
    return STATUS.get(type(problem), _OTHERWISE)


def sentence(problem: problems.Problem) -> str:
    """What went wrong, in the request's language."""
    return t(f"problem.{problem.code}", **problem.params)


def _answer_problem(problem: problems.Problem) -> Response:
    log.info("problem", code=problem.code)
    if isinstance(problem, problems.SignInNeeded) and (form := _sign_in_form()):
        return _to_sign_in(form)
    response = _answer(status_of(problem), problem.code, problem.params, sentence(problem))
    if "wait_seconds" in problem.params:
        response.headers["Retry-After"] = str(problem.params["wait_seconds"])
    return response


def _sign_in_form() -> str | None:
    """The address of the form of the room to which the page asked for belongs."""
    if request.method != "GET":
        return None
    rooms = ("/desk/", "/count/")
    return next((f"{room}sign-in" for room in rooms if request.path.startswith(room)), None)


def _to_sign_in(form: str) -> Response:
    """A page is left for the form that leads back to it; a part of a page (htmx) takes the whole
    page along."""
    address = f"{form}?" + urlencode({"next": request.full_path.rstrip("?")})
    if "HX-Request" in request.headers:
        return Response(status=401, headers={"HX-Redirect": address})
    return Response(status=302, headers={"Location": address})


def _answer_too_large(_error: RequestEntityTooLarge) -> Response:
    limit_mb = (request.max_content_length or 0) // 2**20
    return _answer_problem(problems.BodyTooLarge(limit_mb=limit_mb))


def _answer_http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:  # noqa: PLR2004
        return error.get_response()
    data = getattr(error, "data", None)
    if error.code == _OTHERWISE and data and "messages" in data:
        return _answer_problem(problems.BadInput(fields=_fields(data["messages"])))
    code = _PLAIN_CODES.get(error.code, "bad_request")
    return _answer(error.code, code, {}, t(f"problem.{code}"))


def _answer_unexpected(error: Exception) -> Response:
    if is_disk_full(error):
        return _answer_problem(problems.DiskFull())
    if isinstance(error, _UNSTORABLE):
        log.warning("unstorable", exc_info=error)
        return _answer(400, "bad_request", {}, t("problem.bad_request"))
    log.exception("unexpected", exc_info=error)
    return _answer(500, "unexpected", {}, t("problem.unexpected"))


def _answer(status: int, code: str, params: dict[str, Any], text: str) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify(
            type="about:blank", title=code, status=status, code=code, params=params, detail=text
        )
        response.content_type = "application/problem+json"
    else:
        response = Response(
            render_template("problem.html", status=status, code=code, text=text, at=now()),
            content_type="text/html; charset=utf-8",
        )
    response.status_code = status
    return response


def _fields(messages: dict[str, Any]) -> str:
    """The names of the fields that were refused, for the sentence."""
    inner = messages.get("json") or messages.get("query") or messages.get("form") or messages
    return ", ".join(str(name) for name in inner)
