"""How far a sheet is, by what was said and what the desk decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.count_sheet_state import (
    SheetState,
    Signature,
    counts_after,
    last_signature,
    sheet_state,
)

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
minutes = st.integers(-600, 600).map(lambda n: NOON + timedelta(minutes=n))
signatures = st.builds(
    Signature, id=st.uuids().map(str), at=minutes, received_at=minutes, is_uncertain=st.booleans()
)


def signed(at: datetime, received_at: datetime, *, uncertain: bool = False) -> Signature:
    return Signature("a", at, received_at, uncertain)


def state(**given_facts: object) -> SheetState:
    facts = {
        "anything_said": True,
        "signature": None,
        "agrees": True,
        "returned_at": None,
        "is_countersigned": False,
    }
    return sheet_state(**(facts | given_facts))


def test_a_signature_made_before_the_sheet_was_sent_back_does_not_answer_it():
    before, after = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)
    assert not counts_after(signed(before, after), NOON)
    assert counts_after(signed(after, after), NOON)


def test_a_phone_with_an_uncertain_clock_does_not_sign_in_vain():
    before, after = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)
    assert counts_after(signed(before, after, uncertain=True), NOON)
    assert not counts_after(signed(before, before, uncertain=True), NOON)


def test_whoever_signs_without_having_heard_that_the_sheet_was_sent_back_does_not_answer_it():
    before, after = NOON - timedelta(minutes=1), NOON + timedelta(minutes=1)
    unheard = replace(signed(after, after, uncertain=True), known_at=before)
    assert not counts_after(unheard, NOON)
    assert counts_after(replace(unheard, known_at=NOON), NOON)
    assert counts_after(unheard, None)


def test_a_signature_that_does_not_fit_any_more_is_a_conflict():
    signature = signed(NOON, NOON)
    assert state(signature=signature) is SheetState.SIGNED
    assert state(signature=signature, agrees=False) is SheetState.CONFLICT


def test_a_sheet_that_was_sent_back_stays_so_until_it_is_signed_again():
    assert state(returned_at=NOON) is SheetState.SENT_BACK
    assert state(returned_at=NOON, signature=signed(NOON, NOON)) is SheetState.SIGNED


def test_a_sheet_is_counted_once_something_was_said():
    assert state(anything_said=False) is SheetState.NOT_STARTED
    assert state() is SheetState.COUNTING


@given(st.lists(signatures), st.booleans(), st.none() | minutes)
def test_what_is_countersigned_stays_so_whatever_is_said(said, agrees, returned_at):
    found = state(
        signature=last_signature(said),
        agrees=agrees,
        returned_at=returned_at,
        is_countersigned=True,
    )
    assert found is SheetState.COUNTERSIGNED
