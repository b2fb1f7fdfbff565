"""qrcode's penalty rules (`qrcode.util.lost_point`) on a grid integer (see symbol_tables).

Shifting the integer compares every cell with its neighbour at once, along rows and columns. The
empty separator bits are neither dark nor light: no pattern reaches over the end of a line.
"""

from __future__ import annotations

from functools import lru_cache


def lost_points(dark: int, size: int) -> int:
    """The points that a grid of `size` x `size` cells loses; the mask that loses least is taken."""
    light = dark ^ _cells(size)
    dark_pairs = dark & dark >> 1
    light_pairs = light & light >> 1
    return (
        _for_runs(dark_pairs | light_pairs)
        + 3 * _squares(dark_pairs, light_pairs, size).bit_count()
        + 40 * _finders(dark, light, light_pairs).bit_count()
        + _balance(size)[dark.bit_count() // 2]
    )


def _for_runs(equal_pairs: int) -> int:
    """A run of length L >= 5 costs L - 2 points.

    It gives L - 4 bits here and L - 5 pairs of bits: three times the one less twice the other.
    """
    triples = equal_pairs & equal_pairs >> 1
    fives = triples & triples >> 2
    return 3 * fives.bit_count() - 2 * (fives & fives >> 1).bit_count()


def _squares(dark_pairs: int, light_pairs: int, size: int) -> int:
    """A bit for every 2 x 2 cells of one colour, among the rows alone."""
    above = size + 1
    squares = dark_pairs & dark_pairs >> above | light_pairs & light_pairs >> above
    return squares & _rows_but_first(size)


def _finders(dark: int, light: int, light_pairs: int) -> int:
    """1011101 with four light cells before or after it; the two marks never share a bit."""
    core = dark & dark >> 2 & dark >> 3 & dark >> 4 & dark >> 6 & light >> 1 & light >> 5
    four_light = light_pairs & light_pairs >> 2
    return core & four_light >> 7 | four_light & core >> 4


@lru_cache(maxsize=16)
def _cells(size: int) -> int:
    return int(("1" * size + "0") * size * 2, 2)


@lru_cache(maxsize=16)
def _rows_but_first(size: int) -> int:
    rows = ("1" * size + "0") * (size - 1)
    return int(rows + "0" * size * (size + 1), 2)


@lru_cache(maxsize=16)
def _balance(size: int) -> tuple[int, ...]:
    """Points by the number of dark cells: ten for every 5 % away from one half."""
    total = size**2
    return tuple(int(abs(dark / total * 100 - 50) / 5) * 10 for dark in range(total + 1))
