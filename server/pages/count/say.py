"""What a form of the online page says on a sheet, recorded as a phone's record is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import orjson
from flask import request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.records import Fact, Person, new_id
from server.sync.here import record_here, web_device_id
from server.web.clock import now


def say(session: Session, person: Person, fact_type: str, body: Mapping[str, Any]) -> str:
    """Record it, once however often the form is sent; gives the fact's id. Raises what
    ``record_here`` raises."""
    fact_id = _fact_id(session, person.id, fact_type, body)
    return record_here(session, person, fact_type, body, now(), fact_id=fact_id)


def _fact_id(session: Session, person_id: str, fact_type: str, body: Mapping[str, Any]) -> str:
    """Of this form with this content. When the person has said something else since, the same
    content is no second click: it is said anew."""
    said = orjson.dumps([fact_type, body], option=orjson.OPT_SORT_KEYS).decode()
    fact_id = str(uuid5(_form_id(), said))
    fact = session.get(Fact, fact_id)
    if fact is None or fact.seq == _last_number(session, person_id):
        return fact_id
    return new_id()


def _form_id() -> UUID:
    """Each form that is shown has an id of its own."""
    try:
        return UUID(request.form.get("form", ""))
    except ValueError:
        return UUID(new_id())


def _last_number(session: Session, person_id: str) -> int | None:
    device_id = web_device_id(person_id)
    return session.scalar(select(func.max(Fact.seq)).where(Fact.device_id == device_id))
