"""Schedules are read whole or refused by the field that does not fit."""

from typing import Any

import pytest

from server.domain.problems_calendar import ScheduleInvalid
from server.domain.schedule import Cycle, read_schedule

SLOT = {"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60}
WEEKDAYS = {"cycle": "weekdays", "weekdays": [5, 1], "slots": [SLOT, SLOT | {"key": "n"}]}


@pytest.mark.parametrize("cycle", Cycle)
def test_a_schedule_is_read_back_as_it_is_stored(cycle: Cycle):
    more = {"weekdays": [7, 1], "times": 3, "days_before": 14, "on_holidays": True}
    schedule = read_schedule({"cycle": cycle, "slots": [SLOT]} | more)
    stored = schedule.as_json()
    assert read_schedule(stored) == schedule
    assert set(stored) <= {"cycle", "slots", *more}


def test_what_does_not_count_with_the_cycle_is_not_looked_at():
    daily = read_schedule({"cycle": "school_days", "times": "often", "slots": [SLOT]})
    assert daily.as_json() == {"cycle": "school_days", "slots": [SLOT]}
    assert read_schedule({"cycle": "none", "slots": "any"}).slots == ()


@pytest.mark.parametrize(
    ("wrong", "code", "n"),
    [
        ({"cycle": "hourly"}, "schedule_cycle_unknown", None),
        ({"cycle": ["weekdays"]}, "schedule_cycle_unknown", None),
        ({"weekdays": []}, "schedule_weekdays_invalid", None),
        ({"weekdays": [0, 1]}, "schedule_weekdays_invalid", None),
        ({"weekdays": [True]}, "schedule_weekdays_invalid", None),
        ({"cycle": "per_term"}, "schedule_times_invalid", None),
        ({"cycle": "per_term", "times": 21}, "schedule_times_invalid", None),
        ({"cycle": "before_term", "days_before": 0}, "schedule_days_before_invalid", None),
        ({"slots": []}, "schedule_slots_invalid", None),
        ({"slots": [SLOT] * 13}, "schedule_slots_invalid", None),
        ({"slots": ["07:00"]}, "schedule_slots_invalid", None),
        ({"slots": [SLOT, SLOT]}, "slot_key_invalid", 2),
        ({"slots": [SLOT | {"key": "extra"}]}, "slot_key_invalid", 1),
        ({"slots": [SLOT | {"key": "早"}]}, "slot_key_invalid", 1),
        ({"slots": [SLOT | {"name": "  "}]}, "slot_name_invalid", 1),
        ({"slots": [SLOT | {"start": "7:00"}]}, "slot_start_invalid", 1),
        ({"slots": [SLOT | {"end": "24:00"}]}, "slot_end_invalid", 1),
        ({"slots": [SLOT | {"end": "٠٧:٠٠"}]}, "slot_end_invalid", 1),
        ({"slots": [SLOT | {"grace": -1}]}, "slot_grace_invalid", 1),
        ({"slots": [SLOT | {"grace": 1.5}]}, "slot_grace_invalid", 1),
    ],
)
def test_a_wrong_field_is_named(wrong: dict[str, Any], code: str, n: int | None):
    with pytest.raises(ScheduleInvalid) as refused:
        read_schedule(WEEKDAYS | wrong)
    assert (refused.value.code, refused.value.params.get("n")) == (code, n)


@pytest.mark.parametrize("data", [None, [], "weekdays", 7])
def test_what_is_no_object_is_no_schedule(data: Any):
    with pytest.raises(ScheduleInvalid):
        read_schedule(data)
