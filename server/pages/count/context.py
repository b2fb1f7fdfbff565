"""Who counts on the online page, and the sheet they look at."""

from __future__ import annotations

from server.domain.access import Action
from server.domain.school_day import school_day
from server.records import CountSheet
from server.services.counting import Counter, find_countable
from server.sync.scope import scope_of
from server.web.clock import now
from server.web.database import db
from server.web.guard import current_person, person_may


def current_counter() -> Counter:
    """Whoever is signed in, with what they take along; who opens stocktakes may count any room."""
    person = current_person()
    if person_may(Action.MANAGE_STOCKTAKES):
        return Counter(person, None)
    return Counter(person, scope_of(db.session, person, school_day(now())).place_ids)


def sheet_here(sheet_id: str) -> CountSheet:
    """A sheet that is theirs to look at. Raises NotFound."""
    return find_countable(db.session, sheet_id, current_counter())
