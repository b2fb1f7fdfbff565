"""Which assets and sheets a person takes along: those in the places they look after, teach in or
are to count, or the whole school.

The hash of the scope stands in every cursor, so that a phone with another scope is told to begin
anew (410). It changes when an assignment, a class's room or teacher, who counts a room, or the
tree of places below one changes, and on the day from which such a change holds; never when an
asset moves: that comes by the feed. Places, kinds and people always come whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session

from server.records import (
    Assignment,
    ClassRoom,
    ClassTeacher,
    CountSheet,
    Person,
    Place,
    Stocktake,
)
from server.records.listed import among, listed
from server.services.classes import holds_on

# Names the shape of the rows too: when that changes, so do all hashes.
_SHAPE = "columns v3"


@dataclass(frozen=True)
class Scope:
    """``place_ids``: the person's places and all below them, None for the whole school. Things
    without a place belong to the whole school only."""

    hash: str
    place_ids: frozenset[str] | None

    def holds(self, place_id: str | None) -> bool:
        """Whether things that stand there are taken along."""
        return self.place_ids is None or place_id in self.place_ids


WHOLE_SCHOOL = Scope(hashlib.sha256(f"whole school, {_SHAPE}".encode()).hexdigest()[:16], None)


def scope_of(session: Session, person: Person, today: date) -> Scope:
    """What the person takes along on this day."""
    assigned = select(Assignment.place_id).where(Assignment.person_id == person.id)
    own = set(session.scalars(assigned))
    if not own:
        return WHOLE_SCHOOL
    own.update(session.scalars(_taught_in(person.id, today)), session.scalars(_counted(person.id)))
    ids = frozenset(session.scalars(_BELOW, {"places": listed(own)}))
    return Scope(_hash(ids), ids)


def scope_hash(session: Session, person: Person, today: date) -> str:
    """Changes whenever what this person should hold, or the shape of its rows, changes."""
    return scope_of(session, person, today).hash


def _taught_in(person_id: str, today: date) -> Select[str]:
    """The rooms of the classes whose teacher this is, today: a table of the new school year is
    pasted before it begins."""
    return (
        select(ClassRoom.place_id)
        .join(ClassTeacher, ClassTeacher.class_id == ClassRoom.class_id)
        .where(
            ClassTeacher.person_id == person_id,
            holds_on(ClassTeacher, today),
            holds_on(ClassRoom, today),
        )
    )


def _counted(person_id: str) -> Select[str]:
    """The rooms of the open stocktakes' sheets that name the person."""
    return (
        select(CountSheet.place_id)
        .join(Stocktake, Stocktake.id == CountSheet.stocktake_id)
        .where(Stocktake.ended_at.is_(None), cast(CountSheet.person_ids, Text).contains(person_id))
    )


def _places_below() -> Select[str]:
    below = select(Place.id).where(among(Place.id, "places")).cte("below", recursive=True)
    below = below.union(select(Place.id).join(below, Place.parent_id == below.c.id))
    return select(below.c.id)


_BELOW = _places_below()


def _hash(place_ids: Iterable[str]) -> str:
    text = "\n".join([_SHAPE, *sorted(place_ids)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
