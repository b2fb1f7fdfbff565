"""Fifty phones at once, each back from a day with 300 facts and 20 photos, on both databases.

Run: `python -m bench.load`. The real server as `serve` starts it (gunicorn, two workers); the
PostgreSQL is as durable as it comes. Afterwards the database and the photo folder are compared
with what was sent. Ten phones on SQLite too: writers must not starve when there are more. A line a
figure: NAME VALUE UNIT [bar BAR holds|falls short].
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.big_school import BigSchool, served_big_school
from bench.day_out import FACTS, PHOTOS, DayOut, Photo, day_out, take_photos
from bench.durable_postgres import durable_postgres
from bench.handed_in import check_handed_in
from bench.http_phone import HttpClient
from bench.verdict import report, tell

FEW, MANY = 10, 50


def main() -> None:
    with _photos(MANY * PHOTOS) as photos:
        tell("load.photo_size", statistics.mean(p.bytes for p in photos) / 1000, "kB")
        measure(f"load.sqlite.{FEW}_phones", FEW, photos, {})
        measure(f"load.sqlite.{MANY}_phones", MANY, photos, {})
        with durable_postgres() as address:
            settings = {"CAMPUS_DATABASE_URL": address}
            measure(f"load.postgresql.{MANY}_phones", MANY, photos, settings)


def measure(name: str, phones: int, photos: Sequence[Photo], settings: Mapping[str, str]) -> None:
    """One school, its phones, the check of what came."""
    with served_big_school(env=settings) as school:
        days = _days(school, phones, photos)
        began = time.perf_counter()
        _all_at_once(days)
        tell(f"{name}.all_done", time.perf_counter() - began, "s")
        for kind in ("facts", "photo", "contact", "changes"):
            _tell_percentiles(f"{name}.{kind}", days, kind)
        errors = [error for day in days for error in day.log.errors]
        for error in errors[:5]:
            print(error)
        found = check_handed_in(school, days)
        report(f"{name}.errors", len(errors), "requests", 0)
        report(f"{name}.lost", found.lost, "facts and photos", 0)
        report(f"{name}.doubled", found.doubled, "facts and photos", 0)


def _days(school: BigSchool, phones: int, photos: Sequence[Photo]) -> list[DayOut]:
    """Signed in one after the other; the things go round, so that phones meet at some."""
    ids = school.asset_ids()
    return [
        day_out(
            HttpClient(school.server.origin),
            [ids[(n * 7 * FACTS // 8 + k) % len(ids)] for k in range(FACTS)],
            photos[n * PHOTOS : (n + 1) * PHOTOS],
        )
        for n in range(phones)
    ]


def _all_at_once(days: Sequence[DayOut]) -> None:
    """One thread a phone, let go together."""
    gate = threading.Barrier(len(days))

    def come_back(day: DayOut) -> None:
        gate.wait()
        day.hand_in()

    threads = [threading.Thread(target=come_back, args=(day,)) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _tell_percentiles(name: str, days: Sequence[DayOut], kind: str) -> None:
    seconds = sorted(s for day in days for s in day.log.seconds.get(kind, ()))
    if not seconds:
        return
    for percent in (50, 99):
        at = min(len(seconds) - 1, len(seconds) * percent // 100)
        tell(f"{name}.p{percent}", seconds[at] * 1000, "ms")


@contextmanager
def _photos(count: int) -> Iterator[list[Photo]]:
    folder = Path(tempfile.mkdtemp(prefix="campus-bench-photos-"))
    try:
        yield list(take_photos(folder / "photos", count))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
