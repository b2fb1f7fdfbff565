"""The first replication of a school into an empty browser: ours, PouchDB's, RxDB's.

PouchDB is measured as it comes, and tuned; RxDB with batches well above its default. Each runs
until its replication says that it is done; ours has built its index by then. Where only ours is
measured the first search's answer, for which it reads all pages, is in the time. All in one
Chromium, each from its own server on this machine, each with a fresh profile.
"""

from __future__ import annotations

import gzip
import json
import statistics
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import Playwright

from bench.big_school import ASSETS, LOGIN, NAMES, PASSWORD, BigSchool, served_big_school
from bench.browser_page import bench_page
from bench.http_phone import SYNC, HttpClient, contact
from bench.peer_packages import page_script
from bench.peer_servers import Document, pouchdb_server, rxdb_server
from bench.take_along import SECONDS_BAR, SLOWED, seconds
from bench.verdict import report, report_at_least, tell

MANY_ASSETS = 100_000
POUCHDB_BAR, RXDB_BAR = 20, 8
RUNS = 3
# Found by trial with these documents: neither gains from larger batches.
RXDB_BATCH = 1_000
POUCHDB_AS_IT_COMES = (100, "idb")
POUCHDB_TUNED = (1_000, "indexeddb")


@dataclass(frozen=True)
class Contest:
    """One school and the browsers that take it along."""

    driver: Playwright
    school: BigSchool

    def ours(self, name: str) -> float:
        """Seconds of a new phone until everything is there."""
        return _checked(self._ours(name, 1), self.count)

    def ours_usable(self, name: str, slowed: int = 1) -> float:
        """The same until the first search is answered; the processor that many times slower."""
        return _checked(self._ours(name, slowed), self.count, "usable_ms")

    def _ours(self, name: str, slowed: int) -> dict[str, float]:
        profile = self.school.folder / name
        origin, script = self.school.server.origin, page_script("ours.ts")
        with bench_page(self.driver, origin, "/api/school", script, profile) as page:
            page.slow(slowed)
            answer: dict[str, float] = page.call("replicate", LOGIN, PASSWORD, NAMES[0])
            return answer

    def pouchdb(self, name: str, tuning: tuple[int, str]) -> float:
        """With this batch size and this one of its browser adapters."""
        folder, script = self.school.folder / name, page_script("pouchdb.js")
        with (
            pouchdb_server(self.documents, folder) as origin,
            bench_page(self.driver, origin, "/", script, folder / "profile") as page,
        ):
            return _checked(page.call("replicate", *tuning), self.count)

    def rxdb(self, name: str) -> float:
        folder, script = self.school.folder / name, page_script("rxdb.js")
        with (
            rxdb_server(self.documents, folder) as origin,
            bench_page(self.driver, origin, "/", script, folder / "profile") as page,
        ):
            return _checked(page.call("replicate", RXDB_BATCH), self.count)

    @cached_property
    def documents(self) -> list[Document]:
        """The school's assets with the fields that ours sends."""
        return asset_documents(self.school)

    @property
    def count(self) -> int:
        return len(self.documents)


def asset_documents(school: BigSchool) -> list[Document]:
    """Read as a phone reads them."""
    client = HttpClient(school.server.origin)
    contact(client, highest_seq=0, unsent=0)
    headers = {"Accept-Encoding": "gzip"}
    packed = client.send("GET", f"{SYNC}/snapshot", headers=headers)
    lines = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    columns = lines[0]["columns"]["asset"]
    rows = [row for line in lines if line["t"] == "page" for row in line["rows"]]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def measure_replication(driver: Playwright) -> None:
    with served_big_school(ASSETS) as school:
        contest = Contest(driver, school)
        against_peers(contest)
        tell(f"sync.first_{ASSETS}_usable", contest.ours_usable("usable"), "s")
        slowed = statistics.median(contest.ours_usable(f"slowed-{n}", SLOWED) for n in range(RUNS))
        report(f"sync.first_{ASSETS}_slowed_{SLOWED}", slowed, "s", SECONDS_BAR)
        taken = seconds(driver, school, SLOWED)
        report(f"sync.first_{ASSETS}_in_the_app_slowed_{SLOWED}", taken, "s", SECONDS_BAR)
    with served_big_school(MANY_ASSETS) as school:
        tell(f"sync.first_{MANY_ASSETS}", Contest(driver, school).ours_usable("many"), "s")


def against_peers(contest: Contest) -> None:
    """By turns, and the best run of each, for what else the machine does is nobody's merit."""
    rounds = [_round(contest, n) for n in range(RUNS)]
    best = {name: min(found[name] for found in rounds) for name in rounds[0]}
    for name, taken in best.items():
        tell(f"sync.first_{ASSETS}.{name}", taken, "s")
    times = {name: taken / best["ours"] for name, taken in best.items()}
    report_at_least("sync.times_pouchdb", times["pouchdb"], "x", POUCHDB_BAR)
    tell("sync.times_pouchdb_tuned", times["pouchdb_tuned"], "x")
    report_at_least("sync.times_rxdb", times["rxdb"], "x", RXDB_BAR)


def _round(contest: Contest, n: int) -> dict[str, float]:
    """Seconds of each."""
    return {
        "ours": contest.ours(f"ours-{n}"),
        "rxdb": contest.rxdb(f"rxdb-{n}"),
        "pouchdb": contest.pouchdb(f"pouchdb-{n}", POUCHDB_AS_IT_COMES),
        "pouchdb_tuned": contest.pouchdb(f"pouchdb-tuned-{n}", POUCHDB_TUNED),
    }


def _checked(answer: dict[str, float], count: int, until: str = "ms") -> float:
    """The seconds of a replication that brought everything."""
    assert answer["count"] == count, answer
    return answer[until] / 1000
