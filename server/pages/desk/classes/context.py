"""What the pages of classes show."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from server.domain.school_class import autumn_of
from server.domain.school_day import school_day
from server.pages.desk.classes.class_form import chosen_teachers
from server.records import new_id
from server.services.class_assignments import class_history
from server.services.class_names import room_choices, teacher_choices
from server.services.classes import (
    classes_on,
    get_class,
    graduated_classes,
    identity_of,
    list_classes,
    name_on,
)
from server.services.people import list_people
from server.web.clock import now
from server.web.database import db


def list_context() -> dict[str, object]:
    """All classes as they are today."""
    today = school_day(now())
    rows = list_classes(db.session, today)
    return {
        "classes": classes_on(db.session, today),
        "teachers": {one.id: one.name for one in list_people(db.session)},
        "rooms": dict(room_choices(db.session)),
        "over": {row.id for row in rows if identity_of(row).is_over(autumn_of(today))},
        "graduated": [(row, name_on(row, today)) for row in graduated_classes(db.session, today)],
    }


def new_context(entered: Mapping[str, str] | None = None) -> dict[str, object]:
    """An empty form, or what was entered."""
    fresh = {"id": new_id(), "from_on": school_day(now()).isoformat()}
    return {**_choices(), "entered": entered or fresh, "chosen": chosen_teachers()}


def one_context(class_id: str, entered: Mapping[str, str] | None = None) -> dict[str, object]:
    """One class as it is today, with its history. Raises NotFound."""
    today = school_day(now())
    row = get_class(db.session, class_id)
    present = next((one for one in classes_on(db.session, today) if one.id == class_id), None)
    shown = {"place_id": present.place_id if present else None, "from_on": today.isoformat()}
    posted = "from_on" in request.form
    return {
        **_choices(),
        "one": row,
        "name": name_on(row, today),
        "history": class_history(db.session, class_id),
        "entered": {**shown, "last_on": today.isoformat(), **(entered or {})},
        "chosen": chosen_teachers() if posted else list(present.person_ids if present else ()),
        "today": today,
    }


def _choices() -> dict[str, object]:
    return {"people": teacher_choices(db.session), "places": room_choices(db.session)}
