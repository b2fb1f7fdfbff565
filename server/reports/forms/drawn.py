"""A form's cells as reportlab draws them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from server.reports.forms.document import Cell, Ink, Kind, Signed
from server.reports.forms.typography import style, width_of

_INK_HEIGHT = 9 * mm
_PATTERNS = {Kind.MOMENT: "%m-%d %H:%M", Kind.CLOCK: "%H:%M:%S"}


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


def paragraph(text: str, size: float, *, centred: bool = False, **space: float) -> Paragraph:
    """``text`` as it is, its lines kept."""
    return Paragraph(escape(text).replace("\n", "<br/>"), style(size, centred=centred, **space))


def cell_text(cell: Cell, kind: Kind) -> str:
    """What stands in a cell that is no signature."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime(_PATTERNS.get(kind, "%Y-%m-%d %H:%M"))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def drawn_cell(cell: Cell, kind: Kind, size: float, width: float) -> Any:
    """A plain text where it fits on one line, which is drawn much faster; else paragraphs."""
    if isinstance(cell, tuple):
        return [part for signed in cell for part in drawn_signature(signed, size, width)]
    text = cell_text(cell, kind)
    if "\n" not in text and width_of(text, size) <= width:
        return text
    return paragraph(text, size, centred=kind is not Kind.TEXT)


def drawn_signature(signed: Signed, size: float, width: float) -> list[Flowable]:
    """The drawn signature, and below it the name and the time."""
    ink = [DrawnInk(signed.ink, width)] if signed.ink else []
    return [*ink, paragraph(signed.text, size)] if signed.text else ink
