"""清查表: what should be in a room and what is, the three counts of a year side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.domain.stocktake import StocktakeKind
from server.pages.desk.count_papers.sheet_words import (
    About,
    countersigned,
    differences,
    head_facts,
    seal,
    sign_of,
    signatures,
    some,
)
from server.pages.desk.papers.words import joined, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.count_sheets import ViewGroup
from server.services.forms_sheets import GroupPaper, PiecePaper, RoomPaper

Beside = Sequence[StocktakeKind | None]


def count_form(room: RoomPaper, about: About, beside: Beside) -> Form:
    """``beside``: what the counts of ``room`` are."""
    tables = [_groups(room, beside)]
    if room.pieces:
        tables.append(_pieces(room, beside))
    found = room.view.discrepancies
    tables.append(differences(found, zh("form.sheet.differences"), zh("form.sheet.agrees")))
    return Form(
        title=zh("form.count_sheet.title"),
        facts=head_facts(about, room.view.sheet),
        tables=tuple(tables),
        legend=(zh("form.sheet.legend"),) if room.pieces else (),
        signed=(
            *signatures(room.view, "form.sheet.counter"),
            *countersigned(room.view),
            seal(),
        ),
        is_wide=len(beside) > 1,
    )


def _groups(room: RoomPaper, beside: Beside) -> Table:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 4),
        Column(zh("form.sheet.model"), 3),
        Column(zh("form.sheet.unit"), 1.1, Kind.MARK),
        *(column for kind in beside for column in _numbers(kind)),
        Column(zh("form.remark"), 3),
    )
    rows = [_group_row(n, one) for n, one in enumerate(room.groups, 1)]
    return Table(columns, rows, zh("form.sheet.groups"), zh("form.sheet.nothing"), 8.5)


def _numbers(kind: StocktakeKind | None) -> tuple[Column, ...]:
    """The columns of one count; of a count of its own without a title above them."""
    over = zh(f"form.sheet.kind.{kind}") if kind else ""
    return tuple(
        Column(zh(f"form.sheet.{name}"), 1.2, Kind.MARK, over)
        for name in ("book", "counted", "damaged")
    )


def _group_row(number: int, one: GroupPaper) -> tuple[Cell, ...]:
    group = one.group
    numbers = (cell for count in one.counts for cell in _number_cells(count))
    return (number, group.name, some(one.models), group.unit, *numbers, moved(group))


def _number_cells(count: ViewGroup | None) -> tuple[Cell, ...]:
    if count is None:
        return None, None, None
    return count.book, count.counted, count.damaged or None


def moved(group: ViewGroup) -> str:
    """What the ledger moved since the baseline."""
    changes = (("left", group.left), ("arrived", group.arrived))
    return joined(zh(f"form.sheet.{name}", n=n) for name, n in changes if n)


def _pieces(room: RoomPaper, beside: Beside) -> Table:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 3.4),
        Column(zh("form.sheet.model"), 3),
        Column(zh("form.sheet.ledger_number"), 3),
        Column(zh("form.sheet.code"), 2.4, Kind.MARK),
        *(
            Column(zh(f"form.sheet.kind.{kind}") if kind else zh("form.result"), 1.3, Kind.MARK)
            for kind in beside
        ),
        Column(zh("form.remark"), 3),
    )
    rows = [_piece_row(n, one) for n, one in enumerate(room.pieces, 1)]
    return Table(columns, rows, zh("form.sheet.pieces"), size=8.5)


def _piece_row(number: int, one: PiecePaper) -> tuple[Cell, ...]:
    line = one.line
    signs = (sign_of(count.said if count else None) for count in one.counts)
    words = (count.sighting.words for count in one.counts if count and count.sighting)
    return (
        number,
        line.name,
        line.model or "",
        line.ledger_number or "",
        one.code,
        *signs,
        joined(_distinct(words)),
    )


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
