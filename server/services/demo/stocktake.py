"""The demo's open stocktake: the classrooms, in the middle of the term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server.domain.school_day import school_day
from server.domain.stocktake import Scope, StocktakeKind, StocktakePlan
from server.records import new_id
from server.services.stocktakes import open_stocktake

_TIME_TO_COUNT = timedelta(days=7)
_AGO = timedelta(hours=1)


def open_demo_stocktake(
    session: Session, class_ids: Sequence[str], administrator_id: str, now: datetime
) -> str:
    """A sheet for every class's room, opened an hour ago and due in a week; returns the
    stocktake's id."""
    opened_at = now - _AGO
    today = school_day(opened_at)
    plan = StocktakePlan(
        kind=StocktakeKind.TERM_MID,
        name=f"{today.year}年{today.month}月期中清查",
        baseline_on=today,
        due_on=today + _TIME_TO_COUNT,
        scope=Scope(class_ids=tuple(class_ids)),
        words="按班级清查教室里的桌椅和设备。",
    )
    return open_stocktake(session, new_id(), plan, administrator_id, opened_at).id
