from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ledger.values.dates import LedgerDate, Precision, parse_date
from server.domain.ledger.values.errors import CellError

TODAY = date(2026, 11, 21)
DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("cell", "value", "precision"),
    [
        ("2012-12-25", date(2012, 12, 25), DAY),
        ("2012/12/25", date(2012, 12, 25), DAY),
        ("2012.12", date(2012, 12, 1), MONTH),
        ("2019.9", date(2019, 9, 1), MONTH),
        ("2022-03", date(2022, 3, 1), MONTH),
        ("20121225", date(2012, 12, 25), DAY),
        (20121225.0, date(2012, 12, 25), DAY),
        ("2019年9月1日", date(2019, 9, 1), DAY),
        ("2019年9月", date(2019, 9, 1), MONTH),
        ("2019年", date(2019, 1, 1), YEAR),
        (2019.0, date(2019, 1, 1), YEAR),
        (43709.0, date(2019, 9, 1), DAY),
        ("201909", date(2019, 9, 1), MONTH),
        (date(2020, 2, 18), date(2020, 2, 18), DAY),
        (datetime(2020, 2, 18, 9, 30), date(2020, 2, 18), DAY),  # noqa: DTZ001  spreadsheets know no zone
        ("2019-09-01 00:00:00", date(2019, 9, 1), DAY),
        ("２０１９年９月１日", date(2019, 9, 1), DAY),
        ("2019 年 9 月 1 日", date(2019, 9, 1), DAY),
        ("2019.09.01.", date(2019, 9, 1), DAY),
        (2012.12, date(2012, 12, 1), MONTH),
        ("2019年9月1号", date(2019, 9, 1), DAY),
    ],
)
def test_a_date_is_read_as_people_write_it(cell, value, precision):
    assert parse_date(cell, TODAY) == LedgerDate(value, precision)


@pytest.mark.parametrize("cell", [None, "", "-", "无", "/", "不详"])
def test_no_date_is_none(cell):
    assert parse_date(cell, TODAY) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2018/13/40", "date_impossible"),
        ("2019-02-29", "date_impossible"),
        ("2019.00", "date_impossible"),
        ("0000-00-00", "date_impossible"),
        ("1066-10-14", "date_impossible"),
        ("去年", "date_unreadable"),
        ("27.9.1", "date_unreadable"),
        (7.0, "date_unreadable"),
        (True, "date_unreadable"),
        (time(9, 0), "date_unreadable"),
        ("2019-9-1至2020-9-1", "date_unreadable"),
        ("2026.12", "date_future"),
        (date(2026, 11, 22), "date_future"),
        (-1e300, "date_unreadable"),
    ],
)
def test_a_wrong_date_is_named(cell, code):
    with pytest.raises(CellError) as wrong:
        parse_date(cell, TODAY)
    assert wrong.value.code == code


def test_today_is_not_the_future():
    assert parse_date("2026-11-21", TODAY) is not None
    assert parse_date("2026.11", TODAY) is not None


def test_a_number_that_may_have_lost_its_zero_is_doubtful():
    assert parse_date(2019.1, TODAY) == LedgerDate(date(2019, 1, 1), MONTH, doubtful=True)
    assert parse_date("2019.1", TODAY) == LedgerDate(date(2019, 1, 1), MONTH)


@given(st.dates(date(1950, 1, 1), TODAY))
def test_any_date_comes_back_from_how_it_is_written(day):
    serial = float((day - date(1899, 12, 30)) / timedelta(days=1))
    forms = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")
    short = f"{day.year}年{day.month}月{day.day}日"
    for written in (day, serial, short, *(day.strftime(form) for form in forms)):
        assert parse_date(written, TODAY) == LedgerDate(day, DAY)


@given(
    st.one_of(st.text(max_size=60), st.floats(allow_nan=False, allow_infinity=False), st.dates())
)
def test_any_cell_is_a_date_or_a_named_error(cell):
    try:
        parse_date(cell, TODAY)
    except CellError as wrong:
        assert wrong.code.startswith("date_") or wrong.code == "sheet_error"
