"""Everything of a QR symbol that does not depend on its text, made once per version and level.

From the data bytes to the cells before masking all is linear over GF(2): error correction,
interleaving and placement. So the cells of a text are the XOR of one table entry per data byte.
All entries come from the functions of the `qrcode` package itself.

A grid of n x n cells is one integer: its cells row by row, each row followed by one empty
separator bit, then the same column by column; the first cell is the highest bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qrcode import util
from qrcode.base import rs_blocks
from qrcode.main import QRCode

from qr_labels.bitstream import capacity

MASKS = 8
Cells = list[list[bool]]


@dataclass(frozen=True)
class SymbolTables:
    """`data[i][b]`: the cells that byte b at place i darkens. `scored` and `final` hold, per
    mask, the cells of a symbol of nothing but zeros: without its format information, as qrcode
    scores it, and with it, as it is drawn."""

    size: int
    data: tuple[tuple[int, ...], ...]
    scored: tuple[int, ...]
    final: tuple[int, ...]


@lru_cache(maxsize=8)
def symbol_tables(version: int, level: int) -> SymbolTables:
    """Tables for a version and one of qrcode's ERROR_CORRECT levels; at version 3 0.06 s, 2 MB."""
    drawing = _Drawing(version, level)
    return SymbolTables(
        size=drawing.size,
        data=tuple(_byte_table(units) for units in _unit_cells(drawing)),
        scored=tuple(drawing.grid(drawing.zeros, mask, test=True) for mask in range(MASKS)),
        final=tuple(drawing.grid(drawing.zeros, mask, test=False) for mask in range(MASKS)),
    )


def grid_of(cells: Cells) -> int:
    """The grid integer of square cells."""
    rows = "".join(_line(row) for row in cells)
    columns = "".join(_line(column) for column in zip(*cells, strict=True))
    return int(rows + columns, 2)


def _line(cells: list[bool] | tuple[bool, ...]) -> str:
    return "".join("1" if cell else "0" for cell in cells) + "0"


class _Drawing:
    """qrcode's own drawing of given codewords."""

    def __init__(self, version: int, level: int) -> None:
        self.version = version
        self.level = level
        self.size = version * 4 + 17
        self.blocks = rs_blocks(version, level)
        self.zeros = [0] * sum(block.total_count for block in self.blocks)

    def grid(self, codewords: list[int], mask: int, *, test: bool) -> int:
        code = QRCode(version=self.version, error_correction=self.level)
        code.data_cache = codewords
        code.makeImpl(test, mask)
        return grid_of(code.modules)

    def codewords(self, data: bytes) -> int:
        """Data and error correction, interleaved; the first codeword is the highest byte."""
        buffer = util.BitBuffer()
        buffer.buffer = list(data)
        buffer.length = len(data) * 8
        return int.from_bytes(bytes(util.create_bytes(buffer, self.blocks)), "big")


def _unit_cells(drawing: _Drawing) -> list[list[int]]:
    """Per data byte, the cells of its eight bits, lowest first.

    qrcode cannot divide a block of nothing but zeros, so each bit is told from a ground of ones.
    """
    cell_of = _cell_of_codeword_bit(drawing)
    ground = bytes([1]) * capacity(drawing.version, drawing.level)
    plain = drawing.codewords(ground)
    return [
        [
            _cells_of(drawing.codewords(_flip(ground, place, bit)) ^ plain, cell_of)
            for bit in range(8)
        ]
        for place in range(len(ground))
    ]


def _flip(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def _cells_of(codewords: int, cell_of: list[int]) -> int:
    cells = 0
    for index, cell in enumerate(reversed(cell_of)):
        if codewords >> index & 1:
            cells ^= cell
    return cells


def _cell_of_codeword_bit(drawing: _Drawing) -> list[int]:
    """The grid with only the cell of each codeword bit set, in the order of the bits.

    qrcode draws, for each binary digit d, codewords whose bit number i is digit d of i: the
    drawings in which a cell is dark spell the number of its bit.
    """
    bits = len(drawing.zeros) * 8
    ground = drawing.grid(drawing.zeros, 0, test=True)
    drawings = [
        drawing.grid(_digits(bits, digit), 0, test=True) ^ ground
        for digit in range(bits.bit_length())
    ]
    everywhere = drawing.grid([255] * len(drawing.zeros), 0, test=True) ^ ground
    return [_spelt(index, drawings, everywhere) for index in range(bits)]


def _digits(bits: int, digit: int) -> list[int]:
    text = "".join(str(index >> digit & 1) for index in range(bits))
    return list(int(text, 2).to_bytes(bits // 8, "big"))


def _spelt(index: int, drawings: list[int], everywhere: int) -> int:
    cells = everywhere
    for digit, dark in enumerate(drawings):
        cells &= dark if index >> digit & 1 else everywhere ^ dark
    return cells


def _byte_table(units: list[int]) -> tuple[int, ...]:
    table = [0] * 256
    for byte in range(1, 256):
        lowest = byte & -byte
        table[byte] = table[byte ^ lowest] ^ units[lowest.bit_length() - 1]
    return tuple(table)
