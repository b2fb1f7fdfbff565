"""Schedules, calendars and windows against the vectors that the phone app runs too."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from server.domain.due_rounds import DueRound, due_rounds, extra_round, window_of
from server.domain.schedule import EXTRA, read_schedule
from server.domain.school_calendar import SchoolCalendar, calendar_of, day_kind, read_year

CONTRACT = Path(__file__).parents[2] / "contract" / "due_rounds.json"
VECTORS: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))


def calendar(name: str) -> SchoolCalendar:
    return calendar_of(
        read_year(
            year["name"],
            date.fromisoformat(year["starts_on"]),
            date.fromisoformat(year["ends_on"]),
            year["terms"],
            year["days"],
        )
        for year in VECTORS["calendars"][name]
    )


def written(due: DueRound) -> dict[str, str]:
    """As the vectors write it."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in asdict(due).items()
    }


@pytest.mark.parametrize("case", VECTORS["day_kinds"], ids=lambda case: case["day"])
def test_a_day_is_what_the_calendar_says(case: dict[str, str]):
    day = date.fromisoformat(case["day"])
    assert day_kind(calendar(case["calendar"]), day) == case["kind"]


@pytest.mark.parametrize("case", VECTORS["due"], ids=lambda case: case["why"])
def test_rounds_are_due_as_the_contract_says(case: dict[str, Any]):
    found = due_rounds(
        read_schedule(case["schedule"]),
        calendar(case["calendar"]),
        date.fromisoformat(case["first"]),
        date.fromisoformat(case["last"]),
    )
    assert [written(due) for due in found] == case["due"]


@pytest.mark.parametrize("case", VECTORS["windows"], ids=lambda case: case["slot"])
def test_a_walk_has_a_window_due_or_not(case: dict[str, Any]):
    schedule, day = read_schedule(case["schedule"]), date.fromisoformat(case["day"])
    found = window_of(schedule, calendar(case["calendar"]), day, case["slot"])
    assert written(found) == case["window"]


def test_a_walk_outside_the_schedule_has_the_whole_day():
    day = date(2026, 11, 21)
    anything = read_schedule({"cycle": "none"})
    assert extra_round(day) == window_of(anything, SchoolCalendar(), day, EXTRA)
