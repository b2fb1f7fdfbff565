"""What the pages of checklists show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.checklist import AnswerType
from server.domain.checklist_item import MOST_PHRASES, NAME_LENGTH, UNIT_LENGTH
from server.domain.problems import Problem
from server.domain.problems_checklist import ChecklistItemInvalid
from server.pages.desk.checklists.draft import ChecklistDraft
from server.records import Checklist
from server.services.assets_list import list_kinds
from server.services.checklists import (
    editions_of,
    list_checklists,
    missing_templates,
    plan_of,
    template_plan,
)
from server.services.places import PLACE_KINDS
from server.web.database import db
from server.web.messages import request_language, t

_ASSET, _PLACE, _ROUTE = "asset", "place", "route"


@dataclass(frozen=True)
class ChecklistLine:
    """``subjects``: what it is for, in words."""

    id: str
    name: str
    subjects: list[str]
    items: int
    version: int


def list_context() -> dict[str, Any]:
    """Checklists of things, of places, and those that only routes name; and the kinds of things
    that have none."""
    names = subject_names()
    groups: dict[str, list[ChecklistLine]] = {_ASSET: [], _PLACE: [], _ROUTE: []}
    covered: set[str] = set()
    for it in list_checklists(db.session):
        covered.update(it.subjects)
        groups[it.subjects[0].partition(":")[0] if it.subjects else "route"].append(
            _line(it, names)
        )
    return {
        "groups": groups,
        "missing": len(missing_templates(db.session)),
        "without": [names[it] for it in names if it.startswith(_ASSET) and it not in covered],
    }


def show_context(checklist: Checklist) -> dict[str, Any]:
    """One checklist in force, with its versions."""
    plan, template = plan_of(checklist), template_plan(checklist)
    names = subject_names()
    return {
        "checklist": checklist,
        "asked": plan,
        "subjects": [names.get(it, it) for it in plan.subjects],
        "editions": editions_of(db.session, checklist.id),
        "may_restore": template is not None and template != plan,
    }


def form_context(
    checklist_id: str, draft: ChecklistDraft, checklist: Checklist | None
) -> dict[str, Any]:
    """The form of a new checklist (None) or of an old one."""
    return {
        "checklist_id": checklist_id,
        "checklist": checklist,
        "draft": draft,
        "subjects": subject_names(),
        "taken": _taken(checklist_id),
        "answers": list(AnswerType),
        "name_length": NAME_LENGTH,
        "unit_length": UNIT_LENGTH,
        "most_phrases": MOST_PHRASES,
    }


def subject_names() -> dict[str, str]:
    """All that a checklist can be for, in words: the kinds of things by name, then of places."""
    chinese = request_language() == "zh"
    kinds = {
        f"{_ASSET}:{it.id}": it.name_zh if chinese else it.name_en for it in list_kinds(db.session)
    }
    return kinds | {f"{_PLACE}:{kind}": t(f"desk.kind.{kind}") for kind in PLACE_KINDS}


def in_words(problem: Problem) -> Problem:
    """The problem with its field and what was expected as people call them."""
    if not isinstance(problem, ChecklistItemInvalid):
        return problem
    given = problem.params
    return ChecklistItemInvalid(
        item=given["item"],
        field=t(f"desk.checklist.{given['field']}"),
        expected=t(f"desk.checklist.expected.{given['expected']}"),
    )


def position_of(draft: ChecklistDraft, problem: Problem) -> int | None:
    """Where the item stands that a problem names."""
    name = problem.params.get("item")
    found = [
        n
        for n, it in enumerate(draft.items)
        if name in (it["zh"].strip() or it["en"].strip(), str(n + 1))
    ]
    return found[-1] if found else None


def name_of(named: Any) -> str:
    """A checklist, or a version of one, in the request's language."""
    name: str = named.name_zh if request_language() == "zh" else named.name_en
    return name


def _line(checklist: Checklist, names: Mapping[str, str]) -> ChecklistLine:
    return ChecklistLine(
        checklist.id,
        name_of(checklist),
        [names.get(it, it) for it in checklist.subjects],
        len(checklist.items),
        checklist.version,
    )


def _taken(checklist_id: str) -> dict[str, str]:
    """Which other checklist a subject has now."""
    others = (it for it in list_checklists(db.session) if it.id != checklist_id)
    return {subject: name_of(it) for it in others for subject in it.subjects}
