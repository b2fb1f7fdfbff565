"""A room with six curtains, three desks and an open stocktake of it, and what its pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.domain.stocktake import Method
from server.records import Asset, CountSheet, new_id
from server.services.assets import add_asset
from server.services.count_sheets import SheetView
from server.services.count_sheets_view import sheet_view
from server.services.places import find_or_add_place
from server.web.clock import now
from tests.factories.counts import open_count
from tests.functional.desk.html_form import form_of

DESKS = ("TY-001", "TY-002", "TY-003")


@dataclass
class Room:
    """``assets``: ids by ledger number, of the curtains by their name."""

    school: Any
    sheet: str
    place: str
    assets: dict[str, str]
    curtains: str

    @property
    def address(self) -> str:
        return f"/count/sheets/{self.sheet}"

    def say(self, client: FlaskClient, noun: str, *, of: str = "", **entered: Any) -> Any:
        """Fill in the page's form of this noun, for the thing with the id ``of``, and send it."""
        page = client.get(f"{self.address}?edit=1")
        form = form_of(page, f"{self.address}/{noun}", of)
        return client.post(f"{self.address}/{noun}", data=form | entered)

    def view(self) -> SheetView:
        with self.school.reading() as session:
            return sheet_view(session, self.sheet)

    def stands(self) -> tuple[str, int, int, int]:
        """State, pieces expected and seen, discrepancies."""
        with self.school.reading() as session:
            sheet = session.get_one(CountSheet, self.sheet)
            return sheet.state, sheet.expected, sheet.seen, sheet.discrepancies


@pytest.fixture
def room(school: Any) -> Room:
    with school.writing() as session:
        path = [("building", "教学楼"), ("room", "101")]
        place = find_or_add_place(session, path).id
        kept = {"place_id": place, "custodian": None}
        for number in DESKS:
            desk = {"name": "课桌", "kind_id": "desk", "quantity": 1, "ledger_number": number}
            add_asset(session, new_id(), kept | desk, school.people["ada"], now())
        curtain = {"name": "窗帘", "kind_id": "curtain", "quantity": 6, "ledger_number": None}
        add_asset(session, new_id(), kept | curtain, school.people["ada"], now())
    sheet = open_count(
        school, place, methods={"desk": Method.BY_PIECE}, person_ids=(school.people["tang"],)
    )[place]
    with school.reading() as session:
        found = session.scalars(select(Asset).where(Asset.place_id == place)).all()
        groups = session.get_one(CountSheet, sheet).groups
        curtains = next(key for key, *_ in groups if "窗帘" in key)
        assets = {one.ledger_number or one.name: one.id for one in found}
    return Room(school, sheet, place, assets, curtains)
