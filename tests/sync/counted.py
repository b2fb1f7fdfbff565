"""The storm's stocktake: two rooms with a sheet each, and what people say on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.count_packing import Group, SheetLine, pack_groups, pack_lines
from server.domain.room_count import group_key
from server.records import Asset, CountLine, CountSheet, SheetStep, Stocktake

SHEETS = (1, 2)
_STOCKTAKE = "88888888-0000-4000-8000-000000000001"
_INK = {"width": 300, "height": 100, "strokes": [[1, 2, 3, 4]]}


def sheet_id(number: int) -> str:
    """Of a sheet nobody opened, too."""
    return f"99999999-0000-4000-8000-{number:012x}"


def open_count(
    session: Session, rooms: Mapping[int, tuple[str, str]], opened_by: str, at: datetime
) -> None:
    """``rooms``: number of the sheet -> (place, who counts it). The second is counted by
    number."""
    days = {"baseline_on": date(2026, 11, 18), "due_on": date(2026, 11, 27)}
    opened = {"opened_at": at, "opened_by": opened_by}
    kind = {"kind": "term_mid", "name": "期中清查", "methods": {}}
    scope: dict[str, list[str]] = {"place_ids": [], "class_ids": [], "kind_ids": []}
    session.add(Stocktake(id=_STOCKTAKE, scope=scope, **kind, **days, **opened))
    session.flush()
    for number, (place, person) in rooms.items():
        here = select(Asset).where(Asset.place_id == place).order_by(Asset.id)
        _sheet(session, number, place, person, session.scalars(here).all())
        step = {"version": 1, "step": "opened", "by_id": opened_by, "at": at}
        session.add(SheetStep(id=sheet_id(number), sheet_id=sheet_id(number), **step))
    session.flush()


def _sheet(session: Session, number: int, place: str, person: str, things: Sequence[Asset]) -> None:
    by_number = number == SHEETS[1]
    groups = [Group(_group(one), one.kind_id, one.name, one.unit, by_number) for one in things]
    lines = [SheetLine(one.id, _group(one), 1, None, one.ledger_number) for one in things]
    sheet = CountSheet(
        id=sheet_id(number),
        stocktake_id=_STOCKTAKE,
        place_id=place,
        title=f"房间 {number}",
        person_ids=[person],
        groups=pack_groups(groups),
        lines=pack_lines(lines, groups),
        expected=len(things),
    )
    session.add(sheet)
    session.flush()
    session.add_all(
        CountLine(
            sheet_id=sheet.id,
            position=position,
            asset_id=one.id,
            group_key=_group(one),
            by_number=by_number,
            kind_id=one.kind_id,
            name=one.name,
            quantity=1,
        )
        for position, one in enumerate(things)
    )


def _group(thing: Asset) -> str:
    return group_key(thing.kind_id, thing.name, thing.unit)


def seen_or_counted(
    rng: Random, assets: Sequence[str], codes: Sequence[str], words: str
) -> dict[str, Any]:
    """A thing of any room, a label, something that has none, or a number."""
    draft = {"sheet_id": _any_sheet(rng), "words": words}
    if rng.random() < 0.2:
        number = int(rng.choice(assets)[-4:], 16)
        group = group_key("desk", f"课桌{number}", None)
        said = {"group": group, "good": rng.randint(0, 2), "damaged": 0, "how": "typed"}
        return draft | {"type": "group_counted"} | said
    nothing = {"asset_id": None, "code": None, "text": None, "name": None, "kind_id": None}
    named = rng.choices(
        [
            {"asset_id": rng.choice(assets)},
            {"code": rng.choice(codes)},
            {"text": "旧标签"},
            {"name": "没有标签的椅子", "quantity": 2},
        ],
        (6, 2, 1, 1),
    )[0]
    condition = rng.choice(("intact", "intact", "usable", "unusable"))
    seen = {"quantity": 1, "how": "camera", "condition": condition}
    return draft | {"type": "asset_sighted"} | nothing | seen | named


def confirmed_or_signed(rng: Random) -> dict[str, Any]:
    """All agrees, or the sheet is closed: words cannot tell these from one another."""
    draft: dict[str, Any] = {"sheet_id": _any_sheet(rng)}
    if rng.random() < 0.5:
        return draft | {"type": "total_confirmed", "total": rng.randint(0, 8)}
    signed = {"discrepancies": [], "explanations": [], "override": ""}
    return draft | {"type": "sheet_signed", "signature": _INK, "signed_name": None} | signed


def _any_sheet(rng: Random) -> str:
    """Now and then one that nobody opened."""
    return sheet_id(rng.choice(SHEETS) if rng.random() < 0.95 else 3)
