"""What the page of one held fact shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qr_labels import group_code
from server.domain.problems import Problem
from server.domain.problems_held import HeldAlreadyDecided, HeldNotApplicable
from server.pages.desk.forms import Filled
from server.pages.desk.held.repair_form import SCANNED_LONGEST
from server.pages.template_helpers import moment
from server.records import Asset
from server.services.held.listing import HeldRow
from server.services.held.page import HeldPage, read_held_page
from server.services.held.text import CONDITIONS
from server.services.held.things import things_meant
from server.services.labels import current_codes
from server.services.people import list_people
from server.services.places_tree import place_choices
from server.sync.body_parts import MOST_WORDS
from server.sync.repair import HeldKey
from server.sync.repair_preview import why_not_as_it_is
from server.web.database import db
from server.web.messages import t


def page_context(key: HeldKey, filled: Filled | None = None) -> dict[str, Any]:
    """``filled`` is a repair that was refused: shown again with what was typed. Raises NotFound."""
    page = read_held_page(db.session, key.id, key.hash)
    entered = filled.entered if filled else _said(page.row)
    candidates = _candidates(page.row, entered)
    return {
        "page": page,
        "refusal": why_not_as_it_is(db.session, page.row.fact),
        "entered": entered,
        "tried": filled is not None,
        "candidates": candidates,
        "codes": current_codes(db.session, [asset.id for asset in candidates]),
        "conditions": CONDITIONS,
        "most_words": MOST_WORDS,
        "longest_scanned": SCANNED_LONGEST,
        "people": _people(page),
        "places": place_choices(db.session) if page.row.text.is_about_label else [],
    }


def told(problem: Problem) -> Problem:
    """The problem with its params in the reader's language."""
    if isinstance(problem, HeldNotApplicable):
        return HeldNotApplicable(why=t(f"held.{problem.params['reason']}"))
    if isinstance(problem, HeldAlreadyDecided):
        return HeldAlreadyDecided(**problem.params | {"at": moment(problem.params["at"])})
    return problem


def _said(row: HeldRow) -> Mapping[str, str]:
    """The repair form as it is shown first: what the phone said, the thing ticked when known."""
    text = row.text
    return {
        "thing": "" if row.thing or text.is_about_label else group_code(text.code or ""),
        "code": group_code(text.code or ""),
        "place_id": text.place_id or "",
        "asset_id": row.thing.id if row.thing else "",
        "condition": text.condition or ("intact" if text.result == "ok" else ""),
        "scanned": (text.scanned or "")[:SCANNED_LONGEST],
        "words": text.words[:MOST_WORDS],
        "author_id": "",
    }


def _candidates(row: HeldRow, entered: Mapping[str, str]) -> list[Asset]:
    """The things to tick: the one it names and those that what was typed may mean."""
    typed = entered.get("thing", "").strip()
    meant = things_meant(db.session, typed) if typed else []
    return list({asset.id: asset for asset in filter(None, [row.thing, *meant])}.values())


def _people(page: HeldPage) -> list[tuple[str, str]]:
    """Who may have made it, when it does not say so itself."""
    if page.row.author is not None:
        return []
    return [(person.id, person.name) for person in list_people(db.session)]
