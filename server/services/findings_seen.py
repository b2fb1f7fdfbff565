"""Which findings concern whom."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from server.domain.access import Action, Role, may
from server.domain.finding import Actor
from server.domain.problems import NotFound
from server.records import Assignment, Finding
from server.services.places_tree import subtree_ids


def sees_all_findings(actor: Actor) -> bool:
    """Who assigns, rechecks or repairs sees every finding."""
    oversees = may(actor.roles, Action.ASSIGN_FINDINGS) or may(actor.roles, Action.RECHECK_FINDINGS)
    return oversees or Role.REPAIRER in actor.roles


def concerning(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The condition for the findings this person may see: all, or those they found, answer for,
    or that lie in the places they look after."""
    if sees_all_findings(actor):
        return true()
    own = select(Assignment.place_id).where(Assignment.person_id == actor.person_id)
    theirs = [Finding.found_by == actor.person_id, Finding.responsible_id == actor.person_id]
    places = [Finding.place_id.in_(subtree_ids(place)) for place in session.scalars(own)]
    return or_(*theirs, *places)


def find_finding(session: Session, finding_id: str, actor: Actor) -> Finding:
    """Raises NotFound, also when it does not concern the person."""
    wanted = select(Finding).where(Finding.id == finding_id, concerning(session, actor))
    finding = session.scalars(wanted).one_or_none()
    if finding is None:
        raise NotFound
    return finding
