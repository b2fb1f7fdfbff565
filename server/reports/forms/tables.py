"""Tables of a form: header rows come again on every page, rows taller than a page go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from server.reports.forms.document import Column, Kind, Signed, Table
from server.reports.forms.drawn import drawn_cell, drawn_signature, paragraph
from server.reports.forms.header import groups_of, is_grouped
from server.reports.forms.typography import FONT

_PADDING = 1.2 * mm
_HEAD = HexColor("#e8e8e8")
_SIGNATURE_ROOM = 16 * mm
_A_ROW = 3
_LEADING = 1.3
_ABOVE, _BELOW = 2, 3


def drawn_table(table: Table, width: float, foot: Sequence[Flowable] = ()) -> list[Flowable]:
    """Heading and grid, or what is said of no rows. ``foot`` stands below the last row, and never
    on a page without it."""
    heading = [paragraph(table.heading, 11, width, before=6, after=3)] if table.heading else []
    if not table.rows:
        said = [paragraph(table.empty, 10, width, before=4, after=4)] if table.empty else []
        return [*heading, *said, *foot]
    widths = _widths(table.columns, width)
    data = _head(table, widths)
    heads = len(data)
    data += [_row(row, table, widths) for row in table.rows]
    if foot:
        data.append([list(foot), *[""] * (len(widths) - 1)])
    grid = Grid(
        data,
        colWidths=widths,
        rowHeights=_heights(table, data, heads, has_foot=bool(foot)),
        repeatRows=heads,
        splitInRow=1,
        style=_style(table, heads, has_foot=bool(foot)),
    )
    return [*heading, grid]


def _head(table: Table, widths: list[float]) -> list[list[Any]]:
    """The titles; in two rows where columns stand under others."""
    titles = list(zip(table.columns, widths, strict=True))
    lower = [drawn_cell(one.title, Kind.MARK, table.size, _inside(at)) for one, at in titles]
    if not is_grouped(table.columns):
        return [lower]
    upper: list[Any] = [*lower]
    for first, last in groups_of(table.columns):
        over, room = table.columns[first].over, sum(widths[first : last + 1])
        upper[first : last + 1] = [
            drawn_cell(over, Kind.MARK, table.size, _inside(room)),
            *[""] * (last - first),
        ]
    alone = ["" if not one.over else low for one, low in zip(table.columns, lower, strict=True)]
    return [upper, alone]


def _heights(
    table: Table, data: list[list[Any]], heads: int, *, has_foot: bool
) -> list[float | None] | None:
    """None where a row is as high as its cells; a row to write in is so high unless its own words
    need more."""
    if not table.row_mm:
        return None
    rows = data[heads : len(data) - has_foot]
    return [*[None] * heads, *(_height(table, row) for row in rows), *[None] * has_foot]


def _height(table: Table, row: list[Any]) -> float | None:
    if not all(isinstance(cell, str) for cell in row):
        return None
    lines = max(cell.count("\n") + 1 for cell in row)
    return max(table.row_mm * mm, lines * table.size * _LEADING + _ABOVE + _BELOW)


def drawn_signatures(signed: tuple[Signed, ...], width: float) -> list[Flowable]:
    """Places for signatures and seal side by side, three in a row, in a frame of their own."""
    if not signed:
        return []
    rows = [signed[n : n + _A_ROW] for n in range(0, len(signed), _A_ROW)]
    room = width / _A_ROW
    data = [[_place(one, room) for one in row] + [""] * (_A_ROW - len(row)) for row in rows]
    boxes = [
        ("BOX", (at, line), (at, line), 0.5, black)
        for line, row in enumerate(rows)
        for at in range(len(row))
    ]
    grid = Grid(data, colWidths=[room] * _A_ROW, style=TableStyle([*_PLACES, *boxes]))
    return [Spacer(1, 4 * mm), grid]


def _place(signed: Signed, room: float) -> list[Flowable]:
    drawn = drawn_signature(signed, 9, _inside(room))
    left = [] if signed.ink else [Spacer(1, _SIGNATURE_ROOM)]
    return [paragraph(signed.label, 9, _inside(room)), *drawn, *left]


def _inside(width: float) -> float:
    """What the padding leaves of a column, and a hair less."""
    return width - 2 * _PADDING - 0.1


def _widths(columns: tuple[Column, ...], width: float) -> list[float]:
    whole = sum(column.width for column in columns)
    return [column.width / whole * width for column in columns]


def _row(row: Any, table: Table, widths: list[float]) -> list[Any]:
    return [
        drawn_cell(cell, column.kind, table.size, _inside(width))
        for cell, column, width in zip(row, table.columns, widths, strict=True)
    ]


_CLOSE = [
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
]
_PLACES = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_CLOSE]


def _style(table: Table, heads: int, *, has_foot: bool) -> TableStyle:
    """The header grey, all else black on white: it is copied and faxed."""
    last = -2 if has_foot else -1
    centred = [
        ("ALIGN", (n, heads), (n, last), "CENTER")
        for n, column in enumerate(table.columns)
        if column.kind is not Kind.TEXT
    ]
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), FONT, table.size, table.size * _LEADING),
            ("GRID", (0, 0), (-1, last), 0.5, black),
            ("BACKGROUND", (0, 0), (-1, heads - 1), _HEAD),
            ("ALIGN", (0, 0), (-1, heads - 1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
            ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
            *_CLOSE,
            *centred,
            *_spans(table.columns),
            *(_FOOT if has_foot else ()),
        ]
    )


def _spans(columns: Sequence[Column]) -> list[tuple[Any, ...]]:
    """A title over several columns, and the others through both rows of the header."""
    if not is_grouped(columns):
        return []
    alone = [("SPAN", (n, 0), (n, 1)) for n, column in enumerate(columns) if not column.over]
    return [*alone, *(("SPAN", (first, 0), (last, 0)) for first, last in groups_of(columns))]


_FOOT = (
    ("SPAN", (0, -1), (-1, -1)),
    ("NOSPLIT", (0, -2), (-1, -1)),
    ("LEFTPADDING", (0, -1), (-1, -1), 0),
    ("RIGHTPADDING", (0, -1), (-1, -1), 0),
)
