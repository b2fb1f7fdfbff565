"""What a round's records say of the walk, and the reasons its walkers gave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pytest

from server.domain.evidence import FlagKey
from server.records import Round
from server.services.places import find_or_add_place
from server.services.round_evidence import FlagCount, RoundEvidence, evidence_of, flag_counts
from tests.factories.facts import Phone, millis, phone_of
from tests.factories.rounds import add_route, ending, look, round_of, stop, unscanned

ROOMS = [(floor, room) for floor in ("1", "2") for room in range(4)]
HOUR = 3_600_000


@dataclass
class Walk:
    """A route of eight rooms on two floors. ``at`` is when the next record is made, by a true
    clock; ``shift`` is what the phone's own clock is ahead."""

    school: Any
    phone: Phone
    stops: list[str]
    key: dict[str, str]
    at: int = field(default_factory=lambda: millis() - HOUR)

    def seen(self, n: int, way: int = 60_000, dwell: int = 5_000, **said: Any) -> dict[str, Any]:
        """The ``n``-th room, reached ``way`` ms after the last record."""
        self.at += way + dwell
        scanned = {"how": "camera", "scanned_at": self.phone_time - dwell} | said
        return self.timed(look(self.phone, None, place_id=self.stops[n], round=self.key, **scanned))

    def timed(self, fact: dict[str, Any]) -> dict[str, Any]:
        return fact | {"observed_at": self.phone_time}

    @property
    def phone_time(self) -> int:
        return self.at + self.phone.skew

    def push(self, *facts: dict[str, Any]) -> None:
        receipts = self.phone.push(*facts)
        assert [receipt["status"] for receipt in receipts] == ["applied"] * len(facts), receipts

    @property
    def round_id(self) -> str:
        with self.school.reading() as session:
            return session.query(Round).one().id

    def evidence(self) -> RoundEvidence:
        with self.school.reading() as session:
            return evidence_of(session, self.round_id)

    def counted(self) -> FlagCount | None:
        with self.school.reading() as session:
            return flag_counts(session, [self.round_id, None, "nothing"]).get(self.round_id)

    def flags(self) -> dict[FlagKey, list[int]]:
        """The numbers of the stops that each flag is about."""
        return {
            flag.key: [self.stops.index(one) for one in flag.stops]
            for flag in self.evidence().flags
        }


@pytest.fixture
def walk(school) -> Walk:
    with school.writing() as session:
        stops = [
            find_or_add_place(
                session, [("building", "教学楼"), ("floor", floor), ("room", f"{floor}0{room}")]
            ).id
            for floor, room in ROOMS
        ]
    route_id = add_route(school, *(stop(place_id=one) for one in stops))
    return Walk(school, phone_of(school), stops, round_of(route_id))


def photo(taken_at: int) -> dict[str, Any]:
    name = hashlib.sha256(b"a photo").hexdigest()
    return {"sha256": name, "bytes": 9, "width": 1, "height": 1, "taken_at": taken_at}


def test_a_round_made_at_a_desk_is_flagged_and_the_walkers_reason_stands_beside(walk):
    walk.push(*(walk.seen(n, way=2_000, dwell=900) for n in range(8)))
    assert walk.flags() == {FlagKey.TOO_QUICK: [1, 2, 3, 4, 5, 6, 7], FlagKey.NO_DWELL: [*range(8)]}
    assert (walk.evidence().score, walk.counted()) == (0, (2, 2))
    said = {"flag": "too_quick", "stops": walk.stops[1:], "reason": "other", "words": "门都挨着"}
    signature = walk.timed(ending(walk.phone, walk.key, reasons=[said]))
    walk.push(signature)
    quick, no_dwell = walk.evidence().flags
    assert quick.said == (("Ines", "other", "门都挨着"),) and no_dwell.said == ()
    assert walk.counted() == (2, 1)
    walk.push(walk.phone.withdrawal(signature["id"]))
    assert walk.counted() == (2, 2)


def test_a_calm_round_is_believed_by_a_clock_that_is_wrong_and_anchors_that_came_late(walk):
    walk.phone.skew = 3 * HOUR
    facts = [walk.seen(n, way=12_000 if n == 4 else 3_000) for n in range(8)]
    for n, fact in enumerate(facts):
        late = 1_500 * (n % 2)
        age = 4_000 + late
        anchor = {"server_time": fact["observed_at"] - walk.phone.skew - 4_000, "age_ms": age}
        facts[n] = fact | {"anchor": anchor}
    walk.push(*facts)
    assert walk.evidence() == RoundEvidence(100, ())
    assert walk.counted() is None


def test_a_clock_that_was_turned_between_the_stops_makes_no_way_longer(walk):
    began = walk.at
    facts = [walk.seen(n) for n in range(8)]
    for n, fact in enumerate(facts):
        facts[n] = fact | {"anchor": {"server_time": began, "age_ms": 6_000 * (n + 1)}}
    walk.push(*facts)
    assert walk.flags() == {FlagKey.TOO_QUICK: [1, 2, 3, 4, 5, 6, 7]}


def test_times_that_were_moved_to_their_bounds_say_nothing_of_a_way(walk):
    walk.phone.skew = 48 * HOUR
    first = walk.seen(0)
    walk.phone.skew = 0
    walk.push(first, *(walk.seen(n) for n in range(1, 8)))
    assert walk.flags() == {}


def test_what_was_not_scanned_and_an_old_photo_are_told_and_what_was_withdrawn_is_not(walk):
    wrong = walk.seen(0, how="typed", scanned_at=None)
    walk.push(wrong, walk.timed(walk.phone.withdrawal(wrong["id"])))
    old = [photo(walk.phone_time - HOUR)]
    walk.push(*(walk.seen(n, photos=old if n == 2 else []) for n in range(5)))
    walk.push(walk.seen(5, how="picked", scanned_at=None), walk.seen(6, how="typed"))
    assert walk.flags() == {FlagKey.STALE_PHOTO: [2]}
    walk.at += 60_000
    walk.push(walk.timed(unscanned(walk.phone, walk.key, place_id=walk.stops[7])))
    assert walk.flags() == {FlagKey.STALE_PHOTO: [2], FlagKey.NOT_SCANNED: [5, 6, 7]}
