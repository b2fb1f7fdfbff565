"""Checklists: the templates every school begins with, and changing them version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.checklist import Item, item_json, read_items
from server.domain.problems import Conflict, NotFound
from server.domain.problems_checklist import ChecklistNotTemplate
from server.records import Checklist, ChecklistVersion, Person
from server.services.checklist_templates import template, templates


@dataclass(frozen=True)
class ChecklistPlan:
    """What a checklist is to be; ``subjects`` as `asset:<kind>` or `place:<kind>`."""

    name_zh: str
    name_en: str
    subjects: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ChecklistAsked:
    """What a checklist asked in one version."""

    name_zh: str
    name_en: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ChecklistEdition:
    """When a version was made, and by whom; None for the product itself."""

    version: int
    made_at: datetime
    made_by: str | None


@dataclass(frozen=True)
class ChecklistChange:
    """Who wants it, None for the product itself, and when."""

    person_id: str | None
    at: datetime


def load_templates(session: Session, change: ChecklistChange) -> list[str]:
    """Add the templates that the school does not have, each as version 1; returns their ids.

    A school that has all of them keeps them as they are, and a subject that another checklist has
    stays with it, so that an older school can take the new ones at any time.
    """
    known = set(session.scalars(select(Checklist.id)))
    taken = {it for subjects in session.scalars(select(Checklist.subjects)) for it in subjects}
    fresh = [it for it in templates() if it["id"] not in known]
    for raw in fresh:
        free = tuple(it for it in raw["subjects"] if it not in taken)
        _add(session, raw["id"], _plan_of(raw, free), change)
    return [it["id"] for it in fresh]


def missing_templates(session: Session) -> list[str]:
    """The ids of the templates that ``load_templates`` would add."""
    known = set(session.scalars(select(Checklist.id)))
    return [it["id"] for it in templates() if it["id"] not in known]


def list_checklists(session: Session) -> list[Checklist]:
    """All checklists in force, by id."""
    return list(session.scalars(select(Checklist).order_by(Checklist.id)))


def get_checklist(session: Session, checklist_id: str) -> Checklist:
    """Raises NotFound."""
    found = session.get(Checklist, checklist_id)
    if found is None:
        raise NotFound
    return found


def editions_of(session: Session, checklist_id: str) -> list[ChecklistEdition]:
    """All versions, the newest first."""
    of = ChecklistVersion
    wanted = (
        select(of.version, of.made_at, Person.name)
        .outerjoin(Person, Person.id == of.made_by)
        .where(of.checklist_id == checklist_id)
        .order_by(of.version.desc())
    )
    return [ChecklistEdition(*row) for row in session.execute(wanted)]


def asked_in(session: Session, checklist_id: str, version: int) -> ChecklistAsked:
    """One version. Raises NotFound."""
    found = session.get(ChecklistVersion, (checklist_id, version))
    if found is None:
        raise NotFound
    return _asked_by(found)


def plan_of(checklist: Checklist) -> ChecklistPlan:
    """The version in force."""
    return ChecklistPlan(
        checklist.name_zh,
        checklist.name_en,
        tuple(checklist.subjects),
        read_items(checklist.items),
    )


def add_checklist(
    session: Session, checklist_id: str, plan: ChecklistPlan, change: ChecklistChange
) -> Checklist:
    """A checklist of the school's own. One that has this id already is left as it is: a second
    click adds once. Its subjects are taken from the checklists that had them."""
    known = session.get(Checklist, checklist_id)
    if known is not None:
        return known
    _take_subjects(session, checklist_id, plan.subjects)
    return _add(session, checklist_id, plan, change)


def change_checklist(
    session: Session,
    checklist_id: str,
    plan: ChecklistPlan,
    based_on: int,
    change: ChecklistChange,
) -> Checklist:
    """Make ``plan`` what is in force: as a new version when it asks or is called differently.

    A plan that changes nothing makes no version, so that a second click does no harm. Its subjects
    are taken from the checklists that had them. Raises NotFound, Conflict when
    ``based_on`` is not the newest version.
    """
    checklist = get_checklist(session, checklist_id)
    before = plan_of(checklist)
    if before == plan:
        return checklist
    if checklist.version != based_on:
        raise Conflict(changed=checklist.name_zh)
    _take_subjects(session, checklist_id, plan.subjects)
    _fill(checklist, plan)
    if _asked(before) != _asked(plan):
        checklist.version += 1
        session.add(_version_of(checklist, change))
    return checklist


def restore_template(session: Session, checklist_id: str, change: ChecklistChange) -> Checklist:
    """Name and items as the product brings them, as a new version unless they are so already; the
    subjects stay. Raises NotFound, ChecklistNotTemplate."""
    checklist = get_checklist(session, checklist_id)
    plan = template_plan(checklist)
    if plan is None:
        raise ChecklistNotTemplate
    return change_checklist(session, checklist_id, plan, checklist.version, change)


def template_plan(checklist: Checklist) -> ChecklistPlan | None:
    """What ``restore_template`` would make of it; None for one of the school's own."""
    raw = template(checklist.id)
    return None if raw is None else _plan_of(raw, tuple(checklist.subjects))


def _asked(plan: ChecklistPlan) -> ChecklistAsked:
    return ChecklistAsked(plan.name_zh, plan.name_en, plan.items)


def _asked_by(row: ChecklistVersion) -> ChecklistAsked:
    return ChecklistAsked(row.name_zh, row.name_en, read_items(row.items))


def _plan_of(raw: Mapping[str, Any], subjects: tuple[str, ...]) -> ChecklistPlan:
    return ChecklistPlan(raw["name_zh"], raw["name_en"], subjects, read_items(raw["items"]))


def _add(
    session: Session, checklist_id: str, plan: ChecklistPlan, change: ChecklistChange
) -> Checklist:
    checklist = Checklist(id=checklist_id, version=1)
    _fill(checklist, plan)
    session.add(checklist)
    session.flush()
    session.add(_version_of(checklist, change))
    return checklist


def _fill(checklist: Checklist, plan: ChecklistPlan) -> None:
    checklist.name_zh, checklist.name_en = plan.name_zh, plan.name_en
    checklist.subjects = list(plan.subjects)
    checklist.items = [item_json(it) for it in plan.items]


def _version_of(checklist: Checklist, change: ChecklistChange) -> ChecklistVersion:
    return ChecklistVersion(
        checklist_id=checklist.id,
        version=checklist.version,
        name_zh=checklist.name_zh,
        name_en=checklist.name_en,
        items=checklist.items,
        made_at=change.at,
        made_by=change.person_id,
    )


def _take_subjects(session: Session, checklist_id: str, subjects: Sequence[str]) -> None:
    """Of one kind of thing there is one checklist."""
    for other in list_checklists(session):
        left = [it for it in other.subjects if it not in subjects]
        if other.id != checklist_id and left != other.subjects:
            other.subjects = left
