"""A test page that shows what to measure, so that a printer's offset can be set right."""

from __future__ import annotations

from collections.abc import Iterator

from qr_labels import printed_words
from qr_labels.draw import DrawnLabel
from qr_labels.fit import line_height, lines_at, rise
from qr_labels.font import Font
from qr_labels.layout import SMALL_SIDE, Box, CellShape, PageLayout
from qr_labels.sheet import Cell, SheetOptions, cells_of_pages
from qr_labels.word_column import PlacedText

_FROM_CORNER = 10.0
"""About so many millimetres from a label's edges are the lines, where every printer prints."""
_FROM_SMALL_CORNER = 5.0
_THIN = 0.15
_FAT = 0.6
_TICK = 2.0
_RULERS = (50, 40, 30, 20, 10)
_BESIDE = 1.0
_BETWEEN_NOTES = 0.5
"""Of a line's height."""


def calibration_pages(
    layout: PageLayout, font: Font, options: SheetOptions
) -> Iterator[list[Cell]]:
    """The lines to measure in the first cell, what to do in the next ones; on a roll on labels
    of their own. The first page has the outlines of all labels. The shift of `options` is applied.
    """
    notes = printed_words.how_to_calibrate(options.right, options.down)
    drawn = [_to_measure(layout), *_notes(notes, layout.shape, font)]
    outlines: list[Cell] = [] if layout.is_roll else list(_outlines(layout, options))
    for cells in cells_of_pages(iter(drawn), layout, options):
        yield outlines + cells
        outlines = []


def _outlines(layout: PageLayout, options: SheetOptions) -> Iterator[Cell]:
    outline = DrawnLabel(None, (), _outline(layout.shape))
    for x, y in layout.origins():
        yield Cell(x + options.right / 10, y + options.down / 10, outline)


def _to_measure(layout: PageLayout) -> DrawnLabel:
    """Each figure is what a ruler has to show: from the page's edge to a line, or a line's length.

    The lines are whole millimetres from the page's edges. Both distances are marked by a shaft
    that ends on its line.
    """
    shape, corner, size = layout.shape, _corner(layout.shape), _type_size(layout.shape)
    left, top = round(layout.left + corner), round(layout.top + corner)
    x, y = left - layout.left, top - layout.top
    start, below, half = x + _BESIDE, y + corner * 1.2, rise(size) / 2
    length = _ruler_length(shape, start)
    return DrawnLabel(
        None,
        (
            _figure(printed_words.FROM_LEFT, left, start, y + corner / 2 + half, size),
            _figure(printed_words.FROM_TOP, top, x + corner / 2 + _BESIDE, y / 2 + half, size),
            _figure(printed_words.RULER, length, start, below + _BESIDE + 2 * half, size),
        ),
        (
            *_outline(shape),
            *_cross(shape, x, y),
            Box(-layout.left, y + corner / 2, left, _THIN),
            Box(x + corner / 2, -layout.top, _THIN, top),
            *_ruler(start, below, length),
        ),
    )


def _figure(mark: str, millimetres: float, x: float, baseline: float, size: float) -> PlacedText:
    return PlacedText(printed_words.figure(mark, millimetres), x, baseline, size)


def _corner(shape: CellShape) -> float:
    small = min(shape.width, shape.height) < SMALL_SIDE
    return _FROM_SMALL_CORNER if small else _FROM_CORNER


def _outline(shape: CellShape) -> tuple[Box, ...]:
    return (
        Box(0, 0, shape.width, _THIN),
        Box(0, shape.height - _THIN, shape.width, _THIN),
        Box(0, 0, _THIN, shape.height),
        Box(shape.width - _THIN, 0, _THIN, shape.height),
    )


def _cross(shape: CellShape, x: float, y: float) -> tuple[Box, ...]:
    """Two lines with their middles at `x` and `y`."""
    upright = Box(x - _THIN / 2, 0, _THIN, shape.height)
    return (upright, Box(0, y - _THIN / 2, shape.width, _THIN))


def _ruler(x: float, y: float, length: float) -> tuple[Box, ...]:
    ends = (x, x + length - _THIN)
    ticks = tuple(Box(end, y - _TICK / 2, _THIN, _TICK) for end in ends)
    return (Box(x, y - _FAT / 2, length, _FAT), *ticks)


def _ruler_length(shape: CellShape, start: float) -> float:
    room = shape.width - shape.margin - start
    return next((length for length in _RULERS if length <= room), _RULERS[-1])


def _type_size(shape: CellShape) -> float:
    return round(max(6.0, min(11.0, shape.height * 0.22, shape.width * 0.16)), 1)


def _notes(notes: tuple[str, ...], shape: CellShape, font: Font) -> Iterator[DrawnLabel]:
    """The notes from the top of a label to its bottom, then on the next one."""
    size = _type_size(shape)
    step, first = line_height(size), shape.margin + rise(size)
    placed: list[PlacedText] = []
    baseline = first
    for note in notes:
        lines = lines_at(font, note, size, shape.width - 2 * shape.margin)
        if placed and baseline + (len(lines) - 1) * step > shape.height - shape.margin:
            yield DrawnLabel(None, tuple(placed))
            placed, baseline = [], first
        placed += _set_lines(lines, shape.margin, baseline, size)
        baseline += (len(lines) + _BETWEEN_NOTES) * step
    yield DrawnLabel(None, tuple(placed))


def _set_lines(lines: list[str], x: float, baseline: float, size: float) -> list[PlacedText]:
    step = line_height(size)
    return [PlacedText(line, x, baseline + i * step, size) for i, line in enumerate(lines)]
