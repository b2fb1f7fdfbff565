"""QR symbols identical to those of the `qrcode` package with its automatic mask, but fast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from qrcode import constants

from qr_labels.bitstream import encode, pad, smallest_version
from qr_labels.mask_score import lost_points
from qr_labels.symbol_tables import symbol_tables

QUIET_ZONE = 4
"""Empty modules on every side (ISO/IEC 18004, 9.1)."""

_DARK_RUN = re.compile("1+")


class Level(Enum):
    """How much of a symbol may be damaged: 7, 15, 25 or 30 %."""

    L = constants.ERROR_CORRECT_L
    M = constants.ERROR_CORRECT_M
    Q = constants.ERROR_CORRECT_Q
    H = constants.ERROR_CORRECT_H


@dataclass(frozen=True)
class Symbol:
    """`size` modules a side; `cells` holds them row by row, "1" dark, a "0" after each row."""

    size: int
    cells: str

    def dark_spans(self) -> list[tuple[int, int]]:
        """Start and end in `cells` of every horizontal run of dark modules."""
        return [run.span() for run in _DARK_RUN.finditer(self.cells)]


def run_at(span: tuple[int, int], size: int) -> tuple[int, int, int]:
    """(column, row, length) of a dark span of a symbol of `size` modules a side."""
    row, column = divmod(span[0], size + 1)
    return column, row, span[1] - span[0]


def make_symbol(text: str, level: Level = Level.Q) -> Symbol:
    """The smallest symbol that holds `text`; raises SymbolOverflowError beyond version 6."""
    stream = encode(text)
    version = smallest_version(stream, level.value)
    tables = symbol_tables(version, level.value)
    grid = 0
    for table, byte in zip(tables.data, pad(stream, len(tables.data)), strict=True):
        grid ^= table[byte]
    lost = [lost_points(grid ^ scored, tables.size) for scored in tables.scored]
    mask = lost.index(min(lost))
    return Symbol(tables.size, _rows(grid ^ tables.final[mask], tables.size))


def _rows(grid: int, size: int) -> str:
    cells = size * (size + 1)
    return f"{grid:0{cells * 2}b}"[:cells]
