"""班级考核: what counts against a class, and the order of classes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from server.domain.class_score import ClassFigures, Lost, class_figures, ranks, was_on_time

DUE = date(2026, 11, 20)
DAY = timedelta(days=1)
CAUSES = ("human", "natural", "unknown", "before_takeover")


def test_only_what_humans_lost_or_damaged_lowers_the_score():
    lost = [Lost(is_missing, 2, cause) for cause in CAUSES for is_missing in (True, False)]
    figures = class_figures(131, lost)
    assert figures == ClassFigures(expected=131, missing=2, damaged=2, others=12)
    assert figures.score == Decimal("96.9")


@given(st.integers(0, 500), st.integers(0, 600), st.integers(0, 600))
def test_a_score_lies_between_none_and_full(expected, missing, damaged):
    score = ClassFigures(expected, missing, damaged, 0).score
    assert 0 <= score <= 100
    assert ClassFigures(expected, missing + 1, damaged, 0).score <= score


def test_a_room_is_late_once_its_due_day_is_over():
    assert was_on_time(DUE, DUE, DUE + DAY)
    assert was_on_time(DUE + DAY, DUE, DUE + DAY) is False
    assert was_on_time(None, DUE, DUE) is None
    assert was_on_time(None, DUE, DUE + DAY) is False


def test_equal_scores_share_a_rank_and_no_score_has_none():
    scores = [Decimal(90), None, Decimal(100), Decimal(90), Decimal(80)]
    assert ranks(scores) == [2, None, 1, 2, 4]
