"""Closing a room on the online page: what does not agree is explained, then signed for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import BadInput, Problem
from server.pages.chosen_photos import kept_photos, let_photos_in, with_chosen
from server.pages.count.context import sheet_here
from server.pages.count.photos import photo_bodies
from server.pages.count.say import say
from server.pages.count.sheet import is_over
from server.pages.desk.forms import show_again
from server.records import CountSheet, Person, new_id
from server.records.database import write_transaction
from server.services.count_sheets_view import sheet_view
from server.services.counting import require_open
from server.services.counting_review import (
    Explanation,
    Review,
    Signing,
    check_signing,
    review_sheet,
)
from server.sync.body_parts import MOST_PHOTOS
from server.sync.body_parts import signature as signature_form
from server.sync.count_bodies import CAUSES, MOST_DISCREPANCIES, MOST_SIGNED_PHOTOS
from server.sync.shape import MisfitError
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("review", __name__)

_MOST_WORDS = 500
_LONGEST_NAME = 60
_MOST_UPLOADS = 8
_MOST_FIELDS = 20_000


@blueprint.before_request
def _let_long_forms_in() -> None:
    let_photos_in(_MOST_UPLOADS)
    request.max_form_parts = _MOST_FIELDS


@blueprint.get("/sheets/<sheet_id>/review")
@allowed(Action.COUNT_ROOMS)
def show(sheet_id: str) -> str | Response:
    sheet = sheet_here(sheet_id)
    if is_over(sheet_view(db.session, sheet.id)):
        return redirect(f"/count/sheets/{sheet_id}")
    return render_template("count/review.html", **_context(sheet))


@blueprint.post("/sheets/<sheet_id>/review")
@allowed(Action.COUNT_ROOMS)
def sign(sheet_id: str) -> Response:
    sheet_here(sheet_id)
    person_id, rows = current_person().id, _rows()
    try:
        rows = [replace(row, photos=tuple(_with_chosen(row))) for row in rows]
        with write_transaction(db.session) as session:
            sheet, person = sheet_here(sheet_id), session.get_one(Person, person_id)
            require_open(sheet)
            review = review_sheet(session, sheet)
            signing = _signing(review, rows)
            check_signing(review, signing, person.name)
            say(session, person, "sheet_signed", _body(review, signing, rows))
    except Problem as problem:
        return show_again("count/review.html", problem, **_context(sheet_here(sheet_id), rows))
    return redirect(f"/count/sheets/{sheet_id}", 303)


@dataclass(frozen=True)
class Row:
    """What the form says of its ``number``th discrepancy. ``photos``: only those chosen in this
    form, by hash."""

    number: int
    key: str
    quantity: int
    cause: str | None
    words: str
    photos: tuple[str, ...]


def _context(sheet: CountSheet, rows: Sequence[Row] = ()) -> dict[str, Any]:
    review, person = review_sheet(db.session, sheet), current_person()
    return {
        "sheet": sheet,
        "stocktake": sheet.stocktake,
        "review": review,
        "rows": {row.key: row for row in rows},
        "person": person,
        "is_own": person.id in sheet.person_ids,
        "causes": CAUSES,
        "entered": request.form,
        "form_id": new_id(),
    }


def _rows() -> list[Row]:
    numbers = range(min(request.form.get("rows", 0, type=int), MOST_DISCREPANCIES))
    return [_row(number) for number in numbers if f"key-{number}" in request.form]


def _row(number: int) -> Row:
    given = request.form.get
    cause = given(f"cause-{number}") or given("cause-rest")
    return Row(
        number,
        given(f"key-{number}", ""),
        given(f"quantity-{number}", 0, type=int),
        cause if cause in CAUSES else None,
        given(f"words-{number}", "").strip()[:_MOST_WORDS],
        tuple(kept_photos(f"-{number}")),
    )


def _with_chosen(row: Row) -> list[str]:
    return with_chosen(row.photos, f"-{row.number}")


def _signing(review: Review, rows: Sequence[Row]) -> Signing:
    """Raises BadInput."""
    return Signing(
        based_on=request.form.get("version", 0, type=int),
        shown=[(row.key, row.quantity) for row in rows],
        explained={row.key: _told(review, row) for row in rows},
        override=request.form.get("override", "").strip()[:_MOST_WORDS],
        signature=_drawn(),
        signed_name=request.form.get("signed_name", "").strip()[:_LONGEST_NAME],
    )


def _told(review: Review, row: Row) -> Explanation:
    former = review.explained[row.key].photos if row.key in review.explained else ()
    photos = tuple(dict.fromkeys([*former, *row.photos]))[-MOST_PHOTOS:]
    return Explanation(row.cause, row.words, photos)


def _drawn() -> dict[str, Any] | None:
    """The strokes that the page's script put down. Raises BadInput."""
    text = request.form.get("signature", "")
    if not text:
        return None
    try:
        return signature_form(orjson.loads(text))
    except (orjson.JSONDecodeError, MisfitError) as error:
        raise BadInput(fields=t("count.field.signature")) from error


def _body(review: Review, signing: Signing, rows: Sequence[Row]) -> dict[str, Any]:
    drawn = signing.signature
    new = dict.fromkeys(photo for row in rows for photo in row.photos)
    return {
        "sheet_id": review.sheet.id,
        "discrepancies": [{"key": key, "quantity": n} for key, n in signing.shown],
        "explanations": [
            {"key": key, "cause": told.cause, "words": told.words, "photos": list(told.photos)}
            for key, told in signing.explained.items()
        ],
        "override": signing.override if review.helpers else "",
        "signature": drawn,
        "signed_name": None if drawn else signing.signed_name,
        "photos": photo_bodies(db.session, list(new)[:MOST_SIGNED_PHOTOS]),
    }
