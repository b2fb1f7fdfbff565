"""The papers of a count: what is read for each, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.school_day import school_day
from server.pages.desk.count_papers.blank_form import blank_form
from server.pages.desk.count_papers.class_form import classes_form
from server.pages.desk.count_papers.count_form import count_form
from server.pages.desk.count_papers.discrepancy_form import report_form
from server.pages.desk.count_papers.handover_form import handover_form
from server.pages.desk.count_papers.register_form import register_forms
from server.pages.desk.count_papers.sheet_words import About, in_copies
from server.pages.desk.papers.words import zh
from server.records import Stocktake
from server.reports.forms.document import Form, Paper
from server.services.forms_classes import class_results
from server.services.forms_discrepancies import discrepancy_report
from server.services.forms_sheets import RoomPaper, counts_beside, room_papers
from server.services.school import the_school
from server.web.clock import now
from server.web.database import db

REPORT, CLASSES = "report", "classes"
OF_ALL_ROOMS = (REPORT, CLASSES)
"""Those that are about the whole count, whichever room was chosen."""
Makers = Callable[[RoomPaper, About], Sequence[Form]]


@dataclass(frozen=True)
class Asked:
    """``sheet_id`` "" for all rooms. ``two``: 一式两份."""

    form: str
    stocktake: Stocktake
    sheet_id: str = ""
    two: bool = False


def paper_of(asked: Asked, *, as_book: bool) -> Paper:
    """One file, however many rooms; a workbook has every room once."""
    school = the_school(db.session).name
    about = About(school, asked.stocktake)
    title = zh(f"form.{asked.form}.title")
    baseline = zh("form.sheet.baseline", day=asked.stocktake.baseline_on)
    return Paper(
        title=title,
        school=school,
        head=zh("form.head", school=school, title=title, period=baseline),
        page=zh("form.page", page="{page}"),
        pages=zh("form.pages", pages="{pages}"),
        forms=list(_forms(asked, about, two=asked.two and not as_book)),
    )


def _forms(asked: Asked, about: About, *, two: bool) -> Iterable[Form]:
    if asked.form == REPORT:
        yield report_form(discrepancy_report(db.session, asked.stocktake), about)
        return
    if asked.form == CLASSES:
        yield classes_form(class_results(db.session, asked.stocktake, school_day(now())), about)
        return
    make = _of_room(asked)
    chosen = (asked.sheet_id,) if asked.sheet_id else ()
    for room in room_papers(db.session, asked.stocktake, chosen):
        yield from in_copies(make(room, about), room.view.sheet, two=two)


def _of_room(asked: Asked) -> Makers:
    if asked.form == "count_sheet":
        beside = counts_beside(db.session, asked.stocktake)
        return lambda room, about: (count_form(room, about, beside),)
    return _MAKERS[asked.form]


_MAKERS: Mapping[str, Makers] = {
    "register": register_forms,
    "handover": lambda room, about: (handover_form(room, about),),
    "blank_sheet": lambda room, about: (blank_form(room, about),),
}
FORMS = ("count_sheet", "register", "handover", "blank_sheet", *OF_ALL_ROOMS)
"""In the order of the page."""
