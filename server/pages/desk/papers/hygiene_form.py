"""卫生检查公布表: scores by class or room and week in the order of the sums, large enough for a
wall."""

from __future__ import annotations

from server.pages.desk.papers.words import place_words, zh
from server.reports.forms.document import Column, Form, Kind, Table
from server.services.forms_hygiene import HygieneTable

_SIZE = 12
_TALL_WEEKS = 6


def hygiene_form(found: HygieneTable, title: str, facts: tuple[str, ...]) -> Form:
    has_classes = any(row.class_name for row in found.rows)
    columns = (
        Column(zh("form.hygiene.rank"), 1.4, Kind.MARK),
        *(has_classes * (Column(zh("form.hygiene.class"), 3),)),
        Column(zh("form.hygiene.room"), 7),
        *(
            Column(zh("form.hygiene.week", n=n, day=f"{week:%m-%d}"), 1.8, Kind.MARK)
            for n, week in enumerate(found.weeks, 1)
        ),
        Column(zh("form.hygiene.total"), 2, Kind.MARK),
    )
    rows = [
        (
            row.rank,
            *(has_classes * (row.class_name,)),
            place_words(row.room),
            *row.scores,
            row.total,
        )
        for row in found.rows
    ]
    is_wide = len(found.weeks) > _TALL_WEEKS
    table = Table(columns, rows, empty=zh("form.hygiene.none"), size=9 if is_wide else _SIZE)
    return Form(title, facts, (table,), legend=(zh("form.hygiene.note"),), is_wide=is_wide)
