from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.numbers import parse_money, parse_quantity, parse_years

ANY_CELL = st.one_of(
    st.text(max_size=80),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.none(),
    st.booleans(),
    st.dates(),
)


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        (48.0, 48),
        ("48", 48),
        ("４８", 48),
        ("1,200", 1200),
        ("1，200", 1200),
        ("6张", 6),
        ("6 张", 6),
        ("6.0", 6),
        (None, 1),
        ("", 1),
        (" ", 1),
        ("-", 1),
        ("+5", 5),
        (7, 7),
    ],
)
def test_a_quantity_is_read_as_people_write_it(cell, quantity):
    assert parse_quantity(cell) == quantity


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-4", "quantity_not_positive"),
        (0.0, "quantity_not_positive"),
        ("1.5", "quantity_not_whole"),
        (0.5, "quantity_not_whole"),
        ("六", "quantity_unreadable"),
        ("1,20", "quantity_unreadable"),
        ("3+2", "quantity_unreadable"),
        ("1e3", "quantity_unreadable"),
        (True, "quantity_unreadable"),
        ("9" * 70, "quantity_unreadable"),
        (1e6, "quantity_too_large"),
        (1e300, "quantity_too_large"),
        ("若干张", "quantity_unreadable"),
    ],
)
def test_a_wrong_quantity_is_named(cell, code):
    with pytest.raises(CellError) as wrong:
        parse_quantity(cell)
    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (17099.1, "17099.10"),
        ("18,999.00", "18999.00"),
        ("￥95.00", "95.00"),
        ("¥ 95", "95.00"),
        ("1250元", "1250.00"),
        ("1.2万元", "12000.00"),
        ("3万", "30000.00"),
        ("１８０", "180.00"),
        ("0", "0.00"),
        (".5", "0.50"),
        ("2.345", "2.35"),
        ("人民币100元整", "100.00"),
        (3735.0000000001, "3735.00"),
    ],
)
def test_money_is_read_as_people_write_it(cell, yuan):
    assert parse_money(cell) == Decimal(yuan)


def test_money_under_a_title_in_ten_thousands_is_multiplied_once():
    assert parse_money("1.25", in_ten_thousands=True) == Decimal("12500.00")
    assert parse_money("1.25万元", in_ten_thousands=True) == Decimal("12500.00")


@pytest.mark.parametrize("cell", [None, "", "无", "/", "—"])
def test_no_money_is_none(cell):
    assert parse_money(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-5", "money_negative"),
        ("约100", "money_unreadable"),
        ("1.2.3", "money_unreadable"),
        ("1e9", "money_unreadable"),
        (1e12, "money_too_large"),
        ("面议", "money_unreadable"),
    ],
)
def test_wrong_money_is_named(cell, code):
    with pytest.raises(CellError) as wrong:
        parse_money(cell)
    assert wrong.value.code == code


@pytest.mark.parametrize(
    ("cell", "years"), [(10.0, 10), ("5年", 5), ("8", 8), (0, None), ("", None)]
)
def test_a_useful_life_is_read(cell, years):
    assert parse_years(cell) == years


def test_a_useful_life_in_months_becomes_years():
    assert parse_years("120月") == 10
    assert parse_years(120.0, in_months=True) == 10
    assert parse_years(30, in_months=True) == 3


@pytest.mark.parametrize("cell", ["长期", 2.5, 101, -3])
def test_a_wrong_useful_life_is_named(cell):
    with pytest.raises(CellError, match="years_unreadable"):
        parse_years(cell)


@given(st.integers(1, 100_000))
def test_any_quantity_comes_back_from_how_it_is_written(quantity):
    wide = str(quantity).translate({ord("0") + i: ord("０") + i for i in range(10)})
    for written in (
        quantity,
        float(quantity),
        str(quantity),
        f"{quantity:,}",
        f"{quantity}台",
        wide,
    ):
        assert parse_quantity(written) == quantity


@given(st.decimals(0, 9_999_999, places=2))
def test_any_money_comes_back_from_how_it_is_written(money):
    for written in (str(money), f"{money:,}", f"￥{money}元", float(money)):
        assert parse_money(written) == money


@given(ANY_CELL)
def test_any_cell_is_a_number_or_a_named_error(cell):
    for parse in (parse_quantity, parse_money, parse_years):
        try:
            parse(cell)
        except CellError:
            continue
