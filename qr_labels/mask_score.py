"""qrcode's penalty rules (`qrcode.util.lost_point`) for all eight masks at once.

The eight grids (see symbol_tables) stand side by side in one big integer, so that one shift
compares every cell of every mask with its neighbour. The empty separator bits are neither dark
nor light: no pattern reaches over the end of a row or column.
"""

from __future__ import annotations

from functools import lru_cache

from qr_labels.symbol_tables import MASKS


def best_mask(grids: list[int], size: int, width: int) -> int:
    """The mask that qrcode chooses: fewest lost points, the first of equals.

    `grids` are the eight masked grids of a symbol of `size` cells a side, `width` bits each.
    """
    dark = int.from_bytes(b"".join(grid.to_bytes(width // 8, "big") for grid in grids), "big")
    light = dark ^ _cells(size, width)
    dark_pairs = dark & dark >> 1
    light_pairs = light & light >> 1
    runs = _runs(dark_pairs | light_pairs)
    counts = zip(
        _counts(dark, width),
        _counts(runs, width),
        _counts(runs & runs >> 1, width),
        _counts(_squares(dark_pairs, light_pairs, size, width), width),
        _counts(_finders(dark, light, light_pairs), width),
        strict=True,
    )
    lost = [
        3 * run - 2 * longer + 3 * square + 40 * finder + _balance(size)[cells // 2]
        for cells, run, longer, square, finder in counts
    ]
    return lost.index(min(lost))


def _runs(equal_pairs: int) -> int:
    """One bit per five equal cells in a row: a run of length L >= 5 gives L - 4 bits.

    It costs L - 2 points, which is three times its bits less twice its pairs of bits.
    """
    triples = equal_pairs & equal_pairs >> 1
    return triples & triples >> 2


def _squares(dark_pairs: int, light_pairs: int, size: int, width: int) -> int:
    above = size + 1
    squares = dark_pairs & dark_pairs >> above | light_pairs & light_pairs >> above
    return squares & _rows_but_first(size, width)


def _finders(dark: int, light: int, light_pairs: int) -> int:
    """1011101 with four light cells before or after it; the two marks never share a bit."""
    core = dark & dark >> 2 & dark >> 3 & dark >> 4 & dark >> 6 & light >> 1 & light >> 5
    four_light = light_pairs & light_pairs >> 2
    return core & four_light >> 7 | four_light & core >> 4


def _counts(bits: int, width: int) -> list[int]:
    step = width // 8
    data = bits.to_bytes(step * MASKS, "big")
    return [
        int.from_bytes(data[start : start + step], "big").bit_count()
        for start in range(0, step * MASKS, step)
    ]


@lru_cache(maxsize=16)
def _cells(size: int, width: int) -> int:
    return _everywhere(("1" * size + "0") * size * 2, width)


@lru_cache(maxsize=16)
def _rows_but_first(size: int, width: int) -> int:
    rows = "0" * (size + 1) + ("1" * size + "0") * (size - 1)
    return _everywhere(rows + "0" * len(rows), width)


def _everywhere(grid: str, width: int) -> int:
    return int(grid.zfill(width) * MASKS, 2)


@lru_cache(maxsize=16)
def _balance(size: int) -> tuple[int, ...]:
    """Points by the number of dark cells: ten for every 5 % away from one half."""
    total = size**2
    return tuple(int(abs(dark / total * 100 - 50) / 5) * 10 for dark in range(total + 1))
