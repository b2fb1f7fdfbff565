"""What 50 changed assets cost a phone that has the rest: time and bytes of one whole run of sync.

Flat in how many assets the school has and in how much was recorded before. Changed are the
things of one room, as a round changes them, and things scattered over the whole school, as the
desk may. Medians of several runs on one phone.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Playwright
from sqlalchemy import update

from bench.big_school import LOGIN, NAMES, PASSWORD, BigSchool, served_big_school
from bench.browser_page import BenchPage, bench_page
from bench.history import add_inspections
from bench.peer_packages import page_script
from bench.verdict import report, tell
from server.records import Asset

CHANGED = 50
FLAT_BAR = 1.5
RUNS, WARMING = 9, 2
ASSETS = (1_000, 10_000, 100_000)
HISTORY = (2_000, 20_000, 200_000)
HISTORY_ASSETS = 10_000


@dataclass(frozen=True)
class Delta:
    """Medians: milliseconds of the run, bytes that came down, milliseconds spent waiting for
    answers."""

    ms: float
    bytes: float
    waited: float


Choice = Callable[[list[str], int], list[str]]


def of_one_room(ids: list[str], run: int) -> list[str]:
    """Those of one room, another one each time."""
    at = (run * 7 * CHANGED) % len(ids)
    return ids[at : at + CHANGED]


def scattered(ids: list[str], run: int) -> list[str]:
    """As far apart as can be."""
    step = len(ids) // CHANGED
    return [ids[n * step + run % step] for n in range(CHANGED)]


CHOICES: tuple[tuple[str, Choice], ...] = (("one_room", of_one_room), ("scattered", scattered))


def measure_deltas(driver: Playwright) -> None:
    by_assets = {count: _of_school(driver, count) for count in ASSETS}
    _tell_flat("sync.delta_by_assets", by_assets)
    by_history = _of_histories(driver)
    _tell_flat("sync.delta_by_history", by_history)


def _tell_flat(name: str, found: dict[int, dict[str, Delta]]) -> None:
    for choice, _ in CHOICES:
        for count, deltas in found.items():
            delta = deltas[choice]
            tell(f"{name}.{choice}.{count}", delta.ms, "ms")
            tell(f"{name}.{choice}.{count}.waited", delta.waited, "ms")
            tell(f"{name}.{choice}.{count}.bytes", delta.bytes, "bytes")
        least, most = found[min(found)][choice], found[max(found)][choice]
        report(f"{name}.{choice}.100x_to_1x", most.ms / least.ms, "x", FLAT_BAR)
        report(f"{name}.{choice}.100x_to_1x.bytes", most.bytes / least.bytes, "x", FLAT_BAR)


def _of_school(driver: Playwright, assets: int) -> dict[str, Delta]:
    with served_big_school(assets) as school, _phone(driver, school, "phone") as page:
        return _of_choices(school, page)


def _of_histories(driver: Playwright) -> dict[int, dict[str, Delta]]:
    """One school whose history grows."""
    found: dict[int, dict[str, Delta]] = {}
    with served_big_school(HISTORY_ASSETS) as school:
        there = 0
        for count in HISTORY:
            add_inspections(school, count - there)
            there = count
            with _phone(driver, school, f"phone-{count}") as page:
                found[count] = _of_choices(school, page)
    return found


@contextmanager
def _phone(driver: Playwright, school: BigSchool, name: str) -> Iterator[BenchPage]:
    """A new phone that has taken the school along."""
    origin, profile = school.server.origin, school.folder / name
    with bench_page(driver, origin, "/api/school", page_script("ours.ts"), profile) as page:
        page.call("replicate", LOGIN, PASSWORD, NAMES[0])
        yield page


def _of_choices(school: BigSchool, page: BenchPage) -> dict[str, Delta]:
    ids = school.asset_ids()
    return {name: _median(school, page, ids, choose) for name, choose in CHOICES}


def _median(school: BigSchool, page: BenchPage, ids: list[str], choose: Choice) -> Delta:
    runs = [_one(school, page, choose(ids, n), n) for n in range(RUNS + WARMING)][WARMING:]
    return Delta(*(statistics.median(r[key] for r in runs) for key in ("ms", "bytes", "waited")))


def _one(school: BigSchool, page: BenchPage, ids: list[str], run: int) -> dict[str, float]:
    """Change these, let the phone follow, and see that it did."""
    keeper = f"保管员{run}"
    with school.writing() as session:
        session.execute(update(Asset).where(Asset.id.in_(ids)).values(custodian=keeper))
    followed: dict[str, float] = page.call("follow")
    for one in (ids[0], ids[-1]):
        assert page.call("custodian", one) == keeper
    return followed
