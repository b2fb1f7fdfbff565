"""The forms of one class: read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import request
from marshmallow import fields, validate

from server.domain.problems import BadInput
from server.pages.desk.forms import FormSchema, field_names
from server.services.class_assignments import FromDay
from server.services.class_changes import ClassPlan
from server.services.class_names import room_choices, teacher_choices
from server.web.clock import now
from server.web.database import db
from server.web.guard import current_person

SENSIBLE_DAYS = validate.Range(date(2000, 1, 1), date(2100, 1, 1))


class ClassForm(FormSchema):
    """Beside it ``teacher``, once for every teacher, and empty for none."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 30))
    place_id = fields.String(load_default=None, allow_none=True)
    from_on = fields.Date(required=True, validate=SENSIBLE_DAYS)


class ClosureForm(FormSchema):
    last_on = fields.Date(required=True, validate=SENSIBLE_DAYS)


def chosen_teachers() -> list[str]:
    """The ids that the form's choices hold, the empty ones left out."""
    return [one for one in request.form.getlist("teacher") if one]


def chosen_plan(values: dict[str, Any]) -> ClassPlan:
    """Raises BadInput for somebody or some room that is not, or no more, among the choices."""
    teachers = chosen_teachers()
    if not set(teachers) <= dict(teacher_choices(db.session)).keys():
        raise BadInput(fields=field_names("desk.class", ["teacher"]))
    if values["place_id"] not in {None, *dict(room_choices(db.session))}:
        raise BadInput(fields=field_names("desk.class", ["place_id"]))
    return ClassPlan(teachers, values["place_id"])


def from_day(day: date, after: bool = False) -> FromDay:
    """A change by whoever is signed in, from ``day`` on, or from the day after."""
    return FromDay(day + timedelta(days=after), current_person().id, now())
