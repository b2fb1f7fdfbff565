"""Findings (隐患): the list, one with its story and the next step, and their photos. Open to every
role, on a phone too; each person finds what concerns them."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, send_file

from server.domain.access import Action
from server.domain.finding import FindingState
from server.domain.school_day import school_day
from server.pages.desk.findings.context import (
    current_actor,
    level_choices,
    office_choices,
    page_context,
)
from server.pages.desk.findings.steps import blueprint as steps
from server.pages.desk.request_values import page_number
from server.services.findings_counts import finding_counts
from server.services.findings_list import OVERDUE, FindingFilter, find_findings
from server.services.findings_photos import finding_photo_file
from server.services.findings_seen import find_finding
from server.services.places_tree import place_choices
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed

blueprint = Blueprint("desk_findings", __name__, url_prefix="/desk/findings")
blueprint.register_blueprint(steps)

_PHOTO_CACHE = "private, max-age=604800, immutable"
_STATES = ("", OVERDUE, *FindingState)


@blueprint.get("")
@allowed(Action.SEE_FINDINGS)
def list_all() -> str:
    wanted, actor, today = _wanted(), current_actor(), school_day(now())
    return render_template(
        "desk/findings/list.html",
        wanted=wanted,
        findings=find_findings(db.session, wanted, actor, today, page_number()),
        counts=finding_counts(db.session, today, actor),
        offices=office_choices(),
        levels=level_choices(),
        places=place_choices(db.session),
    )


@blueprint.get("/<finding_id>")
@allowed(Action.SEE_FINDINGS)
def show(finding_id: str) -> str:
    return render_template("desk/findings/finding.html", **page_context(finding_id))


@blueprint.get("/<finding_id>/photos/<sha256>")
@allowed(Action.SEE_FINDINGS)
def photo(finding_id: str, sha256: str) -> Response:
    finding = find_finding(db.session, finding_id, current_actor())
    path = finding_photo_file(db.session, current_settings().photo_dir, finding, sha256)
    response = send_file(path, mimetype="image/jpeg")
    response.headers["Cache-Control"] = _PHOTO_CACHE
    return response


def _wanted() -> FindingFilter:
    """What cannot be read counts as not given."""
    given = request.args.get
    return FindingFilter(
        state=given("state", "") if given("state", "") in _STATES else "",
        office=given("office", ""),
        level=given("level", ""),
        place_id=given("place_id", ""),
        asset_id=given("asset_id", ""),
        mine=bool(given("mine")),
    )
