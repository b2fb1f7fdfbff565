"""手工清点单: a room's list to count with a pen; its numbers are typed in afterwards."""

from __future__ import annotations

from server.pages.desk.count_papers.sheet_words import PEN_MM, About, head_facts, seal, some
from server.pages.desk.papers.words import zh
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.forms_sheets import GroupPaper, PiecePaper, RoomPaper

_EXTRA_ROWS = 4


def blank_form(room: RoomPaper, about: About) -> Form:
    """Nothing of what was counted so far stands on it."""
    numbered = [one for one in room.groups if one.group.by_number]
    tables = (
        *((_groups(numbered),) if numbered else ()),
        *((_pieces(room),) if room.pieces else ()),
        _extra(),
    )
    return Form(
        title=zh("form.blank_sheet.title"),
        facts=head_facts(about, room.view.sheet),
        tables=tables,
        legend=(zh("form.blank_sheet.how"),),
        notes=(zh("form.blank_sheet.total"),),
        signed=(
            Signed(label=zh("form.blank_sheet.counter")),
            Signed(label=zh("form.blank_sheet.second")),
            seal(),
        ),
    )


def _groups(groups: list[GroupPaper]) -> Table:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 3.6),
        Column(zh("form.sheet.model"), 2.6),
        Column(zh("form.sheet.unit"), 1, Kind.MARK),
        Column(zh("form.sheet.book"), 1.3, Kind.MARK),
        Column(zh("form.sheet.good"), 1.8, Kind.MARK, zh("form.blank_sheet.there")),
        Column(zh("form.sheet.damaged"), 1.8, Kind.MARK, zh("form.blank_sheet.there")),
        Column(zh("form.blank_sheet.cause"), 3.4),
    )
    rows = [_group_row(n, one) for n, one in enumerate(groups, 1)]
    return Table(columns, rows, zh("form.sheet.by_number"), size=9, row_mm=PEN_MM)


def _group_row(number: int, one: GroupPaper) -> tuple[Cell, ...]:
    group = one.group
    return (number, group.name, some(one.models), group.unit, group.book, None, None, None)


def _pieces(room: RoomPaper) -> Table:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 3.2),
        Column(zh("form.sheet.ledger_number"), 3),
        Column(zh("form.sheet.code"), 2.4, Kind.MARK),
        Column(zh("form.blank_sheet.seen"), 1.2, Kind.MARK),
        Column(zh("form.blank_sheet.broken"), 1.2, Kind.MARK),
        Column(zh("form.blank_sheet.cause"), 3.4),
    )
    rows = [_piece_row(n, one) for n, one in enumerate(room.pieces, 1)]
    return Table(columns, rows, zh("form.sheet.by_piece"), size=9, row_mm=PEN_MM)


def _piece_row(number: int, one: PiecePaper) -> tuple[Cell, ...]:
    box = zh("form.sheet.box")
    return (number, one.line.name, one.line.ledger_number or "", one.code, box, box, None)


def _extra() -> Table:
    """Things that stand there and not on the list."""
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 4),
        Column(zh("form.sheet.quantity"), 1.4, Kind.MARK),
        Column(zh("form.blank_sheet.label"), 4),
        Column(zh("form.remark"), 4),
    )
    rows = [(n, None, None, None, None) for n in range(1, _EXTRA_ROWS + 1)]
    return Table(columns, rows, zh("form.blank_sheet.extra"), size=9, row_mm=PEN_MM)
