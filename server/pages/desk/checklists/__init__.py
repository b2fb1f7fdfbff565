"""Checklists: the list by what they are for, one with its versions, and writing one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from server.domain.access import Action
from server.domain.problems import Conflict, Problem
from server.pages.desk.checklists.context import (
    form_context,
    in_words,
    list_context,
    name_of,
    position_of,
    show_context,
    subject_names,
)
from server.pages.desk.checklists.draft import (
    ChecklistDraft,
    blank_item,
    draft_of,
    pressed,
    read_draft,
)
from server.pages.desk.forms import show_again
from server.records import Checklist, new_id
from server.records.database import write_transaction
from server.services.checklists import (
    ChecklistChange,
    add_checklist,
    asked_in,
    change_checklist,
    get_checklist,
    load_templates,
    plan_of,
    restore_template,
)
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person
from server.web.messages import t

blueprint = Blueprint("desk_checklists", __name__, url_prefix="/desk/checklists")
blueprint.add_app_template_global(name_of, "checklist_name")

_FORM = "desk/checklists/form.html"
_SAVE = "save"


@blueprint.get("")
@allowed(Action.MANAGE_CHECKLISTS)
def list_all() -> str:
    return render_template("desk/checklists/list.html", **list_context())


@blueprint.post("/templates")
@allowed(Action.MANAGE_CHECKLISTS)
def add_templates() -> Response:
    with write_transaction(db.session) as session:
        added = load_templates(session, _change())
    flash(t("desk.checklists.added", n=len(added)))
    return redirect("/desk/checklists", 303)


@blueprint.get("/new")
@allowed(Action.MANAGE_CHECKLISTS)
def new() -> str:
    draft = ChecklistDraft({}, items=(blank_item(),), opened=0)
    return render_template(_FORM, **form_context(new_id(), draft, None))


@blueprint.post("/new/<uuid:checklist_id>")
@allowed(Action.MANAGE_CHECKLISTS)
def add(checklist_id: UUID) -> str | Response:
    key, draft = str(checklist_id), read_draft()
    if request.form.get("do") != _SAVE:
        return render_template(_FORM, **form_context(key, pressed(draft), None))
    try:
        plan = draft.plan((), subject_names())
        with write_transaction(db.session) as session:
            add_checklist(session, key, plan, _change())
    except Problem as problem:
        return _again(key, draft, None, problem)
    return _saved(key)


@blueprint.get("/<checklist_id>")
@allowed(Action.MANAGE_CHECKLISTS)
def show(checklist_id: str) -> str:
    checklist = get_checklist(db.session, checklist_id)
    return render_template("desk/checklists/show.html", **show_context(checklist))


@blueprint.get("/<checklist_id>/versions/<int(max=99999):version>")
@allowed(Action.MANAGE_CHECKLISTS)
def show_version(checklist_id: str, version: int) -> str:
    return render_template(
        "desk/checklists/version.html",
        checklist=get_checklist(db.session, checklist_id),
        asked=asked_in(db.session, checklist_id, version),
        version=version,
    )


@blueprint.get("/<checklist_id>/edit")
@allowed(Action.MANAGE_CHECKLISTS)
def edit(checklist_id: str) -> str:
    checklist = get_checklist(db.session, checklist_id)
    draft = draft_of(plan_of(checklist), checklist.version)
    return render_template(_FORM, **form_context(checklist_id, draft, checklist))


@blueprint.post("/<checklist_id>")
@allowed(Action.MANAGE_CHECKLISTS)
def change(checklist_id: str) -> str | Response:
    checklist, draft = get_checklist(db.session, checklist_id), read_draft()
    if request.form.get("do") != _SAVE:
        return render_template(_FORM, **form_context(checklist_id, pressed(draft), checklist))
    try:
        plan = draft.plan(plan_of(checklist).items, subject_names())
        with write_transaction(db.session) as session:
            change_checklist(session, checklist_id, plan, draft.based_on, _change())
    except Conflict as problem:
        # Whoever has seen the new state and presses once more means it.
        checklist = get_checklist(db.session, checklist_id)
        return _again(checklist_id, replace(draft, based_on=checklist.version), checklist, problem)
    except Problem as problem:
        return _again(checklist_id, draft, get_checklist(db.session, checklist_id), problem)
    return _saved(checklist_id)


@blueprint.post("/<checklist_id>/template")
@allowed(Action.MANAGE_CHECKLISTS)
def restore(checklist_id: str) -> Response:
    with write_transaction(db.session) as session:
        restore_template(session, checklist_id, _change())
    return _saved(checklist_id)


def _change() -> ChecklistChange:
    return ChecklistChange(current_person().id, now())


def _saved(checklist_id: str) -> Response:
    flash(t("desk.saved"))
    return redirect(f"/desk/checklists/{checklist_id}", 303)


def _again(
    checklist_id: str, draft: ChecklistDraft, checklist: Checklist | None, problem: Problem
) -> Response:
    opened = replace(draft, opened=position_of(draft, problem))
    context = form_context(checklist_id, opened, checklist)
    context["is_changed"] = isinstance(problem, Conflict)
    return show_again(_FORM, in_words(problem), **context)
