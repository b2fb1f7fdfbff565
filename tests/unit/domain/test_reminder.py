"""When a reminder may go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.reminder import (
    is_near_end,
    is_news,
    is_night_slot,
    is_quiet,
    may_go,
    week_of,
)
from server.domain.school_day import SCHOOL_ZONE


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SCHOOL_ZONE)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001 - the zone follows
    lambda naive: naive.replace(tzinfo=SCHOOL_ZONE)
)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [(at(20, 59), False), (at(21), True), (at(0), True), (at(6, 29), True), (at(6, 30), False)],
)
def test_nobody_is_disturbed_from_nine_in_the_evening_to_half_past_six(moment, quiet):
    assert is_quiet(moment) is quiet
    assert may_go(moment, at_night=True)
    assert may_go(moment, at_night=False) is not quiet


@given(starts_at=moments, hours=st.integers(1, 12))
def test_a_slot_of_hours_is_at_night_when_it_touches_the_night_with_an_end(starts_at, hours):
    ends_at = starts_at + timedelta(hours=hours)
    assert is_night_slot(starts_at, ends_at) is (is_quiet(starts_at) or is_quiet(ends_at))


def test_a_round_of_a_week_is_no_slot_of_the_night():
    assert not is_night_slot(at(0, day=16), at(0, day=23))


@pytest.mark.parametrize(
    ("now", "near"),
    [(at(7, 19), False), (at(7, 20), True), (at(7, 39), True), (at(7, 40), False)],
)
def test_a_round_is_named_twenty_minutes_before_its_end(now, near):
    assert is_near_end(at(7), at(7, 40), now) is near


def test_a_short_round_is_named_in_its_second_half():
    assert not is_near_end(at(7), at(7, 10), at(7, 4))
    assert is_near_end(at(7), at(7, 10), at(7, 5))


def test_a_round_of_days_is_named_on_the_morning_of_its_last_day():
    week = (at(0, day=16), at(0, day=23))
    assert not is_near_end(*week, at(7, 59, day=22))
    assert is_near_end(*week, at(8, day=22))


@given(moment=moments, minutes=st.integers(-3000, 3000))
def test_a_round_is_news_for_a_day_after_its_grace(moment, minutes):
    assert is_news(moment, moment + timedelta(minutes=minutes)) is (0 < minutes <= 24 * 60)


def test_a_week_is_named_by_the_year_it_belongs_to():
    assert week_of(date(2027, 1, 1)) == "2026-W53"
