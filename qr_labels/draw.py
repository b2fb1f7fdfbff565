"""From a label's words to things at places, for any kind of printer."""

from __future__ import annotations

from dataclasses import dataclass

from qr_labels.code import group_code
from qr_labels.errors import MissingGlyphError
from qr_labels.fit import FittedText, fit, line_height, rise
from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, LabelDesign
from qr_labels.payload import payload
from qr_labels.spec import LabelSpec, plain_label
from qr_labels.symbol import QUIET_ZONE, Level, Symbol, make_symbol

GAP = 1.5
"""Millimetres between place, number and school: descents and white."""
NAME_GAP = 2.4
"""Millimetres at least between the name and what follows it."""
_HANGING = frozenset("（［〔《〈「『【｛")
"""Full-width brackets whose left half is empty: at the start of a line they move out by it."""


@dataclass(frozen=True)
class PlacedSymbol:
    """A symbol's upper left dark corner (quiet zone outside) and the side of a module, mm."""

    symbol: Symbol
    x: float
    y: float
    module: float


@dataclass(frozen=True)
class PlacedText:
    """A line of text: start of its baseline in mm, size in points."""

    text: str
    x: float
    baseline: float
    size: float


@dataclass(frozen=True)
class DrawnLabel:
    """All that is printed of a label, relative to its upper left corner."""

    symbol: PlacedSymbol
    texts: tuple[PlacedText, ...]


def draw_label(label: LabelSpec, design: LabelDesign, font: Font) -> DrawnLabel:
    """Place a label's symbol and words.

    Raises MissingGlyphError naming the label, and what `payload` raises.
    """
    plain = plain_label(label)
    _require_glyphs(plain, font)
    symbol = _place_symbol(plain, design)
    code = _place_code(plain, design, font, symbol)
    return DrawnLabel(symbol, (code, *_place_words(plain, design, font)))


def _require_glyphs(label: LabelSpec, font: Font) -> None:
    for words in (label.name, label.place, label.number, label.school):
        for symbol in words:
            if not font.draws(symbol):
                raise MissingGlyphError(
                    label=label.code,
                    text=words,
                    character=symbol,
                    codepoint=f"U+{ord(symbol):04X}",
                )


def _place_symbol(label: LabelSpec, design: LabelDesign) -> PlacedSymbol:
    symbol = make_symbol(payload(label.base_url, label.code), Level.Q)
    module = design.symbol.width / (symbol.size + 2 * QUIET_ZONE)
    quiet = QUIET_ZONE * module
    return PlacedSymbol(symbol, design.symbol.x + quiet, design.symbol.y + quiet, module)


def _place_code(
    label: LabelSpec, design: LabelDesign, font: Font, symbol: PlacedSymbol
) -> PlacedText:
    text = group_code(label.code)
    middle = symbol.x + symbol.symbol.size * symbol.module / 2
    width = font.width(text) / EM * design.code_size * MM_PER_POINT
    return PlacedText(text, middle - width / 2, design.code_baseline, design.code_size)


def _place_words(label: LabelSpec, design: LabelDesign, font: Font) -> list[PlacedText]:
    """The name from the top down, the rest from the bottom up; the name gets what is left."""
    box = design.words
    placed: list[PlacedText] = []
    bottom = box.y + box.height
    for words, style in (
        (label.school, design.school),
        (label.number, design.number),
        (label.place, design.place),
    ):
        if words:
            fitted = fit(font, words, style, box.width, box.height)
            placed[:0] = _lines(fitted, box.x, bottom - fitted.height)
            bottom -= fitted.height + GAP
    if label.name:
        name = fit(
            font, label.name, design.name, box.width, round(bottom + GAP - NAME_GAP - box.y, 3)
        )
        placed[:0] = _lines(name, box.x, box.y)
    return placed


def _lines(fitted: FittedText, x: float, top: float) -> list[PlacedText]:
    """Lines of which the first has the top of its characters at `top`."""
    step = line_height(fitted.size)
    first = top + rise(fitted.size)
    hang = fitted.size * MM_PER_POINT / 2
    return [
        PlacedText(line, x - hang if line[0] in _HANGING else x, first + index * step, fitted.size)
        for index, line in enumerate(fitted.lines)
    ]
