"""A room's sheet as it is when a stocktake opens: what is expected, frozen and packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from server.domain.count_packing import Group, Row, SheetLine, pack_groups, pack_lines
from server.domain.count_sheet_state import SheetStepKind
from server.domain.room_count import group_key
from server.domain.school_day import day_bounds
from server.domain.stocktake import Method, StocktakePlan
from server.records import Asset, CountLine, CountSheet, Inspection, SheetStep, Stocktake, new_id
from server.services.count_sheets_ledger import rooms_of_positions
from server.services.stocktakes_rooms import Room

_FROZEN = (
    "kind_id",
    "name",
    "ledger_number",
    "model",
    "unit",
    "quantity",
    "unit_price",
    "amount",
    "category_code",
    "category",
)
Presighted = Mapping[tuple[str, str], datetime]
"""When a patrol saw a thing last, by room and thing."""


@dataclass(frozen=True)
class Opening:
    """What all sheets of a stocktake have in common when it opens."""

    stocktake: Stocktake
    plan: StocktakePlan
    presighted: Presighted


def seen_by_patrols(session: Session, plan: StocktakePlan) -> Presighted:
    """Within ``plan.prefill_days`` before the baseline; nothing when these are 0."""
    if not plan.prefill_days:
        return {}
    since, _ = day_bounds(plan.baseline_on - timedelta(days=plan.prefill_days))
    seen = session.execute(
        select(Inspection.place_id, Inspection.asset_id, func.max(Inspection.effective_at))
        .where(
            Inspection.effective_at >= since,
            Inspection.withdrawn_by.is_(None),
            Inspection.asset_id.is_not(None),
            Inspection.place_id.is_not(None),
        )
        .group_by(Inspection.place_id, Inspection.asset_id)
    )
    rooms = rooms_of_positions(session)
    return {(rooms.get(place, place), asset): at for place, asset, at in seen}


def open_sheet(session: Session, opening: Opening, room: Room) -> CountSheet:
    """The room's sheet with its lines and its first step."""
    stocktake = opening.stocktake
    lines = _lines(opening, room)
    sheet = CountSheet(
        id=new_id(),
        stocktake_id=stocktake.id,
        place_id=room.place.id,
        class_id=room.school_class.id if room.school_class else None,
        title=room.place.path,
        class_name=room.school_class.name if room.school_class else "",
        person_ids=list(room.person_ids),
        expected=room.pieces,
        seen=sum(line["presighted_at"] is not None for line in lines),
        **_packed(lines),
    )
    session.add(sheet)
    session.flush()
    if lines:
        session.execute(insert(CountLine), [{"sheet_id": sheet.id, **line} for line in lines])
    session.add(
        SheetStep(
            sheet_id=sheet.id,
            version=1,
            step=SheetStepKind.OPENED,
            by_id=stocktake.opened_by,
            at=stocktake.opened_at,
        )
    )
    return sheet


def _lines(opening: Opening, room: Room) -> list[dict[str, Any]]:
    """In the order of the room's things."""
    many = {_key(thing) for thing in room.things if thing.quantity > 1}
    return [
        _line(position, thing, opening, room.place.id, _key(thing) in many)
        for position, thing in enumerate(room.things)
    ]


def _line(
    position: int, thing: Asset, opening: Opening, room_id: str, has_many: bool
) -> dict[str, Any]:
    """``has_many``: a line of the group is about several pieces at once."""
    by_number = has_many or opening.plan.method(thing.kind_id) is Method.BY_NUMBER
    return {
        "position": position,
        "asset_id": thing.id,
        "group_key": _key(thing),
        "by_number": by_number,
        "presighted_at": None if by_number else opening.presighted.get((room_id, thing.id)),
        **{name: getattr(thing, name) for name in _FROZEN},
    }


def _key(thing: Asset) -> str:
    return group_key(thing.kind_id, thing.name, thing.unit)


def _packed(lines: Sequence[Mapping[str, Any]]) -> dict[str, list[Row]]:
    """``groups`` and ``lines`` for the phones."""
    groups = {line["group_key"]: _group(line) for line in lines}
    return {
        "groups": pack_groups(groups.values()),
        "lines": pack_lines((_sheet_line(line) for line in lines), list(groups.values())),
    }


def _group(line: Mapping[str, Any]) -> Group:
    names = ("group_key", "kind_id", "name", "unit", "by_number")
    return Group(*(line[name] for name in names))


def _sheet_line(line: Mapping[str, Any]) -> SheetLine:
    return SheetLine(
        line["asset_id"],
        line["group_key"],
        line["quantity"],
        _millis(line["presighted_at"]),
        line["ledger_number"],
    )


def _millis(at: datetime | None) -> int | None:
    return None if at is None else round(at.timestamp() * 1000)
