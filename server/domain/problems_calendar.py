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


class SchoolYearDatesInvalid(Problem):
    """A school year ends before it begins, is longer than ``most`` days, or does not lie in the
    years ``first`` to ``last``; params: most, first, last."""

    code = "school_year_dates_invalid"


class SchoolYearOverlaps(Problem):
    """Two school years share days; params: name, the other one's."""

    code = "school_year_overlaps"


class TermIncomplete(Problem):
    """A term lacks its name or one of its dates; params: n (1 = first term)."""

    code = "term_incomplete"


class TermEndsEarly(Problem):
    """A term ends before it begins; params: n."""

    code = "term_ends_early"


class TermOutsideYear(Problem):
    """A term does not lie in its school year; params: n, first, last."""

    code = "term_outside_year"


class TermsOverlap(Problem):
    """A term begins before the one above it has ended; params: n."""

    code = "terms_overlap"


class DayLineUnreadable(Problem):
    """A line names no day; params: line (1 = first), words."""

    code = "day_line_unreadable"


class DayLineOutsideYear(Problem):
    """A line names a day outside of the school year; params: line, words, first, last."""

    code = "day_line_outside_year"


class DaySpanInvalid(Problem):
    """The days of a line end before they begin, or are too many; params: line, words, most."""

    code = "day_span_invalid"


class DayNameTooLong(Problem):
    """params: line, most."""

    code = "day_name_too_long"
