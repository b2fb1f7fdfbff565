"""When something was really seen: bounded by what the server knows, in the device's own order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.effective_time import (
    CLOCK_TOLERANCE,
    Anchor,
    Neighbours,
    effective_time,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ALONE = Neighbours(None, None)
MINUTE = timedelta(minutes=1)

spans = st.timedeltas(timedelta(days=-4000), timedelta(days=4000))
moments = spans.map(lambda span: NOON + span)
ages = st.none() | st.timedeltas(timedelta(0), timedelta(days=1000))
anchors = st.none() | st.builds(Anchor, moments, ages)


def whole(moment):
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def test_a_clock_that_is_right_when_it_sends_is_followed_but_proves_nothing():
    seen = NOON - 5 * MINUTE
    found = effective_time(seen, None, NOON, NOON, ALONE)
    assert (found.at, found.uncertain) == (seen, True)


def test_a_wrong_clock_left_alone_is_corrected_and_flagged():
    wrong = timedelta(days=400)
    found = effective_time(NOON - MINUTE + wrong, None, NOON + wrong, NOON, ALONE)
    assert (found.at, found.uncertain) == (NOON - MINUTE, True)


def test_a_monotonic_age_beats_any_clock():
    anchor = Anchor(NOON - 10 * MINUTE, 4 * MINUTE)
    found = effective_time(NOON - timedelta(days=9), anchor, NOON, NOON, ALONE)
    assert (found.at, found.uncertain) == (NOON - 6 * MINUTE, False)


def test_a_contact_before_the_capture_bounds_from_below():
    anchor = Anchor(NOON - MINUTE, None)
    found = effective_time(NOON - timedelta(days=1), anchor, NOON, NOON, ALONE)
    assert (found.at, found.uncertain) == (NOON - MINUTE, True)


def test_a_fact_between_its_neighbours_stays_between_them():
    between = Neighbours(NOON - 3 * MINUTE, NOON - 2 * MINUTE)
    early = effective_time(NOON - 9 * MINUTE, None, NOON, NOON, between)
    late = effective_time(NOON, None, NOON, NOON, between)
    assert (early.at, late.at) == (between.before, between.after)
    assert early.uncertain and late.uncertain


@given(st.timedeltas(timedelta(0), CLOCK_TOLERANCE))
def test_a_contact_so_short_ago_that_it_leaves_no_room_makes_the_time_certain(ago):
    anchor = Anchor(whole(NOON - ago), None)
    assert not effective_time(anchor.server_time, anchor, NOON, NOON, ALONE).uncertain


@given(moments, anchors, moments, moments)
def test_nothing_lies_in_the_future(observed, anchor, sent, received):
    assert effective_time(observed, anchor, sent, received, ALONE).at <= received


@given(moments, moments, moments)
def test_nothing_lies_before_a_contact_that_was_before_it(observed, sent, received):
    anchor = Anchor(whole(received - MINUTE), None)
    assert effective_time(observed, anchor, sent, received, ALONE).at >= anchor.server_time


@given(moments, anchors, moments, moments, st.lists(moments, min_size=2, max_size=2))
def test_the_order_of_one_device_is_never_broken(observed, anchor, sent, received, around):
    before, after = sorted(whole(min(moment, received)) for moment in around)
    found = effective_time(observed, anchor, sent, received, Neighbours(before, after))
    assert before <= found.at <= after


@given(moments, anchors, moments, moments)
def test_times_are_whole_milliseconds(observed, anchor, sent, received):
    assert effective_time(observed, anchor, sent, received, ALONE).at.microsecond % 1000 == 0


@given(moments, anchors, moments, moments)
def test_no_clock_alone_makes_a_time_certain(observed, anchor, sent, received):
    found = effective_time(observed, anchor, sent, received, ALONE)
    if anchor is None or (anchor.age is None and received - anchor.server_time > CLOCK_TOLERANCE):
        assert found.uncertain
