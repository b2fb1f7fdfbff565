"""A room's differences, spread over the lines of the ledger."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counted_lines import BookLine, Difference, spread

LINES = st.lists(st.integers(1, 40), min_size=1, max_size=6).map(
    lambda quantities: [BookLine(f"a{n}", "g", one) for n, one in enumerate(quantities)]
)


@given(LINES, st.integers(-200, 200).filter(bool), st.decimals("0", "99999", places=2) | st.none())
def test_the_parts_make_up_the_whole(lines, pieces, amount):
    parts = spread(lines, {}, {"g": Difference(pieces, amount)})
    assert sum(part.pieces for part in parts.values()) == pieces
    assert all(part.amount is not None for part in parts.values()) is (amount is not None)
    if amount is not None:
        assert sum(part.amount for part in parts.values()) == amount
    for line in lines[1:]:
        assert parts.get(line.asset, Difference(0)).pieces >= -line.quantity


def test_a_shortage_is_taken_from_the_last_line_and_a_thing_keeps_its_own():
    lines = [BookLine("a", "g", 30), BookLine("b", "g", 2), BookLine("c", "other", 1)]
    missing = {"c": Difference(-1, Decimal(80))}
    parts = spread(lines, missing, {"g": Difference(-3, Decimal("10.00"))})
    assert parts == {
        "c": Difference(-1, Decimal(80)),
        "b": Difference(-2, Decimal("6.67")),
        "a": Difference(-1, Decimal("3.33")),
    }
