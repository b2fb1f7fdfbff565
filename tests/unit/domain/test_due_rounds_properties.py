"""What holds for every schedule and calendar, over years, midnight, term borders, make-up days."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.domain.due_rounds import DueRound, due_rounds, window_of
from server.domain.schedule import DAILY, EXTRA, Cycle, Schedule, Slot
from server.domain.school_calendar import (
    SchoolCalendar,
    SpecialDay,
    Term,
    Year,
    calendar_of,
    is_holiday,
    is_school_day,
)
from server.domain.school_day import SCHOOL_ZONE, school_day

BEGIN = date(2024, 8, 20)  # a leap day lies in the years that follow
DAY = timedelta(days=1)

clocks = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@st.composite
def slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    times = draw(st.lists(st.tuples(clocks, clocks, st.integers(0, 300)), min_size=1, max_size=3))
    return tuple(Slot(str(n), f"第{n}次", *slot) for n, slot in enumerate(times, 1))


@st.composite
def schedules(draw: st.DrawFn, cycles: Iterable[Cycle] = tuple(Cycle)) -> Schedule:
    return Schedule(
        cycle=draw(st.sampled_from(list(cycles))),
        slots=draw(slots()),
        weekdays=frozenset(draw(st.sets(st.integers(1, 7), min_size=1))),
        times=draw(st.integers(1, 20)),
        days_before=draw(st.integers(1, 60)),
        on_holidays=draw(st.booleans()),
    )


@st.composite
def years(draw: st.DrawFn, begin: date) -> Year:
    """About a year with up to three terms and some special days."""
    last = begin + timedelta(days=draw(st.integers(200, 380)))
    terms, day = [], begin
    for _ in range(draw(st.integers(0, 3))):
        starts_on = day + timedelta(days=draw(st.integers(0, 40)))
        ends_on = min(last, starts_on + timedelta(days=draw(st.integers(0, 130))))
        if starts_on <= ends_on:
            terms.append(Term("期", starts_on, ends_on))
            day = ends_on + DAY
    offsets = st.integers(0, (last - begin).days)
    special = draw(st.dictionaries(offsets.map(lambda n: begin + n * DAY), st.booleans()))
    days = {day: SpecialDay(day, has_school, "") for day, has_school in special.items()}
    return Year("年", begin, last, tuple(terms), days)


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    found, begin = [], BEGIN
    for _ in range(draw(st.integers(0, 3))):
        year = draw(years(begin + timedelta(days=draw(st.integers(0, 60)))))
        found.append(year)
        begin = year.ends_on + DAY
    return calendar_of(reversed(found))


days = st.integers(-40, 1200).map(lambda n: BEGIN + n * DAY)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[date, date]:
    first = draw(days)
    return first, first + timedelta(days=draw(st.integers(0, 120)))


def all_days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


@given(schedules(), calendars(), ranges())
def test_a_round_is_named_once_and_lies_in_the_days_asked_for(schedule, calendar, asked):
    found = due_rounds(schedule, calendar, *asked)
    assert max(Counter((one.day, one.slot) for one in found).values(), default=1) == 1
    assert all(asked[0] <= one.day <= asked[1] for one in found)
    assert found == sorted(found, key=lambda one: (one.day, one.slot))


@given(schedules(), calendars(), ranges())
def test_a_window_begins_on_its_day_ends_after_it_began_and_has_its_grace(
    schedule, calendar, asked
):
    grace = {slot.key: timedelta(minutes=slot.grace) for slot in schedule.slots}
    for one in due_rounds(schedule, calendar, *asked):
        assert school_day(one.starts_at) == one.day
        assert one.starts_at < one.ends_at
        assert one.grace_ends_at - one.ends_at == grace[one.slot]


@given(schedules(), calendars(), ranges())
def test_windows_of_one_slot_never_overlap(schedule, calendar, asked):
    by_slot: dict[str, list[DueRound]] = {}
    for one in due_rounds(schedule, calendar, *asked):
        by_slot.setdefault(one.slot, []).append(one)
    for windows in by_slot.values():
        assert all(a.ends_at <= b.starts_at for a, b in pairwise(windows))


@given(schedules(), calendars(), ranges(), st.data())
def test_parts_of_a_range_give_what_the_whole_gives(schedule, calendar, asked, data):
    first, last = asked
    cut = first + timedelta(days=data.draw(st.integers(0, (last - first).days)))
    parts = due_rounds(schedule, calendar, first, cut)
    parts += due_rounds(schedule, calendar, cut + DAY, last)
    assert parts == due_rounds(schedule, calendar, first, last)


@given(schedules([Cycle.SCHOOL_DAYS]), calendars(), ranges())
def test_every_school_day_has_each_slot_once_and_no_other_day_has_any(schedule, calendar, asked):
    found = Counter((one.day, one.slot) for one in due_rounds(schedule, calendar, *asked))
    school = [day for day in all_days(*asked) if is_school_day(calendar, day)]
    assert found == Counter((day, slot.key) for day in school for slot in schedule.slots)


@given(schedules([Cycle.WEEKDAYS]), calendars(), ranges())
def test_weekdays_are_those_named_and_holidays_only_when_asked_for(schedule, calendar, asked):
    found = {one.day for one in due_rounds(schedule, calendar, *asked)}
    named = {day for day in all_days(*asked) if day.isoweekday() in schedule.weekdays}
    free = {day for day in named if is_holiday(calendar, day)}
    assert found == (named if schedule.on_holidays else named - free)


PERIODS = (Cycle.WEEKLY, Cycle.HALF_MONTHLY, Cycle.MONTHLY)


@given(schedules(PERIODS), calendars(), days)
def test_every_school_day_lies_in_one_period_of_every_slot(schedule, calendar, day):
    if not is_school_day(calendar, day):
        return
    whole = Slot("1", "全程", time(), time(), 0)
    schedule = Schedule(schedule.cycle, (whole,), on_holidays=schedule.on_holidays)
    noon = datetime.combine(day, time(12), SCHOOL_ZONE)
    due = due_rounds(schedule, calendar, day - 31 * DAY, day)
    assert sum(one.starts_at <= noon < one.ends_at for one in due) == 1


@given(schedules(PERIODS), calendars(), ranges())
def test_a_period_without_school_is_due_only_when_asked_for(schedule, calendar, asked):
    if schedule.on_holidays:
        return
    ends_late = DAY  # a window's end may lie on the day after its period
    for one in due_rounds(schedule, calendar, *asked):
        last = school_day(one.ends_at - timedelta(microseconds=1))
        assert any(is_school_day(calendar, day) for day in all_days(one.day, last + ends_late))


@given(schedules([Cycle.PER_TERM]), calendars())
def test_the_parts_of_a_term_cover_it_without_a_gap(schedule, calendar):
    whole = Schedule(Cycle.PER_TERM, (Slot("1", "全程", time(), time(), 0),), times=schedule.times)
    for term in calendar.terms():
        parts = due_rounds(whole, calendar, term.starts_on, term.ends_on)
        assert len(parts) == min(schedule.times, (term.ends_on - term.starts_on).days + 1)
        assert parts[0].day == term.starts_on
        assert school_day(parts[-1].ends_at) == term.ends_on + DAY
        assert all(a.ends_at == b.starts_at for a, b in pairwise(parts))
        lengths = [part.ends_at - part.starts_at for part in parts]
        assert max(lengths) - min(lengths) <= DAY


@given(schedules([Cycle.BEFORE_TERM]), calendars())
def test_each_term_is_prepared_once_before_it_begins(schedule, calendar):
    whole = Schedule(
        Cycle.BEFORE_TERM,
        (Slot("1", "全程", time(), time(), 0),),
        days_before=schedule.days_before,
    )
    due = due_rounds(whole, calendar, BEGIN - 100 * DAY, BEGIN + 2000 * DAY)
    assert [school_day(one.ends_at) for one in due] == [term.starts_on for term in calendar.terms()]
    assert all(one.ends_at - one.starts_at <= schedule.days_before * DAY for one in due)


@given(schedules(), calendars(), days, st.sampled_from(["1", "2", EXTRA, "gone"]))
def test_a_walk_has_the_window_that_is_due_or_the_whole_day(schedule, calendar, day, slot):
    window = window_of(schedule, calendar, day, slot)
    due = [one for one in due_rounds(schedule, calendar, day, day) if one.slot == slot]
    assert (window.day, window.slot) == (day, slot)
    if due:
        assert [window] == due
    else:
        assert window.ends_at - window.starts_at == DAY
        assert window.grace_ends_at == window.ends_at


@given(schedules(DAILY), ranges())
def test_without_a_calendar_there_is_school_from_monday_to_friday(schedule, asked):
    daily = Schedule(Cycle.SCHOOL_DAYS, schedule.slots)
    found = {one.day for one in due_rounds(daily, SchoolCalendar(), *asked)}
    assert found == {day for day in all_days(*asked) if day.isoweekday() <= 5}
