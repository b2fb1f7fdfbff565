"""班级考核表: what a count says of each class, in the order of the classes."""

from __future__ import annotations

from collections.abc import Sequence

from server.pages.desk.papers.words import place_words, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.forms_classes import ClassResult


def classes_form(results: Sequence[ClassResult], title: str, facts: tuple[str, ...]) -> Form:
    """One line a class, its rank by the score."""
    widths = {
        "class": 3,
        "people": 3,
        "room": 5,
        "expected": 1.6,
        "missing": 1.6,
        "damaged": 1.6,
        "others": 1.6,
        "on_time": 1.8,
        "score": 1.8,
        "rank": 1.4,
    }
    words = ("class", "people", "room")
    columns = tuple(
        Column(zh(f"form.classes.{name}"), width, Kind.TEXT if name in words else Kind.MARK)
        for name, width in widths.items()
    )
    rows = [_row(one) for one in results]
    table = Table(columns, rows, empty=zh("form.classes.none"), size=10)
    signed = tuple(Signed(label=zh(f"form.classes.{who}")) for who in ("made_by", "checked_by"))
    return Form(title, facts, (table,), legend=(zh("form.classes.note"),), signed=signed)


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
