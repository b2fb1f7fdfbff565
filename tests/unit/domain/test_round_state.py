"""The states of a round as a table, and which phones are waited for."""

from datetime import datetime, timedelta

import pytest

from server.domain.round_state import (
    Phone,
    RoundState,
    SignedIn,
    Walked,
    may_hold_records,
    round_state,
)
from server.domain.school_day import SCHOOL_ZONE

START = datetime(2026, 11, 20, 7, tzinfo=SCHOOL_ZONE)
GRACE_END = START + timedelta(minutes=100)
BEFORE, WITHIN = START - timedelta(minutes=5), START + timedelta(minutes=20)
AFTER = GRACE_END + timedelta(minutes=1)

NOTHING = Walked(3)
SOME = Walked(3, 2, WITHIN)
ALL_UNSIGNED = Walked(3, 3, WITHIN)
COMPLETE = Walked(3, 3, WITHIN, WITHIN)
SIGNED_LATE = Walked(3, 3, WITHIN, AFTER)
STOP_LATE = Walked(3, 3, AFTER, WITHIN)
JUST_IN_TIME = Walked(3, 3, GRACE_END, GRACE_END)
SIGNED_WITHOUT_ALL = Walked(3, 1, WITHIN, WITHIN)
NO_STOPS = Walked(0, 0, None, WITHIN)


@pytest.mark.parametrize(
    ("walked", "now", "silent", "state"),
    [
        (NOTHING, BEFORE, False, "upcoming"),
        (NOTHING, BEFORE, True, "upcoming"),
        (SOME, BEFORE, False, "open"),
        (NOTHING, START, False, "open"),
        (NOTHING, GRACE_END, True, "open"),
        (SOME, WITHIN, True, "open"),
        (ALL_UNSIGNED, WITHIN, False, "open"),
        (COMPLETE, WITHIN, False, "done"),
        (COMPLETE, BEFORE, False, "done"),
        (COMPLETE, AFTER, True, "done"),
        (JUST_IN_TIME, AFTER, False, "done"),
        (NO_STOPS, AFTER, False, "done"),
        (SIGNED_LATE, AFTER, True, "late"),
        (STOP_LATE, AFTER, False, "late"),
        (NOTHING, AFTER, False, "missed"),
        (SOME, AFTER, False, "partial"),
        (ALL_UNSIGNED, AFTER, False, "partial"),
        (SIGNED_WITHOUT_ALL, AFTER, False, "partial"),
        (NOTHING, AFTER, True, "unknown"),
        (SOME, AFTER, True, "unknown"),
        (ALL_UNSIGNED, AFTER, True, "unknown"),
    ],
)
def test_a_round_stands_as_the_table_says(walked: Walked, now: datetime, silent: bool, state: str):
    assert round_state(START, GRACE_END, walked, now, silent=silent) == RoundState(state)


INES = frozenset({"ines"})
OPEN = (SignedIn("ines", BEFORE - timedelta(days=3), AFTER + timedelta(days=20)),)
SIGNED_OUT = (SignedIn("ines", BEFORE - timedelta(days=3), BEFORE),)
SIGNED_IN_LATER = (SignedIn("ines", AFTER, AFTER + timedelta(days=30)),)
OF_TANG = (SignedIn("tang", BEFORE, AFTER),)


@pytest.mark.parametrize(
    ("phone", "holds"),
    [
        (Phone(WITHIN, owes=False, told_until=None, sessions=OPEN), True),
        (Phone(GRACE_END, owes=False, told_until=None, sessions=OPEN), False),
        (Phone(AFTER, owes=True, told_until=None, sessions=OPEN), True),
        (Phone(AFTER, owes=True, told_until=WITHIN, sessions=OPEN), True),
        (Phone(AFTER, owes=True, told_until=AFTER, sessions=OPEN), False),
        (Phone(WITHIN, owes=True, told_until=None, sessions=SIGNED_OUT), False),
        (Phone(WITHIN, owes=True, told_until=None, sessions=SIGNED_IN_LATER), False),
        (Phone(WITHIN, owes=True, told_until=None, sessions=OF_TANG), False),
        (Phone(WITHIN, owes=True, told_until=None, sessions=(*OF_TANG, *OPEN)), True),
    ],
)
def test_only_a_phone_that_may_hold_records_of_the_round_is_waited_for(phone: Phone, holds: bool):
    assert may_hold_records(phone, INES, START, GRACE_END) is holds
