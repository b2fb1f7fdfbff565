"""A test page that shows what to measure, so that a printer's offset can be set right."""

from __future__ import annotations

from collections.abc import Iterator

from qr_labels import printed_words
from qr_labels.draw import DrawnLabel
from qr_labels.fit import line_height, lines_at, rise
from qr_labels.font import Font
from qr_labels.layout import Box, CellShape, PageLayout
from qr_labels.sheet import Cell, SheetOptions, cells_of_pages
from qr_labels.word_column import PlacedText

_FROM_CORNER = 10.0
"""Millimetres from a label's edges to the lines: inside what every printer can print."""
_THIN = 0.15
_THICK = 0.6
_TICK = 2.0
_RULERS = (50, 40, 30, 20, 10)
_BETWEEN_NOTES = 0.5
"""Of a line's height."""


def calibration_pages(
    layout: PageLayout, font: Font, options: SheetOptions
) -> Iterator[list[Cell]]:
    """The lines to measure in the first cell, what to do in the next ones; on a roll on labels
    of their own. The shift of `options` is applied."""
    notes = printed_words.how_to_calibrate(options.right, options.down)
    drawn = [_to_measure(layout), *_notes(notes, layout.shape, font)]
    yield from cells_of_pages(iter(drawn), layout, options)


def _to_measure(layout: PageLayout) -> DrawnLabel:
    shape = layout.shape
    ruler = _ruler_length(shape)
    start = _FROM_CORNER + _TICK
    size = _type_size(shape)
    texts = (
        printed_words.from_left(layout.left + _FROM_CORNER),
        printed_words.from_top(layout.top + _FROM_CORNER),
        printed_words.ruler(ruler),
    )
    step = line_height(size)
    first = start + rise(size)
    placed = tuple(PlacedText(text, start, first + i * step, size) for i, text in enumerate(texts))
    return DrawnLabel(
        None,
        placed,
        (*_outline(shape), *_cross(shape), *_ruler(start, first + 2.6 * step, ruler)),
    )


def _outline(shape: CellShape) -> tuple[Box, ...]:
    return (
        Box(0, 0, shape.width, _THIN),
        Box(0, shape.height - _THIN, shape.width, _THIN),
        Box(0, 0, _THIN, shape.height),
        Box(shape.width - _THIN, 0, _THIN, shape.height),
    )


def _cross(shape: CellShape) -> tuple[Box, ...]:
    """Two lines whose middles lie at `_FROM_CORNER`."""
    at = _FROM_CORNER - _THIN / 2
    return (Box(at, 0, _THIN, shape.height), Box(0, at, shape.width, _THIN))


def _ruler(x: float, y: float, length: float) -> tuple[Box, ...]:
    ends = (x, x + length - _THIN)
    ticks = tuple(Box(end, y - _TICK / 2, _THIN, _TICK) for end in ends)
    return (Box(x, y - _THICK / 2, length, _THICK), *ticks)


def _ruler_length(shape: CellShape) -> float:
    room = shape.width - shape.margin - _FROM_CORNER - _TICK
    return next((length for length in _RULERS if length <= room), _RULERS[-1])


def _type_size(shape: CellShape) -> float:
    return max(6.0, min(11.0, shape.height * 0.22, shape.width * 0.16))


def _notes(notes: tuple[str, ...], shape: CellShape, font: Font) -> Iterator[DrawnLabel]:
    """The notes from the top of a label to its bottom, then on the next one."""
    size, left = _type_size(shape), shape.margin
    bottom = shape.height - shape.margin
    step, first = line_height(size), shape.margin + rise(size)
    placed: list[PlacedText] = []
    baseline = first
    for note in notes:
        lines = lines_at(font, note, size, shape.width - 2 * shape.margin)
        if placed and baseline + (len(lines) - 1) * step > bottom:
            yield DrawnLabel(None, tuple(placed))
            placed, baseline = [], first
        placed += [
            PlacedText(line, left, baseline + i * step, size) for i, line in enumerate(lines)
        ]
        baseline += (len(lines) + _BETWEEN_NOTES) * step
    yield DrawnLabel(None, tuple(placed))
