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
_LEAST_MOVE = 0.4
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
        """A dot is a line of no length."""
        points = list(self._points(stroke))
        for (x1, y1), (x2, y2) in pairwise(points if len(points) > 1 else points * 2):
            yield x1, y1, x2, y2

    def _points(self, stroke: tuple[int, ...]) -> Iterator[tuple[float, float]]:
        """What lies outside of the field is drawn at its edge. A phone tells many more points than
        paper shows: those that hardly move from the one before are left out, but for the last."""
        last = (-_LEAST_MOVE, -_LEAST_MOVE)
        for n in range(0, len(stroke) - 1, 2):
            x = self._within(stroke[n], self._ink.width)
            y = self.height - self._within(stroke[n + 1], self._ink.height)
            moved = abs(x - last[0]) + abs(y - last[1]) >= _LEAST_MOVE
            if moved or n + 2 >= len(stroke) - 1:
                yield (last := (x, y))

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
        return f"{cell:.2f}" if kind is Kind.MONEY else f"{cell.normalize():f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def drawn_cell(cell: Cell, kind: Kind, size: float, width: float) -> Any:
    """Plain lines, which are drawn much faster than paragraphs."""
    if isinstance(cell, tuple):
        if any(signed.ink for signed in cell):
            return [part for signed in cell for part in drawn_signature(signed, size, width)]
        text = "\n".join(_signed_text(signed, size, width) for signed in cell)
    else:
        text = cell_text(cell, kind)
    lines = broken(text, size, width)
    if len(lines) > _MOST_LINES:
        return [paragraph(text, size, width, centred=kind is not Kind.TEXT)]
    return "\n".join(lines)


def drawn_signature(signed: Signed, size: float, width: float) -> list[Flowable]:
    """The drawn signature, and below it the name and the time, on a line of its own each where
    they must."""
    ink = [DrawnInk(signed.ink, width)] if signed.ink else []
    text = _signed_text(signed, size, width)
    return [*ink, paragraph(text, size, width)] if text else ink


def _signed_text(signed: Signed, size: float, width: float) -> str:
    whole = width_of(signed.text, size) <= width
    return signed.text if whole else f"{signed.name}\n{signed.at}".strip()
