"""Extinguishers' dates: the vectors shared with the phone, and what holds for all dates."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.extinguisher import (
    SOON,
    ExtinguisherState,
    Periods,
    outlook,
    too_many_away,
    years_later,
)
from server.domain.extinguisher_card import Marks, marks_of_answers, marks_of_phrases

CONTRACT = Path(__file__).parents[2] / "contract" / "extinguisher_dates.json"
VECTORS = json.loads(CONTRACT.read_text("utf-8"))

days = st.dates(date(1950, 1, 1), date(2080, 1, 1))
periods = st.builds(Periods, st.integers(1, 8), st.integers(1, 5), st.integers(2, 30))


def day(text):
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_shared_vectors_hold(case):
    found = outlook(
        Periods(*VECTORS["periods"][case["type"]]),
        day(case["manufactured_on"]),
        day(case["serviced_on"]),
        day(case["today"]),
    )
    assert (found.state, found.trouble) == (case["state"], case["trouble"])
    assert found.next_service_on == day(case["next_service_on"])
    assert found.scrap_on == day(case["scrap_on"])


@given(periods, st.none() | days, st.none() | days, days)
def test_nothing_is_in_order_without_dates_that_can_be_right(years, made, serviced, today):
    found = outlook(years, made, serviced, today)
    certain = made is not None and made <= today and (serviced is None or made <= serviced <= today)
    assert (found.state is not ExtinguisherState.UNKNOWN) == certain
    assert (found.trouble is None) == certain == (found.scrap_on is not None)


@given(periods, days, st.integers(0, 9000), st.integers(0, 9000))
def test_in_order_means_that_nothing_comes_within_ninety_days(years, made, first, second):
    serviced = made + timedelta(min(first, second))
    found = outlook(years, made, serviced, made + timedelta(max(first, second)))
    dates = [found.scrap_on, found.next_service_on]
    near = any(one and one <= made + timedelta(max(first, second)) + SOON for one in dates)
    assert (found.state is ExtinguisherState.IN_ORDER) == (not near)


ORDER = [
    ExtinguisherState.IN_ORDER,
    ExtinguisherState.DUE_SOON,
    ExtinguisherState.OVERDUE,
    ExtinguisherState.SCRAP,
]


@given(periods, days)
def test_a_bottle_that_nobody_touches_only_gets_worse(years, made):
    found = [outlook(years, made, None, made + timedelta(30 * n)).state for n in range(500)]
    ranks = [
        ORDER.index(state) for state in found if state in ORDER
    ]  # whether the scrapping comes soon does not order with a service that is due
    assert ranks == sorted(ranks)
    assert found[-1] is ExtinguisherState.SCRAP


@given(days, st.integers(1, 100))
def test_years_later_is_the_same_day_or_the_end_of_february(start, years):
    later = years_later(start, years)
    assert later.year == start.year + years
    assert (later.month, later.day) in {(start.month, start.day), (2, 28)}
    assert ((start.month, start.day) == (2, 29)) or (later.month, later.day) == (
        start.month,
        start.day,
    )


@pytest.mark.parametrize(("away", "total", "refused"), [(1, 4, False), (2, 4, True), (1, 3, True)])
def test_more_than_a_quarter_is_too_many(away, total, refused):
    assert too_many_away(away, total) is refused


def test_the_card_tells_pressure_or_weight_from_all_else():
    answers = [
        {"item": "c15_body", "answer": "ok"},
        {"item": "c10_cabinet", "answer": "not_applicable"},
        {"item": "c17_weight", "answer": "abnormal"},
    ]
    assert marks_of_answers(answers) == Marks("ok", "abnormal")
    assert marks_of_answers(answers[1:2]) == Marks("", "")


def test_a_record_without_a_checklist_marks_only_what_it_names():
    assert marks_of_phrases("ok", [], "") == Marks("ok", "ok")
    assert marks_of_phrases("abnormal", ["pressure_low"], "") == Marks("", "abnormal")
    assert marks_of_phrases("abnormal", ["seal_broken"], "") == Marks("abnormal", "")
    assert marks_of_phrases("abnormal", ["weight_low"], "倒了") == Marks("abnormal", "abnormal")
