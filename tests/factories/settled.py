"""A count of two rooms, signed and countersigned, with something to settle in each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from server.domain.reconciliation import reconcile
from server.domain.room_count import group_key
from server.records import CountSheet, Discrepancy, new_id
from server.services.assets import add_asset
from server.services.count_sheets_input import room_count_of
from server.services.count_sheets_rows import sheet_rows
from server.services.count_sheets_steps import SheetDecision, countersign_sheet, get_sheet
from server.services.labels import issue_blank_labels
from server.services.places import add_place
from server.web.clock import now
from tests.factories.counts import counted, open_count, sighting, signing
from tests.factories.facts import phone_of

CURTAINS = group_key("curtain", "窗帘", "幅")
# name, kind, room, number, quantity, amount
THINGS = (
    ("窗帘", "curtain", "101", "K-1", 6, "100.00"),
    ("窗帘", "curtain", "102", "K-2", 6, "60.00"),
    ("投影仪", "projector", "101", "K-3", 1, "2999.99"),
    ("功放", "other", "101", "K-4", 1, "800.00"),
    ("椅子", "other", "101", "K-5", 1, None),
    ("黑板", "other", "102", "K-6", 1, "500.00"),
)


@dataclass(frozen=True)
class SettledCount:
    """``code``: of the blank label on the fan that nobody knew in 102."""

    school: Any
    stocktake_id: str
    rooms: dict[str, str]
    assets: dict[str, str]
    sheets: dict[str, str]
    code: str

    @property
    def base(self) -> str:
        return f"/desk/stocktakes/{self.stocktake_id}/settling"

    def found(self, room: str) -> dict[str, Discrepancy]:
        """By name, read anew."""
        with self.school.reading() as session:
            session.expire_all()
            rows = session.scalars(
                select(Discrepancy).where(Discrepancy.sheet_id == self.sheets[room])
            ).all()
            return {row.name: row for row in rows}


def settled_count(school: Any) -> SettledCount:
    """In 101 a curtain, an amplifier and the projector are not there, the chair is broken; in 102
    there is a curtain more, the projector, and a fan with a blank label."""
    rooms, assets = _things(school)
    with school.writing() as session:
        [code] = issue_blank_labels(session, 1, now())
    sheets = open_count(school, *rooms.values())
    sheets = {room: sheets[place] for room, place in rooms.items()}
    _count(school, assets, sheets, code)
    with school.reading() as session:
        stocktake_id = session.get_one(CountSheet, sheets["101"]).stocktake_id
    return SettledCount(school, stocktake_id, rooms, assets, sheets, code)


def _things(school: Any) -> tuple[dict[str, str], dict[str, str]]:
    assets = {}
    with school.writing() as session:
        building = add_place(session, None, "building", "南楼")
        rooms = {name: add_place(session, building, "room", name).id for name in ("101", "102")}
        for name, kind, room, number, quantity, amount in THINGS:
            values = {
                "name": name,
                "kind_id": kind,
                "place_id": rooms[room],
                "ledger_number": number,
                "quantity": quantity,
                "unit": "幅" if kind == "curtain" else None,
                "amount": Decimal(amount) if amount else None,
                "category_code": "A05010000" if kind == "curtain" else "A02020000",
            }
            asset = add_asset(session, new_id(), values, school.people["ada"], now())
            assets[f"{name} {room}"] = asset.id
    return rooms, assets


def _count(school: Any, assets: dict[str, str], sheets: dict[str, str], code: str) -> None:
    phone = phone_of(school)
    first, second = sheets["101"], sheets["102"]
    broken = {"condition": "unusable", "words": "腿断了"}
    fan = {"code": code, "name": "落地扇", "kind_id": "fan"}
    said = [
        sighting(phone, first, assets["椅子 101"], **broken),
        counted(phone, first, CURTAINS, 5),
        sighting(phone, second, assets["黑板 102"]),
        sighting(phone, second, assets["投影仪 101"]),
        sighting(phone, second, None, **fan),
        counted(phone, second, CURTAINS, 7),
    ]
    receipts = phone.push(*said)
    assert {one["status"] for one in receipts} == {"applied"}, receipts
    for sheet_id in (first, second):
        _close(school, phone, sheet_id)


def _close(school: Any, phone: Any, sheet_id: str) -> None:
    """Signed for what there is, and countersigned."""
    with school.reading() as session:
        rows = sheet_rows(session, [get_sheet(session, sheet_id)])[sheet_id]
        found = reconcile(room_count_of(rows, closed=True)).discrepancies
        keys = [(one.key, one.quantity) for one in found]
    told = [
        {"key": key, "cause": "human", "words": "学生弄的", "photos": []}
        for key, _ in keys
        if key.startswith("damaged")
    ]
    [receipt] = phone.push(signing(phone, sheet_id, *keys, explanations=told))
    assert receipt["status"] == "applied", receipt
    with school.writing() as session:
        version = get_sheet(session, sheet_id).version
        decision = SheetDecision(sheet_id, version, school.people["ada"])
        countersign_sheet(session, decision, now())
