"""The words of a label in their space, as large as they all go in."""

from __future__ import annotations

import math
from dataclasses import replace

from qr_labels.designs.design import Words
from qr_labels.font import Font
from qr_labels.layout import Box
from qr_labels.text_style import Role
from qr_labels.word_column import PlacedText, WordColumn

_SIDE_OF_HEIGHT = 1.15
"""Words in a low and wide space are as large as in a square one of little more than its height."""
_SCALES = (1, 0.92, 0.85, 0.78, 0.7, 0.62)


def place_words(words: Words, box: Box, font: Font, *, centred: bool) -> list[PlacedText]:
    """All words that have room, from the top down, the foot at the bottom.

    They are set smaller until nothing has to be left out or cut; if that does not help, as large
    as the least loss allows. `centred` words stand in the middle of each line, and head and name
    in the middle of what the foot leaves.
    """
    least = None
    for scale in _SCALES:
        column = WordColumn(box, font, _side(box) * scale, centred=centred)
        placed = _placed(words, column, centred=centred)
        if column.lost == 0:
            return placed
        if least is None or column.lost < least[0]:
            least = column.lost, placed
    return least[1] if least else []


def _side(box: Box) -> float:
    return min(math.sqrt(box.width * box.height), _SIDE_OF_HEIGHT * box.height)


def _placed(words: Words, column: WordColumn, *, centred: bool) -> list[PlacedText]:
    """The foot takes its part before the name, but leaves it a line."""
    head = column.head(words.head, words.tail)
    name_role = Role.NAME if words.head else Role.TITLE
    foot = column.foot(words.foot, column.least(name_role) if words.name else 0)
    top = [*head, *column.top(words.name, name_role)]
    if centred:
        middle = column.free / 2
        top = [replace(text, baseline=text.baseline + middle) for text in top]
    return [*top, *foot]
