"""What a count says of each class, for 班级考核."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.class_score import ClassFigures, Lost, class_figures, ranks, was_on_time
from server.domain.count_sheet_state import DONE
from server.domain.natural_order import natural_key
from server.domain.school_day import school_day
from server.records import CountSheet, SchoolClass, Stocktake
from server.records.listed import among, listed
from server.services.classes import class_order
from server.services.count_sheets import SheetView
from server.services.count_sheets_view import sheet_views

_AT_ONCE = 25


@dataclass(frozen=True)
class ClassResult:
    """``name`` and ``room`` as at the baseline. ``figures`` and ``rank`` (by their score) are None
    until the class has signed all of its rooms; ``on_time`` None while that is not due yet."""

    name: str
    room: str
    people: str
    figures: ClassFigures | None
    on_time: bool | None
    rank: int | None


@dataclass(frozen=True)
class _Counted:
    """One sheet, as far as it matters here."""

    sheet: CountSheet
    people: tuple[str, ...]
    lost: tuple[Lost, ...]
    signed_at: datetime | None


def class_results(session: Session, stocktake: Stocktake, today: date) -> list[ClassResult]:
    """Of every class with a sheet in this stocktake, by stage, grade and number."""
    by_class: defaultdict[str, list[_Counted]] = defaultdict(list)
    for one in _counted(session, stocktake.id):
        by_class[one.sheet.class_id or ""].append(one)
    wanted = select(SchoolClass).where(among(SchoolClass.id, "classes"))
    classes = session.scalars(wanted, {"classes": listed(by_class)})
    counted = [by_class[row.id] for row in sorted(classes, key=class_order)]
    figures = [_figures(sheets) for sheets in counted]
    ranked = ranks([one.score if one else None for one in figures])
    return [
        ClassResult(
            name=sheets[0].sheet.class_name,
            room=_rooms(sheets),
            people=_people(sheets),
            figures=known,
            on_time=_on_time(sheets, stocktake.due_on, today),
            rank=rank,
        )
        for sheets, known, rank in zip(counted, figures, ranked, strict=True)
    ]


def _counted(session: Session, stocktake_id: str) -> Iterator[_Counted]:
    """A few sheets at a time: their lines are read and let go again."""
    wanted = select(CountSheet).where(
        CountSheet.stocktake_id == stocktake_id, CountSheet.class_id.is_not(None)
    )
    sheets = session.scalars(wanted.order_by(CountSheet.title)).all()
    for begin in range(0, len(sheets), _AT_ONCE):
        for view in sheet_views(session, sheets[begin : begin + _AT_ONCE]):
            yield _of_view(view)


def _of_view(view: SheetView) -> _Counted:
    standing = [one.effective_at for one in view.signatures if one.withdrawn_by is None]
    return _Counted(
        view.sheet,
        tuple(view.people.get(one, "") for one in view.sheet.person_ids),
        tuple(
            Lost(one.kind != "damaged", abs(one.quantity), one.cause)
            for one in view.discrepancies
            if one.kind in ("missing", "damaged") or one.quantity < 0
        ),
        min(standing, default=None) if view.state in DONE else None,
    )


def _figures(sheets: list[_Counted]) -> ClassFigures | None:
    if any(one.signed_at is None for one in sheets):
        return None
    expected = sum(one.sheet.expected for one in sheets)
    return class_figures(expected, (lost for one in sheets for lost in one.lost))


def _on_time(sheets: list[_Counted], due_on: date, today: date) -> bool | None:
    """Of the room that took longest."""
    times = [one.signed_at for one in sheets]
    signed = [school_day(at) for at in times if at is not None]
    last = max(signed) if len(signed) == len(times) else None
    return was_on_time(last, due_on, today)


def _rooms(sheets: list[_Counted]) -> str:
    titles = {one.sheet.title for one in sheets}
    return "\n".join(sorted(titles, key=natural_key))


def _people(sheets: list[_Counted]) -> str:
    return "、".join(dict.fromkeys(name for one in sheets for name in one.people))
