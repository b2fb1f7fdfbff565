"""Schedules that schools keep, to start from: one tap fills in the fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from server.web.messages import t

_ALL_DAYS = [1, 2, 3, 4, 5, 6, 7]
# (the message of the slot's name, start, end, minutes of grace)
_Slot = tuple[str, str, str, int]

_SCHEDULES: Mapping[str, tuple[Mapping[str, Any], tuple[_Slot, ...]]] = MappingProxyType(
    {
        "three": (
            {"cycle": "school_days"},
            (
                ("desk.route.slot.morning", "07:00", "08:00", 60),
                ("desk.route.slot.noon", "12:00", "13:00", 60),
                ("desk.route.slot.evening", "17:00", "18:00", 60),
            ),
        ),
        "night": (
            {"cycle": "weekdays", "weekdays": _ALL_DAYS, "on_holidays": True},
            (("desk.route.slot.night", "22:00", "00:30", 60),),
        ),
        # 公安部61号令 art. 25: daily, whether there is school or not.
        "fire_daily": (
            {"cycle": "weekdays", "weekdays": _ALL_DAYS, "on_holidays": True},
            (("desk.route.slot.fire_daily", "08:00", "20:00", 120),),
        ),
        "weekly": ({"cycle": "weekly"}, (("desk.route.slot.weekly", "07:00", "18:00", 0),)),
        # 公安部61号令 art. 26: monthly.
        "monthly": (
            {"cycle": "monthly", "on_holidays": True},
            (("desk.route.slot.monthly", "07:00", "18:00", 0),),
        ),
        "before_term": (
            {"cycle": "before_term", "days_before": 14},
            (("desk.route.slot.before_term", "07:00", "18:00", 0),),
        ),
        "unscheduled": ({"cycle": "none"}, ()),
    }
)
PRESETS = tuple(_SCHEDULES)


def preset_schedule(preset: str) -> dict[str, Any]:
    """The stored form of a schedule in the reader's words. Raises KeyError."""
    form, slots = _SCHEDULES[preset]
    return {
        **form,
        "slots": [
            {"key": str(n), "name": t(name), "start": start, "end": end, "grace": grace}
            for n, (name, start, end, grace) in enumerate(slots, 1)
        ],
    }
