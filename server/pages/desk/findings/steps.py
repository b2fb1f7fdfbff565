"""The forms of what is done about a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request
from marshmallow import fields, validate
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.finding import Level, Office, Step
from server.domain.problems import Problem
from server.pages.chosen_photos import MOST_PHOTOS, kept_photos, let_photos_in, with_chosen
from server.pages.desk.findings.context import current_actor, page_context
from server.pages.desk.forms import Filled, FormSchema, read_form, show_again
from server.records.database import write_transaction
from server.services.findings import (
    Assignment,
    Command,
    Told,
    assign,
    protect,
    recheck,
    rectify,
    sign,
)
from server.services.findings_seen import find_finding
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed
from server.web.messages import t

blueprint = Blueprint("steps", __name__)

WORDS_LONGEST = 500
_Act = Callable[[Session, Command, dict[str, Any], Told], object]


class StepForm(FormSchema):
    based_on = fields.Integer(required=True)
    words = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(0, WORDS_LONGEST)
    )


class AssignForm(StepForm):
    responsible_id = fields.String(required=True)
    due_on = fields.Date(required=True)
    level = fields.String(required=True, validate=validate.OneOf(list(Level)))
    office = fields.String(required=True, validate=validate.OneOf(list(Office)))
    is_fire = fields.Boolean(load_default=False)


@blueprint.before_request
def _let_photos_in() -> None:
    let_photos_in(MOST_PHOTOS)


@blueprint.post("/<finding_id>/assignment")
@allowed(Action.ASSIGN_FINDINGS)
def give(finding_id: str) -> Response:
    return _carry_out(finding_id, Step.ASSIGNED, AssignForm(), _assign)


@blueprint.post("/<finding_id>/protection")
@allowed(Action.RECTIFY_FINDINGS)
def guard(finding_id: str) -> Response:
    return _carry_out(finding_id, Step.PROTECTED, StepForm(), _told(protect))


@blueprint.post("/<finding_id>/rectification")
@allowed(Action.RECTIFY_FINDINGS)
def put_right(finding_id: str) -> Response:
    return _carry_out(finding_id, Step.RECTIFIED, StepForm(), _told(rectify))


@blueprint.post("/<finding_id>/recheck")
@allowed(Action.RECHECK_FINDINGS)
def look_again(finding_id: str) -> Response:
    """The button that was pressed says whether it is good."""
    step = Step.SENT_BACK if request.form.get("outcome") == Step.SENT_BACK else Step.PASSED

    def act(session: Session, command: Command, _values: dict[str, Any], told: Told) -> object:
        return recheck(session, command, step, told)

    return _carry_out(finding_id, step, StepForm(), act)


@blueprint.post("/<finding_id>/signature")
@allowed(Action.SIGN_FINDINGS)
def put_name(finding_id: str) -> Response:
    return _carry_out(finding_id, Step.SIGNED, StepForm(), _told(sign))


def _assign(session: Session, command: Command, values: dict[str, Any], told: Told) -> object:
    assignment = Assignment(
        responsible_id=values["responsible_id"],
        due_on=values["due_on"],
        level=Level(values["level"]),
        office=Office(values["office"]),
        is_fire=values["is_fire"],
    )
    return assign(session, command, assignment, told.words)


def _told(step: Callable[[Session, Command, Told], object]) -> _Act:
    def act(session: Session, command: Command, _values: dict[str, Any], told: Told) -> object:
        return step(session, command, told)

    return act


def _carry_out(finding_id: str, step: Step, schema: FormSchema, act: _Act) -> Response:
    """Photos are stored before the step, so that they need not be chosen again when it fails."""
    find_finding(db.session, finding_id, current_actor())
    filled, photos = read_form(schema), kept_photos()
    try:
        photos = with_chosen(photos)
        values = filled.require("desk.finding")
        told = Told(values["words"] or "", tuple(photos))
        command = Command(finding_id, values["based_on"], current_actor(), now())
        with write_transaction(db.session) as session:
            act(session, command, values, told)
    except Problem as problem:
        return _again(problem, finding_id, filled, step, photos)
    flash(t(f"desk.finding.done.{step}"))
    return redirect(f"/desk/findings/{finding_id}", 303)


def _again(
    problem: Problem, finding_id: str, filled: Filled, step: Step, photos: list[str]
) -> Response:
    since = filled.values.get("based_on")
    context = page_context(finding_id, filled.entered, step, photos, since)
    return show_again("desk/findings/finding.html", problem, **context)
