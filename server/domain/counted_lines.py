"""How many of each line of a ledger were there, from what did not agree in its room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

_FEN = Decimal("0.01")
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Difference:
    """``pieces`` fewer (less than zero) or more than the ledger says, together worth ``amount``
    yuan."""

    pieces: int
    amount: Decimal | None = None


@dataclass(frozen=True)
class BookLine:
    asset: str
    group: str
    quantity: int


def spread(
    lines: Sequence[BookLine],
    of_assets: Mapping[str, Difference],
    of_groups: Mapping[str, Difference],
) -> dict[str, Difference]:
    """The difference of each line by its asset. A thing's own stands at its line; a group's
    shortage is taken from its lines, the last first, and its surplus stands at the last."""
    result = dict(of_assets)
    for group, difference in of_groups.items():
        own = [line for line in lines if line.group == group]
        result |= _shortage(own, difference) if difference.pieces < 0 else _surplus(own, difference)
    return result


def _surplus(lines: list[BookLine], difference: Difference) -> dict[str, Difference]:
    return {line.asset: difference for line in lines[-1:]}


def _shortage(lines: list[BookLine], difference: Difference) -> dict[str, Difference]:
    """What no line covers any more is left at the first."""
    left, taken = difference, {}
    for line in reversed(lines):
        is_last = line is lines[0]
        pieces = -left.pieces if is_last else min(line.quantity, -left.pieces)
        part = _part(left, pieces)
        taken[line.asset] = part
        left = replace(left, pieces=left.pieces + pieces, amount=_less(left.amount, part.amount))
    return {asset: part for asset, part in taken.items() if part.pieces}


def _part(of: Difference, pieces: int) -> Difference:
    """The rest takes what rounding left."""
    if of.amount is None or not of.pieces:
        return Difference(-pieces, of.amount and _NOTHING)
    amount = (of.amount * pieces / -of.pieces).quantize(_FEN, ROUND_HALF_UP)
    return Difference(-pieces, amount)


def _less(amount: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if amount is None or part is None else amount - part
