"""Which assets a person takes along: those in the places they look after, or the whole school.

The hash of the scope stands in every cursor, so that a phone with another scope is told to begin
anew (410). It changes when an assignment, or the tree of places below one, changes; never when an
asset moves: that comes by the feed. Places, kinds and people always come whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.records import Assignment, Person, Place

# Names the shape of the rows too: when that changes, so do all hashes.
_SHAPE = "columns v2"


@dataclass(frozen=True)
class Scope:
    """``place_ids``: all places below the assigned ones, None for the whole school. Things without
    a place belong to the whole school only."""

    hash: str
    place_ids: frozenset[str] | None

    def holds(self, place_id: str | None) -> bool:
        """Whether things that stand there are taken along."""
        return self.place_ids is None or place_id in self.place_ids


WHOLE_SCHOOL = Scope(hashlib.sha256(f"whole school, {_SHAPE}".encode()).hexdigest()[:16], None)


def scope_of(session: Session, person: Person) -> Scope:
    """What the person takes along at this moment."""
    ids = frozenset(session.scalars(_ids_below_assigned(person.id)))
    return Scope(_hash(ids), ids) if ids else WHOLE_SCHOOL


def scope_hash(session: Session, person: Person) -> str:
    """Changes whenever what this person should hold, or the shape of its rows, changes."""
    return scope_of(session, person).hash


def _ids_below_assigned(person_id: str) -> Select[str]:
    below = (
        select(Assignment.place_id)
        .where(Assignment.person_id == person_id)
        .cte("below", recursive=True)
    )
    below = below.union(select(Place.id).join(below, Place.parent_id == below.c.place_id))
    return select(below.c.place_id)


def _hash(place_ids: Iterable[str]) -> str:
    text = "\n".join([_SHAPE, *sorted(place_ids)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
