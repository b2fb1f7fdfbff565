"""班级考核表: what a count says of each class, in the order of the classes."""

from __future__ import annotations

from collections.abc import Sequence

from server.pages.desk.count_papers.sheet_words import About, seal
from server.pages.desk.papers.words import joined, place_words, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.forms_classes import ClassResult

_WORDS = {"class": 2.6, "people": 3, "room": 4.6}
_FIGURES = {
    "expected": 2,
    "missing": 1.5,
    "damaged": 1.5,
    "others": 1.5,
    "on_time": 1.5,
    "score": 1.5,
    "rank": 1.4,
}


def classes_form(results: Sequence[ClassResult], about: About) -> Form:
    """One line a class, its rank by the score."""
    stocktake = about.stocktake
    facts = (
        joined(
            (zh("form.school", school=about.school), zh("form.sheet.count", name=stocktake.name)),
            "form.gap",
        ),
        zh("form.classes.days", baseline=stocktake.baseline_on, due=stocktake.due_on),
    )
    columns = (
        *(Column(zh(f"form.classes.{name}"), width) for name, width in _WORDS.items()),
        *(Column(zh(f"form.classes.{name}"), width, Kind.MARK) for name, width in _FIGURES.items()),
    )
    rows = [_row(one) for one in results]
    table = Table(columns, rows, empty=zh("form.classes.none"), size=10)
    signed = tuple(Signed(label=zh(f"form.classes.{who}")) for who in ("made_by", "checked_by"))
    title, note = zh("form.classes.title"), zh("form.classes.note")
    return Form(title, facts, (table,), legend=(note,), signed=(*signed, seal()))


def _row(one: ClassResult) -> tuple[Cell, ...]:
    figures = one.figures
    counted: tuple[Cell, ...] = (zh("form.classes.unfinished"), "", "", "")
    if figures:
        counted = (figures.expected, figures.missing, figures.damaged, figures.others)
    return (
        one.name,
        one.people,
        place_words(one.room),
        *counted,
        "" if one.on_time is None else zh(f"form.classes.on_time.{'yes' if one.on_time else 'no'}"),
        figures.score if figures else "",
        one.rank if one.rank else "",
    )
