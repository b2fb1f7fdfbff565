"""Walked rounds are believed and made-up ones are not; one rule for server and phone."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from server.domain.evidence import FRESH_PHOTO_MS, LEAST_WAY_MS, FlagKey, Trace, weigh
from tests.unit.domain.walked_rounds import cheating_round, honest_round

# The limits were found with seeds below 2,000.
UNSEEN = range(50_000, 50_800)
VECTORS = Path(__file__).parents[2] / "contract" / "evidence.json"


def trace(n: int, **changes: object) -> Trace:
    """The ``n``-th stop of a calm round: a room a minute on one floor."""
    calm = Trace(
        stop=f"s{n}",
        author="ines",
        device="d",
        place=f"p{n}",
        floor="f",
        building="b",
        order=n,
        how="camera",
        recorded_at=60_000 * n + 5_000,
        scanned_at=60_000 * n,
    )
    return replace(calm, **changes)


def flags(traces: list[Trace]) -> dict[FlagKey, tuple[str, ...]]:
    return {flag.key: flag.stops for flag in weigh(traces).flags}


def test_at_most_two_in_a_hundred_walked_rounds_are_flagged():
    flagged = sum(bool(weigh(honest_round(seed)).flags) for seed in UNSEEN)
    assert flagged <= 0.02 * len(UNSEEN)


def test_at_least_ninety_five_in_a_hundred_cheats_are_flagged():
    flagged = sum(bool(weigh(cheating_round(seed)[1]).flags) for seed in UNSEEN)
    assert flagged >= 0.95 * len(UNSEEN)


def test_a_calm_round_and_an_empty_one_are_believed():
    assert weigh([trace(n) for n in range(25)]) == weigh([])
    assert weigh([]).score == 100


@pytest.mark.parametrize(("way", "tree"), [("floor", {}), ("building", {"floor": "g"})])
def test_two_ways_in_less_than_the_least_time_are_too_quick(way, tree):
    least = LEAST_WAY_MS[way]
    soon = [trace(n) for n in range(10)]
    for n in (4, 8):
        came = soon[n - 1].recorded_at + least - 1
        soon[n] = trace(n, scanned_at=came, recorded_at=came + 5_000, **tree)
    assert flags(soon) == {FlagKey.TOO_QUICK: ("s4", "s8")}
    just = [replace(t, scanned_at=t.came_at + 1) if t.order in {4, 8} else t for t in soon]
    assert flags(just) == {}


def test_one_quick_way_is_no_reason():
    came = trace(3).recorded_at + 1_000
    assert flags([trace(n) for n in range(4)] + [trace(4, scanned_at=came)]) == {}


def test_things_of_one_room_may_follow_each_other_at_once():
    room = [trace(n, place="p", scanned_at=0, recorded_at=5_000, how="door") for n in range(20)]
    assert flags(room) == {}


def test_taps_without_a_look_are_told():
    hasty = [trace(n, recorded_at=60_000 * n + 900) for n in range(9)]
    assert flags(hasty) == {FlagKey.NO_DWELL: tuple(f"s{n}" for n in range(9))}


def test_many_stops_without_a_camera_are_told():
    typed = [trace(n, how="typed", scanned_at=None) if n < 3 else trace(n) for n in range(10)]
    assert flags(typed) == {FlagKey.NOT_SCANNED: ("s0", "s1", "s2")}


def test_a_photo_from_before_is_told():
    old = trace(1, photos_taken_at=(trace(1).recorded_at - FRESH_PHOTO_MS - 1,))
    assert flags([trace(0), old]) == {FlagKey.STALE_PHOTO: ("s1",)}


def test_two_phones_of_one_walker_are_told_and_two_walkers_are_not():
    alone = [trace(n, device="e" if n == 2 else "d") for n in range(5)]
    assert flags(alone) == {FlagKey.TWO_DEVICES: ("s2",)}
    assert flags([replace(t, author=t.device) for t in alone]) == {}


def test_the_score_is_the_share_of_stops_without_a_doubt():
    typed = [trace(n, how="typed", scanned_at=None) if n < 3 else trace(n) for n in range(10)]
    assert weigh(typed).score == 70


def test_the_order_in_which_records_arrive_does_not_matter():
    for seed in range(40):
        _, traces = cheating_round(seed)
        assert weigh(reversed(traces)) == weigh(traces)


def test_the_vectors_say_what_the_rule_says():
    cases = json.loads(VECTORS.read_text("utf-8"))
    assert len(cases) >= 20
    for case in cases:
        traces = [
            Trace(**one | {"photos_taken_at": tuple(one["photos_taken_at"])})
            for one in case["traces"]
        ]
        told = weigh(traces)
        assert {
            "score": told.score,
            "flags": [asdict(flag) | {"stops": list(flag.stops)} for flag in told.flags],
        } == case["evidence"]
