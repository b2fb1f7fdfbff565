"""What the pieces of a discrepancy are worth in the ledger: their original value, no estimate.

A ledger card often stands for many pieces (400 desks on one 资产卡片), so that a piece has no price
of its own. It is then worth its part of the card, and the parts of all pieces of a card make up the
card's amount to the fen: what is lost to rounding with one piece is given to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_FEN = Decimal("0.01")


class ValueBasis(StrEnum):
    """Where a value comes from: the thing's own price, the average of a card or a group of things
    counted by number, or nowhere."""

    OWN = "own"
    CARD_AVERAGE = "card_average"
    NONE = "none"


@dataclass(frozen=True)
class LedgerRow:
    """One row of the register: ``quantity`` pieces for ``amount`` yuan together. ``card`` is its
    ledger number, which it may share with other rows."""

    asset: str
    card: str | None
    quantity: int
    unit_price: Decimal | None = None
    amount: Decimal | None = None

    @property
    def total(self) -> Decimal | None:
        """The yuan of all its pieces; None when the ledger has no price."""
        if self.amount is not None:
            return self.amount
        return None if self.unit_price is None else self.unit_price * self.quantity


@dataclass(frozen=True)
class Value:
    """``amount`` in yuan, never negative; None exactly when there is no basis."""

    amount: Decimal | None
    basis: ValueBasis


NO_VALUE = Value(None, ValueBasis.NONE)


def share(total: Decimal, pieces: int, taken: int) -> Decimal:
    """The part of ``total`` that ``taken`` of its ``pieces`` make, rounded half up to the fen; all
    of them make the total."""
    return (total * taken / pieces).quantize(_FEN, ROUND_HALF_UP)


def card_values(rows: Iterable[LedgerRow]) -> Mapping[str, Value]:
    """The value of each row by its asset, of rows that hold whole cards: every row of every card
    that any of them is of.

    A row that has its card for itself, or is of no card, is worth its own amount. Rows that share
    a card share its amount by their pieces, in the order of their ids.
    """
    cards: dict[tuple[bool, str], list[LedgerRow]] = {}
    for row in rows:
        cards.setdefault((row.card is not None, row.card or row.asset), []).append(row)
    return {asset: value for card in cards.values() for asset, value in _of_card(card).items()}


def value_of_row(row: LedgerRow) -> Value:
    """What the pieces of a row are worth that has its card for itself: one piece has a price of
    its own, of several each has the average."""
    if row.total is None:
        return NO_VALUE
    return Value(row.total, ValueBasis.OWN if row.quantity == 1 else ValueBasis.CARD_AVERAGE)


def value_of_pieces(rows: Iterable[LedgerRow], pieces: int) -> Value:
    """What ``pieces`` of a group of rows are worth that are counted by number: the group's average.
    Rows without a price count as pieces worth nothing; without any price there is no value."""
    known = list(rows)
    totals = [row.total for row in known if row.total is not None]
    in_all = sum(row.quantity for row in known)
    if not totals or not in_all:
        return NO_VALUE
    is_own = in_all == 1 and pieces == 1
    basis = ValueBasis.OWN if is_own else ValueBasis.CARD_AVERAGE
    return Value(share(sum(totals, Decimal(0)), in_all, pieces), basis)


def _of_card(card: list[LedgerRow]) -> Mapping[str, Value]:
    if len(card) == 1:
        return {card[0].asset: value_of_row(card[0])}
    totals = [row.total for row in card if row.total is not None]
    if not totals:
        return {row.asset: NO_VALUE for row in card}
    return _parts(sorted(card, key=lambda row: row.asset), sum(totals, Decimal(0)))


def _parts(rows: list[LedgerRow], total: Decimal) -> Mapping[str, Value]:
    in_all = sum(row.quantity for row in rows)
    parts: dict[str, Value] = {}
    before = 0
    for row in rows:
        upto = before + row.quantity
        part = share(total, in_all, upto) - share(total, in_all, before)
        parts[row.asset] = Value(part, ValueBasis.CARD_AVERAGE)
        before = upto
    return parts
