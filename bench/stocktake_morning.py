"""Two hundred rooms of fifty things counted in one morning by sixty phones, on SQLite.

Run: `python -m bench.stocktake_morning`; `make bench WHAT=stocktake` does it last. The real server,
as `serve` starts it. Every room is counted by two teachers who meet at some things; some scan what
is not theirs and take it back, some pushes are sent twice as after a lost answer. Whoever comes
first to a room signs its sheet for what her own phone makes of the feed. Afterwards the database
is compared with what was sent and the sheets with what was really in the rooms.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import islice
from random import Random
from types import SimpleNamespace
from typing import Any

from bench.big_school import THINGS_A_ROOM, BigSchool, served_big_school
from bench.counted_school import OpenCount, add_teachers, open_count, rooms_of
from bench.http_phone import SYNC, HttpClient, Refused, contact, phone_on, push, push_body
from bench.stocktake_kept import check_kept
from bench.verdict import report, report_at_least, tell
from server.domain.count_packing import room_count
from server.domain.reconciliation import reconcile
from server.sync.cursor import Cursor, Position
from server.sync.feed_rows import COLUMNS
from tests.factories.counts import sighting, signing
from tests.factories.facts import Phone, sealed

ROOMS, PHONES = 200, 60
_LARGEST_PUSH = 25
_FAILURES = (Refused, OSError, ValueError, HTTPException)


@dataclass
class Teacher:
    """``facts``: all that were made, sealed, in order. ``first`` and ``second``: the sheets on
    which this one counts the first or the second half. ``sheets``: rows as the feed gave them."""

    client: HttpClient
    phone: Phone
    cursor: str
    random: Random
    first: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)
    facts: list[dict[str, str]] = field(default_factory=list)
    sheets: dict[str, SimpleNamespace] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Truth:
    """What is really in the rooms: ``seen_first`` and ``seen_second`` by sheet, with what stands
    there by mistake; ``found``: (key, quantity) of what does not agree."""

    seen_first: dict[str, list[str]]
    seen_second: dict[str, list[str]]
    found: dict[str, set[tuple[str, int]]]


def main() -> None:
    with served_big_school(ROOMS * THINGS_A_ROOM) as school:
        measure(school, "stocktake.morning")


def measure(school: BigSchool, name: str) -> None:
    """One morning, and what is there afterwards."""
    rooms = rooms_of(school)
    logins = add_teachers(school, PHONES, rooms)
    count = open_count(school, by_teachers=True)
    teachers = _teachers(school, count, logins)
    truth = _truth(count)
    began = time.perf_counter()
    _all_at_once(teachers, truth)
    tell(f"{name}.facts", sum(len(one.facts) for one in teachers), "facts")
    tell(f"{name}.all_done", time.perf_counter() - began, "s")
    for kind in ("push", "changes"):
        _tell_percentiles(f"{name}.{kind}", teachers, kind)
    errors = [error for one in teachers for error in one.errors]
    for error in errors[:5]:
        print(error)
    kept = check_kept(school, count, [one.facts for one in teachers], truth.found)
    report(f"{name}.errors", len(errors), "requests", 0)
    report(f"{name}.lost", kept.lost, "facts", 0)
    report(f"{name}.doubled", kept.doubled, "facts", 0)
    report(f"{name}.wrong_sheets", kept.wrong, "sheets", 0)
    report_at_least(f"{name}.signed", kept.signed, "sheets", len(rooms))


def _teachers(school: BigSchool, count: OpenCount, logins: Sequence[str]) -> list[Teacher]:
    """Signed in one after the other, each knowing their sheets."""
    teachers = {}
    for n, login in enumerate(logins):
        client = HttpClient(school.server.origin, login)
        teachers[client.person_id] = Teacher(client, phone_on(client), _left_at(client), Random(n))  # noqa: S311 - no secret
    for sheet_id, (first, second) in count.counters.items():
        teachers[first].first.append(sheet_id)
        teachers[second].second.append(sheet_id)
    return list(teachers.values())


def _left_at(client: HttpClient) -> str:
    """Where the phone stands in the feed when the morning begins."""
    known = contact(client, 0, 0)
    position = Position(known["rev"], "~")
    return Cursor(known["epoch"], known["scope_hash"], position).encode()


def _truth(count: OpenCount) -> Truth:
    """Every fifth room lacks a thing, every seventh has one of the next room, in every tenth one is
    damaged."""
    truth = Truth({}, {}, {})
    every = list(count.things.items())
    for n, (sheet_id, things) in enumerate(every):
        first, second, found = things[:30], things[20:], set()
        if n % 5 == 0:
            second = second[:-1]
            found.add((f"missing/{things[-1]}", -1))
        if n % 7 == 0:
            stranger = every[(n + 1) % len(every)][1][0]
            second = [*second, stranger]
            found.add((f"misplaced/{stranger}", 1))
        if n % 10 == 0:
            found.add((f"damaged/{things[0]}", 1))
        truth.seen_first[sheet_id], truth.seen_second[sheet_id] = first, second
        truth.found[sheet_id] = found
    return truth


def _all_at_once(teachers: Sequence[Teacher], truth: Truth) -> None:
    """One thread a phone. Nobody signs before everybody has handed in."""
    handed_in = threading.Barrier(len(teachers))

    def morning(teacher: Teacher) -> None:
        for sheet_id in teacher.first:
            _hand_in(teacher, _first_half(teacher, sheet_id, truth))
        for sheet_id in teacher.second:
            _hand_in(teacher, _second_half(teacher, sheet_id, truth))
        handed_in.wait()
        _follow(teacher)
        _hand_in(teacher, [_signature(teacher, sheet_id) for sheet_id in teacher.first])

    threads = [threading.Thread(target=morning, args=(one,)) for one in teachers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _first_half(teacher: Teacher, sheet_id: str, truth: Truth) -> list[dict[str, Any]]:
    """With a thing of elsewhere that was scanned by mistake and taken back."""
    phone, things = teacher.phone, truth.seen_first[sheet_id]
    found = truth.found[sheet_id]
    facts = [sighting(phone, sheet_id, one, condition=_condition(one, found)) for one in things]
    other = next(one for one in truth.seen_first if one != sheet_id)
    wrong = sighting(phone, sheet_id, truth.seen_first[other][0])
    return [*facts, wrong, phone.withdrawal(wrong["id"])]


def _condition(asset_id: str, found: set[tuple[str, int]]) -> str:
    return "usable" if (f"damaged/{asset_id}", 1) in found else "intact"


def _second_half(teacher: Teacher, sheet_id: str, truth: Truth) -> list[dict[str, Any]]:
    """In any order."""
    things = truth.seen_second[sheet_id]
    in_order = teacher.random.sample(things, len(things))
    return [sighting(teacher.phone, sheet_id, one) for one in in_order]


def _signature(teacher: Teacher, sheet_id: str) -> dict[str, Any]:
    """For what the phone makes of the sheet's row: it knows nothing of other rooms."""
    room = room_count(teacher.sheets[sheet_id], ledger={}, bindings={}, closed=True)
    found = [(one.key, one.quantity) for one in reconcile(room).discrepancies]
    return signing(teacher.phone, sheet_id, *found)


def _hand_in(teacher: Teacher, facts: Sequence[dict[str, Any]]) -> None:
    """A few facts a push; one answer in ten is lost and the push sent again."""
    own = [sealed(fact) for fact in facts]
    teacher.facts += own
    rest = iter(own)
    while some := list(islice(rest, teacher.random.randint(1, _LARGEST_PUSH))):
        _timed(teacher, "push", lambda some=some: _push(teacher.client, some))  # type: ignore[misc]
        if teacher.random.random() < 0.1:
            _timed(teacher, "push", lambda some=some: _push(teacher.client, some))  # type: ignore[misc]
        if teacher.random.random() < 0.2:
            _follow(teacher)


def _push(client: HttpClient, facts: list[dict[str, str]]) -> None:
    receipts = push(client, push_body(client, facts))
    if any(receipt["status"] not in ("applied", "duplicate") for receipt in receipts):
        raise Refused(receipts)


def _follow(teacher: Teacher) -> None:
    """All changes until nothing is left."""
    while _timed(teacher, "changes", lambda: _next_page(teacher)):
        pass


def _next_page(teacher: Teacher) -> bool:
    path = f"{SYNC}/changes?cursor={teacher.cursor}&limit=1000"
    answer = json.loads(teacher.client.send("GET", path))
    teacher.cursor = answer["cursor"]
    for change in answer["rows"]:
        if change["t"] == "count_sheet" and change["op"] == "put":
            row = SimpleNamespace(**dict(zip(COLUMNS["count_sheet"], change["row"], strict=True)))
            teacher.sheets[row.id] = row
    return bool(answer["more"])


def _timed(teacher: Teacher, kind: str, work: Callable[[], object]) -> object:
    began = time.perf_counter()
    try:
        answer = work()
    except _FAILURES as error:
        teacher.errors.append(f"{kind}: {error!r}"[:300])
        return None
    teacher.seconds.setdefault(kind, []).append(time.perf_counter() - began)
    return answer


def _tell_percentiles(name: str, teachers: Sequence[Teacher], kind: str) -> None:
    seconds = sorted(s for one in teachers for s in one.seconds.get(kind, ()))
    for percent in (50, 99):
        at = min(len(seconds) - 1, len(seconds) * percent // 100)
        tell(f"{name}.p{percent}", seconds[at] * 1000, "ms")


if __name__ == "__main__":
    main()
