"""What discrepancies are worth, what may be decided about them, and which of them are one move."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.discrepancy_value import (
    LedgerRow,
    ValueBasis,
    card_values,
    share,
    value_of_pieces,
)
from server.domain.ledger_class import ledger_class
from server.domain.settlement import (
    Decision,
    MoveReason,
    Side,
    Unsettled,
    possible_decisions,
    propose_moves,
    side_of,
)

YUAN = st.decimals(0, 1_000_000, places=2)
QUANTITY = st.integers(1, 400)


def test_a_thing_with_a_card_of_its_own_is_worth_its_own_price():
    values = card_values([LedgerRow("a", "K1", 1, Decimal(3), Decimal("2999.99"))])
    assert (values["a"].amount, values["a"].basis) == (Decimal("2999.99"), ValueBasis.OWN)


def test_a_piece_of_a_shared_card_is_worth_its_part_even_where_one_row_has_the_whole_amount():
    rows = [LedgerRow("a", "K1", 1, None, Decimal(100)), LedgerRow("b", "K1", 1)]
    values = card_values([*rows, LedgerRow("c", "K1", 1)])
    assert [values[one].amount for one in "abc"] == [
        Decimal("33.33"),
        Decimal("33.34"),
        Decimal("33.33"),
    ]
    assert {value.basis for value in values.values()} == {ValueBasis.CARD_AVERAGE}


@given(st.lists(st.tuples(QUANTITY, st.none() | YUAN), min_size=1, max_size=30))
def test_the_parts_of_a_card_make_up_its_amount_to_the_fen(pieces):
    rows = [LedgerRow(str(n), "K1", quantity, None, amount) for n, (quantity, amount) in
            enumerate(pieces)]  # fmt: skip
    known = [amount for _, amount in pieces if amount is not None]
    parts = [value.amount for value in card_values(rows).values()]
    assert len(parts) == len(rows)
    if known:
        assert sum(parts) == sum(known) and min(parts) >= 0
    else:
        assert set(parts) == {None}


@given(QUANTITY, YUAN, st.data())
def test_all_pieces_of_a_group_are_worth_what_the_ledger_says_of_it(quantity, amount, data):
    gone = data.draw(st.integers(0, quantity))
    row = LedgerRow("a", "K1", quantity, None, amount)
    some, rest = (value_of_pieces([row], n).amount for n in (gone, quantity - gone))
    assert value_of_pieces([row], quantity).amount == amount
    assert abs(some + rest - amount) <= Decimal("0.01")
    assert some == share(amount, quantity, gone)


def test_without_a_price_there_is_no_value_and_a_unit_price_is_one():
    assert value_of_pieces([LedgerRow("a", None, 6)], 2).basis is ValueBasis.NONE
    assert value_of_pieces([], 2).amount is None
    priced = LedgerRow("a", None, 6, Decimal("12.50"))
    assert value_of_pieces([priced], 2).amount == Decimal("25.00")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("A02010105", "A02"),
        ("a05", "A05"),
        ("Ａ０２０１０１０５", "A02"),
        ("2010104", "2"),
        ("6", "6"),
        ("A09010100", None),
        ("办公设备", None),
        ("201", None),
        (None, None),
    ],
)
def test_a_code_of_the_standard_tells_the_class(code, found):
    assert ledger_class(code) == found


def test_what_was_so_before_the_takeover_is_nobodys_to_pay_for():
    assert Decision.CLAIM in possible_decisions(Side.DAMAGED, "human")
    assert Decision.CLAIM not in possible_decisions(Side.DAMAGED, "before_takeover")
    assert Decision.CLAIM not in possible_decisions(Side.SURPLUS, "human")
    assert all(Decision.INVESTIGATE in possible_decisions(side, "human") for side in Side)


def test_the_same_thing_goes_before_things_of_the_same_name():
    gone = Unsettled("1", Side.SHORTAGE, "A", 1, "投影仪", "computer", "p")
    seen = Unsettled("2", Side.MISPLACED, "B", 1, "投影仪", "computer", "p")
    nameless = Unsettled("3", Side.SURPLUS, "C", 1, "投影仪", None)
    [move] = propose_moves([gone, nameless, seen])
    assert (move.surplus, move.missing, move.asset) == ("2", "1", "p")
    assert move.reason is MoveReason.SAME_ASSET
    [alone] = propose_moves([seen])
    assert (alone.missing, alone.reason) == (None, MoveReason.SEEN_ELSEWHERE)
    [named] = propose_moves([gone, nameless])
    assert (named.surplus, named.asset, named.reason) == ("3", "p", MoveReason.SAME_KIND)


def test_a_room_does_not_fill_its_own_gap_nor_one_of_another_kind():
    gone = Unsettled("1", Side.SHORTAGE, "A", 2, "窗帘", "curtain")
    own = Unsettled("2", Side.SURPLUS, "A", 2, "窗帘", "curtain")
    other = Unsettled("3", Side.SURPLUS, "B", 2, "窗帘", "lamp")
    assert propose_moves([gone, own, other]) == []


SIDES = st.sampled_from(["missing", "unexpected", "misplaced", "quantity", "damaged"])
DISCREPANCIES = st.lists(
    st.tuples(
        SIDES, st.integers(-9, 9).filter(bool), st.sampled_from("ABC"), st.sampled_from("xy")
    ),
    max_size=20,
)


@given(DISCREPANCIES)
def test_no_piece_moves_twice_and_none_stays_in_its_room(found):
    rows = {
        str(n): Unsettled(
            str(n),
            side_of(kind, quantity),
            room,
            abs(quantity) if kind in ("quantity", "unexpected") else 1,
            name,
            "k",
            f"{room}{name}" if kind in ("missing", "misplaced") else None,
        )
        for n, (kind, quantity, room, name) in enumerate(found)
    }
    moves = propose_moves(rows.values())
    for row in rows.values():
        ends = [move for move in moves if row.id in (move.surplus, move.missing)]
        assert sum(move.pieces for move in ends) <= row.pieces
    for move in moves:
        assert move.pieces > 0
        if move.missing and move.reason is MoveReason.SAME_KIND:
            assert rows[move.missing].room != rows[move.surplus].room
