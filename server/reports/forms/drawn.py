"""A form's cells as reportlab draws them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from qr_labels.linebreak import break_lines
from server.reports.forms.document import Cell, Ink, Kind, Signed
from server.reports.forms.typography import style, width_of

_INK_HEIGHT = 9 * mm
_GAP, _KEPT_GAP = "\u3000", "\u00a0" * 4
_MOST_LINES = 30
"""A cell with more may be taller than a page: only paragraphs go on on the next one."""


class DrawnInk(Flowable):  # type: ignore[misc]
    """A signature, drawn as large as ``width`` and the height of a line for it allow."""

    def __init__(self, ink: Ink, width: float, height: float = _INK_HEIGHT) -> None:
        super().__init__()
        self._ink = ink
        self._scale = min(width / max(ink.width, 1), height / max(ink.height, 1))
        self.width, self.height = ink.width * self._scale, ink.height * self._scale

    def wrap(self, *_room: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(0.9)
        self.canv.setLineCap(1)
        for stroke in self._ink.strokes:
            self.canv.lines(list(self._lines(stroke)))

    def _lines(self, stroke: tuple[int, ...]) -> Iterator[tuple[float, float, float, float]]:
        """A dot is a line of no length. What lies outside of the field is drawn at its edge."""
        points = [
            (self._within(x, self._ink.width), self.height - self._within(y, self._ink.height))
            for x, y in zip(stroke[::2], stroke[1::2], strict=False)
        ]
        for (x1, y1), (x2, y2) in pairwise(points if len(points) > 1 else points * 2):
            yield x1, y1, x2, y2

    def _within(self, at: int, most: int) -> float:
        return min(max(at, 0), most) * self._scale


def paragraph(
    text: str, size: float, width: float, *, centred: bool = False, **space: float
) -> Paragraph:
    """``text`` in lines of ``width``, its own lines kept, and its wide blanks, which a paragraph
    would fold into one."""
    lines = broken(text.replace(_GAP, _KEPT_GAP), size, width)
    return Paragraph("<br/>".join(map(escape, lines)), style(size, centred=centred, **space))


def broken(text: str, size: float, width: float) -> list[str]:
    """``text`` in lines of ``width`` points as Chinese is broken: no mark begins a line that may
    not, and words and numbers stay whole."""

    def fits(line: str) -> bool:
        return width_of(line, size) <= width

    return [part for line in text.split("\n") for part in break_lines(line, fits) or [""]]


def cell_text(cell: Cell, kind: Kind) -> str:
    """What stands in a cell that is no signature."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%H:%M:%S" if kind is Kind.CLOCK else "%Y-%m-%d %H:%M")
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def drawn_cell(cell: Cell, kind: Kind, size: float, width: float) -> Any:
    """Plain lines, which are drawn much faster than paragraphs."""
    if isinstance(cell, tuple):
        return [part for signed in cell for part in drawn_signature(signed, size, width)]
    text = cell_text(cell, kind)
    lines = broken(text, size, width)
    if len(lines) > _MOST_LINES:
        return [paragraph(text, size, width, centred=kind is not Kind.TEXT)]
    return "\n".join(lines)


def drawn_signature(signed: Signed, size: float, width: float) -> list[Flowable]:
    """The drawn signature, and below it the name and the time, on a line of its own each where
    they must."""
    ink = [DrawnInk(signed.ink, width)] if signed.ink else []
    if not signed.text:
        return ink
    whole = width_of(signed.text, size) <= width
    text = signed.text if whole else f"{signed.name}\n{signed.at}".strip()
    return [*ink, paragraph(text, size, width)]
