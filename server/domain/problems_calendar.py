"""Problems of schedules and of the school calendar: each names the field and what it takes."""

from __future__ import annotations

from server.domain.problems import Problem


class ScheduleInvalid(Problem):
    """Base of what a schedule cannot say; the subclass is about one field."""


class ScheduleUnreadable(ScheduleInvalid):
    """The schedule is no JSON object."""

    code = "schedule_unreadable"


class ScheduleCycleUnknown(ScheduleInvalid):
    """``cycle`` is none of the known ones."""

    code = "schedule_cycle_unknown"


class ScheduleWeekdaysInvalid(ScheduleInvalid):
    """``weekdays`` is no list of 1 (Monday) to 7 with at least one of them."""

    code = "schedule_weekdays_invalid"


class ScheduleTimesInvalid(ScheduleInvalid):
    """``times`` (a term) is out of range; params: most."""

    code = "schedule_times_invalid"


class ScheduleDaysBeforeInvalid(ScheduleInvalid):
    """``days_before`` (a term) is out of range; params: most."""

    code = "schedule_days_before_invalid"


class ScheduleSlotsInvalid(ScheduleInvalid):
    """``slots`` is no list of one to ``most`` slots; params: most."""

    code = "schedule_slots_invalid"


class SlotKeyInvalid(ScheduleInvalid):
    """A slot's ``key`` is malformed, repeated or `extra`; params: n (1 = first slot)."""

    code = "slot_key_invalid"


class SlotNameInvalid(ScheduleInvalid):
    """A slot's ``name`` is missing or too long; params: n, most."""

    code = "slot_name_invalid"


class SlotStartInvalid(ScheduleInvalid):
    """A slot's ``start`` is no time of day; params: n."""

    code = "slot_start_invalid"


class SlotEndInvalid(ScheduleInvalid):
    """A slot's ``end`` is no time of day; params: n."""

    code = "slot_end_invalid"


class SlotGraceInvalid(ScheduleInvalid):
    """A slot's ``grace`` (whole minutes) is out of range; params: n, most."""

    code = "slot_grace_invalid"
