"""What holds of every room that was counted, whoever said what in whichever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from server.domain.reconciliation import agrees, reconcile
from server.domain.room_count import Change, Entry, RoomCount, Sighting
from tests.unit.domain.counted_rooms import GROUPS, drawn_room, room_of

T = TypeVar("T")
LINE_CLASSES = {"found", "damaged", "left", "not_seen", "missing", "counted", "not_counted"}
SAID_CLASSES = {"decides", "repeat", "withdrawn"}
SIGHTING_CLASSES = SAID_CLASSES | {"covered", "arrived", "misplaced", "unexpected"}
OTHER_CLASSES = SAID_CLASSES | {"unused", "differs"}

rooms = st.integers(0, 10**9).map(lambda seed: room_of(drawn_room(seed)))
orders = st.randoms(use_true_random=False)


def _shuffled(order: Random, things: Sequence[T]) -> list[T]:
    return order.sample(list(things), len(things))


@given(rooms, orders)
def test_the_order_of_arrival_does_not_matter(room: RoomCount, order: Random) -> None:
    other = replace(
        room,
        lines=_shuffled(order, room.lines),
        meanwhile=_shuffled(order, room.meanwhile),
        entries=_shuffled(order, room.entries),
    )
    assert reconcile(other) == reconcile(room)


@given(rooms, orders)
def test_several_phones_that_share_what_they_know_come_to_the_same(
    room: RoomCount, order: Random
) -> None:
    phones: list[list[Entry]] = [[], [], []]
    for entry in room.entries:
        for phone in order.sample(phones, order.randint(1, 3)):
            phone.append(entry)
    together = [entry for phone in phones for entry in phone]
    assert reconcile(replace(room, entries=together)) == reconcile(room)


@given(rooms)
def test_what_was_withdrawn_was_never_there(room: RoomCount) -> None:
    standing = [entry for entry in room.entries if not entry.withdrawn]
    without = reconcile(replace(room, entries=standing))
    result = reconcile(room)
    assert (without.lines, without.groups) == (result.lines, result.groups)
    assert without.discrepancies == result.discrepancies
    gone = {entry.id: "withdrawn" for entry in room.entries if entry.withdrawn}
    assert without.entries | gone == result.entries


@given(rooms)
def test_an_earlier_sighting_of_the_same_thing_changes_nothing(room: RoomCount) -> None:
    seen = [one for one in room.entries if isinstance(one, Sighting) and not one.withdrawn]
    named = [one for one in seen if one.asset or one.code]
    before = [replace(one, id=f"e{one.id}", at=1, condition="unusable") for one in named]
    result = reconcile(replace(room, entries=[*room.entries, *before]))
    assert result.discrepancies == reconcile(room).discrepancies
    assert all(result.entries[one.id] == "repeat" for one in before)


@given(rooms)
def test_every_expected_thing_and_everything_said_has_one_class(room: RoomCount) -> None:
    result = reconcile(room)
    assert result.lines.keys() == {line.asset for line in room.lines}
    assert set(result.lines.values()) <= LINE_CLASSES
    assert result.entries.keys() == {entry.id for entry in room.entries}
    for entry in room.entries:
        classes = SIGHTING_CLASSES if isinstance(entry, Sighting) else OTHER_CLASSES
        assert result.entries[entry.id] in classes


@given(rooms)
def test_discrepancies_are_exactly_what_the_classes_say(room: RoomCount) -> None:
    result = reconcile(room)
    kinds = Counter(one.kind for one in result.discrepancies)
    said = Counter(result.entries.values())
    assert kinds["missing"] == sum(one == "missing" for one in result.lines.values())
    assert (kinds["misplaced"], kinds["unexpected"]) == (said["misplaced"], said["unexpected"])
    differing = [one for one in result.groups if one.by_number and one.counted != one.book]
    assert kinds["quantity"] <= len(differing)
    assert not room.closed or kinds["quantity"] == len(differing)
    keys = [one.key for one in result.discrepancies]
    assert len(keys) == len(set(keys))
    signed = [(one.key, one.quantity) for one in result.discrepancies]
    assert agrees(signed, result.discrepancies, room.bindings)


@given(rooms)
def test_nothing_is_missing_before_the_sheet_is_closed(room: RoomCount) -> None:
    result = reconcile(replace(room, closed=False))
    assert not {"missing"} & set(result.lines.values())
    closed = reconcile(replace(room, closed=True))
    assert not {"not_seen", "not_counted"} & set(closed.lines.values())
    assert {one.key for one in result.discrepancies} <= {one.key for one in closed.discrepancies}


@given(rooms)
def test_a_label_bound_anew_is_a_sighting_of_what_it_leads_to(room: RoomCount) -> None:
    codes = {f"L-{one.asset}": one.asset for one in _sightings(room) if one.asset}
    by_code = [
        replace(one, asset=None, code=f"L-{one.asset}")
        if isinstance(one, Sighting) and one.asset
        else one
        for one in room.entries
    ]
    bound = replace(room, entries=by_code, bindings={**room.bindings, **codes})
    assert reconcile(bound) == reconcile(room)


def _sightings(room: RoomCount) -> list[Sighting]:
    return [one for one in room.entries if isinstance(one, Sighting)]


@given(rooms)
def test_what_the_ledger_moves_away_after_everything_was_said_misses_nothing_more(
    room: RoomCount,
) -> None:
    """A removal can only take a missing piece off the list."""
    left = {change.asset for change in room.meanwhile}
    gone = [
        Change(line.asset, "left", line.group, line.quantity, 99)
        for line in room.lines
        if line.asset not in left and line.group == GROUPS[2]
    ]
    before = {one.key for one in reconcile(room).discrepancies}
    later = reconcile(replace(room, meanwhile=[*room.meanwhile, *gone]))
    assert {one.key for one in later.discrepancies} <= before
    assert not {f"missing/{one.asset}" for one in gone} & {one.key for one in later.discrepancies}
