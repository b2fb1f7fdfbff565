"""From a label's words to things at places, for any kind of printer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qr_labels.arrange import ADDRESS_MODULES, BARE_MODULES, Arrangement, PlacedCode, arrange
from qr_labels.code import group_code, require_code
from qr_labels.designs import SMALL, Design
from qr_labels.errors import CellTooSmallError, MissingGlyphError
from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, Box, CellShape
from qr_labels.payload import payload
from qr_labels.place_words import place_words
from qr_labels.spec import LabelSpec, plain_label, words_of
from qr_labels.symbol import QUIET_ZONE, Level, Symbol, make_symbol
from qr_labels.word_column import PlacedText

_BAR = 1.0
_BAR_SPACE = 3.0
_BAR_SHARE = 0.09
"""Of a large label's shorter side: the quiet zone of its symbol does not reach the bars."""


@dataclass(frozen=True)
class PlacedSymbol:
    """A symbol's upper left dark corner (quiet zone outside) and the side of a module, mm."""

    symbol: Symbol
    x: float
    y: float
    module: float


@dataclass(frozen=True)
class DrawnLabel:
    """All that is printed of a label, relative to its upper left corner; `bars` are black.

    A separator without a code has no symbol.
    """

    symbol: PlacedSymbol | None
    texts: tuple[PlacedText, ...]
    bars: tuple[Box, ...] = ()


def draw_label(label: LabelSpec, design: Design, shape: CellShape, font: Font) -> DrawnLabel:
    """Place a label's symbol and words on a label of a given shape.

    Where the address does not fit with modules of half a millimetre, the small design is drawn; a
    separator then has no symbol. Raises MissingGlyphError naming the label, CellTooSmallError,
    and what `payload` raises.
    """
    plain = plain_label(label)
    _require_glyphs(plain, font)
    if design.framed:
        return replace(_draw_between_bars(plain, design, shape, font), bars=_bars(shape))
    fitting = design_on(design, shape)
    found = arrange(shape, _modules(fitting))
    if found is None:
        raise CellTooSmallError(width=f"{shape.width:g}", height=f"{shape.height:g}")
    return _draw_arranged(plain, fitting, found, font)


def design_on(design: Design, shape: CellShape) -> Design:
    """The design that is drawn on such labels: the small one where the address does not fit."""
    has_room = design.framed or arrange(shape, _modules(design))
    return design if has_room else SMALL


def _modules(design: Design) -> int:
    return BARE_MODULES if design.bare else ADDRESS_MODULES


def _draw_arranged(label: LabelSpec, design: Design, found: Arrangement, font: Font) -> DrawnLabel:
    symbol = _symbol(label, design, found.symbol)
    code = _code_text(label.code, found.code, font)
    words = place_words(design.words(label), found.words, font, centred=found.centred)
    return DrawnLabel(symbol, (code, *words))


def _draw_between_bars(
    label: LabelSpec, design: Design, shape: CellShape, font: Font
) -> DrawnLabel:
    inner = _inside_bars(shape)
    found = arrange(inner, _modules(design)) if label.code else None
    if found:
        return _draw_arranged(label, design, found, font)
    margin = inner.margin
    box = Box(margin, margin, shape.width - 2 * margin, shape.height - 2 * margin)
    return DrawnLabel(None, tuple(place_words(design.words(label), box, font, centred=True)))


def _require_glyphs(label: LabelSpec, font: Font) -> None:
    for words in words_of(label):
        for symbol in words:
            if not font.draws(symbol):
                raise MissingGlyphError(
                    label=label.code,
                    text=words,
                    character=symbol,
                    codepoint=f"U+{ord(symbol):04X}",
                )


def _symbol(label: LabelSpec, design: Design, box: Box) -> PlacedSymbol:
    symbol = _bare_symbol(label.code) if design.bare else _address_symbol(label)
    module = box.width / (symbol.size + 2 * QUIET_ZONE)
    quiet = QUIET_ZONE * module
    return PlacedSymbol(symbol, box.x + quiet, box.y + quiet, module)


def _address_symbol(label: LabelSpec) -> Symbol:
    return make_symbol(payload(label.base_url, label.code), Level.Q)


def _bare_symbol(code: str) -> Symbol:
    """Version 1 holds a code even at the highest level."""
    return make_symbol(require_code(code), Level.H)


def _code_text(code: str, place: PlacedCode, font: Font) -> PlacedText:
    text = group_code(code)
    width = font.width(text) / EM * MM_PER_POINT
    size = round(min(place.size, place.width / width), 2)
    x = place.x - width * size / 2 if place.centred else place.x
    return PlacedText(text, x, place.baseline, size)


def _inside_bars(shape: CellShape) -> CellShape:
    space = max(_BAR_SPACE, _BAR_SHARE * min(shape.width, shape.height))
    return replace(shape, margin=shape.margin + space)


def _bars(shape: CellShape) -> tuple[Box, ...]:
    width = shape.width - 2 * shape.margin
    lower = shape.height - shape.margin - _BAR
    return tuple(Box(shape.margin, y, width, _BAR) for y in (shape.margin, lower))
