"""Who looks after which places: what a person's phone takes along (server/sync/scope.py)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Assignment, Person, Place
from server.services.people import get_person
from server.services.places import get_place


@dataclass(frozen=True)
class AssignedPlace:
    """A place with all inside it, who gave it to the person, and when."""

    place: Place
    assigned_by: Person
    assigned_at: datetime


def assigned_places(session: Session, person_id: str) -> Sequence[AssignedPlace]:
    """The person's places by path; none means the whole school."""
    rows = session.execute(
        select(Place, Person, Assignment.assigned_at)
        .join(Assignment, Assignment.place_id == Place.id)
        .join(Person, Person.id == Assignment.assigned_by)
        .where(Assignment.person_id == person_id)
        .order_by(Place.path)
    )
    return [AssignedPlace(place, by, at) for place, by, at in rows]


def assign_place(
    session: Session, person_id: str, place_id: str, by_person_id: str, now: datetime
) -> None:
    """Give the person a place to look after; giving it twice keeps the first. Raises NotFound."""
    key = (get_person(session, person_id).id, get_place(session, place_id).id)
    if session.get(Assignment, key) is None:
        session.add(
            Assignment(
                person_id=person_id, place_id=place_id, assigned_by=by_person_id, assigned_at=now
            )
        )


def unassign_place(session: Session, person_id: str, place_id: str) -> None:
    """Take a place from the person; one they do not have changes nothing."""
    assignment = session.get(Assignment, (person_id, place_id))
    if assignment is not None:
        session.delete(assignment)


def choose_places(
    session: Session, person_id: str, place_ids: Collection[str], by_person_id: str, now: datetime
) -> None:
    """Let the person look after exactly these places. Raises NotFound."""
    get_person(session, person_id)
    for assigned in assigned_places(session, person_id):
        if assigned.place.id not in place_ids:
            unassign_place(session, person_id, assigned.place.id)
    for place_id in sorted(place_ids):
        assign_place(session, person_id, place_id, by_person_id, now)
