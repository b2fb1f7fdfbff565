"""Two stocktakes side by side, room by room: 期初 with 期末, this term with the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server.domain.natural_order import natural_key
from server.domain.settlement import Side, side_of
from server.records import CountSheet, Discrepancy, Stocktake


@dataclass(frozen=True)
class RoomCount:
    """One room of one stocktake. ``sides``: pieces by Side, empty before the countersignature."""

    state: str
    class_name: str
    expected: int
    seen: int
    sides: Mapping[Side, int] = field(default_factory=dict)


@dataclass(frozen=True)
class RoomPair:
    """None where a stocktake did not count the room."""

    title: str
    before: RoomCount | None
    after: RoomCount | None


def earlier_stocktakes(session: Session, stocktake: Stocktake) -> list[Stocktake]:
    """All others, those with a baseline before this one's first, the latest of them first."""
    others = session.scalars(select(Stocktake).where(Stocktake.id != stocktake.id)).all()
    newest = sorted(others, key=lambda one: (one.baseline_on, one.opened_at), reverse=True)
    return sorted(newest, key=lambda one: one.baseline_on > stocktake.baseline_on)


def compare_stocktakes(session: Session, before_id: str, after_id: str) -> list[RoomPair]:
    """Every room that either of them counted, by name."""
    before, after = _rooms(session, before_id), _rooms(session, after_id)
    titles = _titles(session, before_id) | _titles(session, after_id)
    pairs = [RoomPair(title, before.get(one), after.get(one)) for one, title in titles.items()]
    return sorted(pairs, key=lambda pair: natural_key(pair.title))


def _titles(session: Session, stocktake_id: str) -> dict[str, str]:
    """By place."""
    wanted = select(CountSheet.place_id, CountSheet.title)
    return dict(session.execute(wanted.where(CountSheet.stocktake_id == stocktake_id)).all())


def _rooms(session: Session, stocktake_id: str) -> dict[str, RoomCount]:
    """By place."""
    sides = _sides(session, stocktake_id)
    columns = (
        CountSheet.id,
        CountSheet.place_id,
        CountSheet.state,
        CountSheet.class_name,
        CountSheet.expected,
        CountSheet.seen,
    )
    sheets = session.execute(select(*columns).where(CountSheet.stocktake_id == stocktake_id))
    return {
        row.place_id: RoomCount(
            row.state, row.class_name, row.expected, row.seen, sides.get(row.id, {})
        )
        for row in sheets
    }


def _sides(session: Session, stocktake_id: str) -> Mapping[str, Mapping[Side, int]]:
    fewer = func.sum(case((Discrepancy.quantity < 0, -Discrepancy.quantity), else_=0))
    more = func.sum(case((Discrepancy.quantity > 0, Discrepancy.quantity), else_=0))
    rows = session.execute(
        select(Discrepancy.sheet_id, Discrepancy.kind, fewer, more)
        .where(Discrepancy.stocktake_id == stocktake_id)
        .group_by(Discrepancy.sheet_id, Discrepancy.kind)
    )
    sums: dict[str, dict[Side, int]] = defaultdict(lambda: dict.fromkeys(Side, 0))
    for sheet_id, kind, short, extra in rows:
        for sign, pieces in ((-1, int(short)), (1, int(extra))):
            if pieces:
                sums[sheet_id][side_of(kind, sign)] += pieces
    return sums
