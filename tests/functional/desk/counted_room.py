"""A room that is counted by one phone while somebody looks at the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from server.records import CountSheet
from server.services.assets import Seen, change_asset, get_asset
from server.web.clock import now
from tests.factories.counts import counted, sighting, signing
from tests.factories.facts import Phone


@dataclass
class Count:
    """Room 201 with a desk counted by number and a computer; Ines counts it, Ada looks."""

    school: Any
    register: Any
    sheet_id: str
    phone: Phone

    @property
    def sheet(self) -> CountSheet:
        with self.school.reading() as session:
            sheet = session.get_one(CountSheet, self.sheet_id)
            session.expunge(sheet)
            return sheet

    @property
    def address(self) -> str:
        return f"/desk/stocktakes/{self.sheet.stocktake_id}/sheets/{self.sheet_id}"

    @property
    def desks(self) -> str:
        return "desk|课桌|"

    @property
    def computer(self) -> str:
        return str(self.register.assets["多媒体计算机"])

    def push(self, *facts: Any) -> None:
        receipts = self.phone.push(*facts)
        assert [one["status"] for one in receipts] == ["applied"] * len(facts), receipts

    def see(self, asset_id: str, **said: Any) -> Any:
        return sighting(self.phone, self.sheet_id, asset_id, **said)

    def count_desks(self, good: int) -> Any:
        return counted(self.phone, self.sheet_id, self.desks, good)

    def sign(self, *found: tuple[str, int], **said: Any) -> Any:
        return signing(self.phone, self.sheet_id, *found, **said)

    def decide(self, what: str, words: str = "", **said: Any) -> Any:
        form = {"based_on": self.sheet.version, "words": words} | said
        return self.school.client("ada").post(f"{self.address}/{what}", data=form)


def move_in(count: Count, asset_id: str) -> None:
    """On the desk, into the room that is counted."""
    with count.school.writing() as session:
        asset, home = get_asset(session, asset_id), {"place_id": count.register.places["201"]}
        seen, ada = Seen(asset.rev, {}), count.school.people["ada"]
        change_asset(session, asset.id, home, seen=seen, person_id=ada, now=now())


def alert(answer: Any) -> str:
    return "".join(re.findall(r'role="alert">(.*?)<', answer.text))
