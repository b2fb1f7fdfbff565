"""Days as people write them, and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.day_lines import Lines, read_day_lines, write_day_lines
from server.domain.problems import Problem
from server.domain.school_calendar import SpecialDay

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
WORDS = Lines("至", "上课")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("10-01 至 10-08 国庆", "2026-10-01 至 2026-10-08 国庆"),
        ("10-10 上班", "2026-10-10 上班"),
        ("10月10日、11日补课", "2026-10-10 至 2026-10-11 补课"),
        ("10.1-10.8 国庆放假", "2026-10-01 至 2026-10-08 国庆"),
        ("2027/5/1～2027/5/5　劳动节", "2027-05-01 至 2027-05-05 劳动节"),
        ("12-30 至 1-2 元旦", "2026-12-30 至 2027-01-02 元旦"),
        ("１０－０１ 国庆", "2026-10-01 国庆"),
        ("10-01 to 10-07 National Day", "2026-10-01 至 2026-10-07 National Day"),
        ("10-10 school day; 10-11 no school", "2026-10-10 school day\n2026-10-11 no school"),
        ("2-14 停止上课", "2027-02-14 停止上课"),
        ("2026-10-23 60周年校庆", "2026-10-23 60周年校庆"),
        (
            "一、国庆节：10月1日（周四）至8日（周四）放假调休，共8天。9月20日（周日）、10月10日（周六）上班。",
            "2026-09-20 上班\n2026-10-01 至 2026-10-08 国庆节\n2026-10-10 上班",
        ),
        ("10-01 至 10-03 国庆\n10-02 上课", "2026-10-01 国庆\n2026-10-02 上课\n2026-10-03 国庆"),
        ("\n \n", ""),
    ],
)
def test_lines_mean_days(text: str, means: str):
    days = read_day_lines(text, FIRST, LAST)
    assert write_day_lines(days, WORDS) == means
    assert read_day_lines(means, FIRST, LAST) == days


def test_a_line_says_whether_there_is_school():
    days = read_day_lines("10-01 国庆\n10-10 上班\n10-11 停止上课\n10-12 no school", FIRST, LAST)
    assert [one.has_school for one in days] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("国庆", "day_line_unreadable"),
        ("13-40 x", "day_line_unreadable"),
        ("2-30 x", "day_line_unreadable"),
        ("1-1-3 x", "day_line_unreadable"),
        ("2026-10-01-5", "day_line_unreadable"),
        ("2025-10-01 x", "day_line_outside_year"),
        ("2026-10-08 至 2026-10-01 x", "day_span_invalid"),
        ("9-1 至 8-31 x", "day_span_invalid"),
        ("9-1 " + "长" * 41, "day_name_too_long"),
    ],
)
def test_a_line_that_means_nothing_is_named(text: str, code: str):
    with pytest.raises(Problem) as refused:
        read_day_lines(f"9-1 开学\n{text}", FIRST, LAST)
    assert (refused.value.code, refused.value.params["line"]) == (code, 2)


@given(st.text(max_size=60))
def test_no_text_does_more_than_name_days_or_be_refused(text: str):
    try:
        days = read_day_lines(text, FIRST, LAST)
    except Problem:
        return
    assert all(FIRST <= one.day <= LAST for one in days)


_DAYS = st.dictionaries(
    st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n)),
    st.tuples(st.booleans(), st.sampled_from(["国庆", "调休", "Spring Festival", ""])),
    max_size=12,
)


@given(_DAYS)
def test_what_is_written_is_read_back(days: dict[date, tuple[bool, str]]):
    special = tuple(SpecialDay(day, *days[day]) for day in sorted(days))
    read = read_day_lines(write_day_lines(special, WORDS), FIRST, LAST)
    assert [(one.day, one.has_school) for one in read] == [
        (one.day, one.has_school) for one in special
    ]
    assert write_day_lines(read, WORDS) == write_day_lines(special, WORDS)
