"""A year of three routes of 40 stops, walked three times a day (131,400 inspections), and ten such
years: 今日, the month matrix, one round and an asset's history, on SQLite by real requests.

Run: `python -m bench.patrol`. Every page stays under its bar at both sizes; ten times the history
costs little more, since a page reads what it shows.
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, date, datetime, timedelta

from bench.big_school import PASSWORD, BigSchool, served_big_school
from bench.http_phone import HttpClient
from bench.verdict import report, tell
from bench.walked_years import RECORDS_A_YEAR, Walks, add_year, begin_walks
from server.domain.round_identity import round_id_of
from server.domain.school_day import school_day

ASSETS = 2_000
YEARS = 10
MS_BAR = 300
GROWTH_BAR = 1.5
_WARM, _ASKED = 3, 15


def main() -> None:
    with served_big_school(ASSETS) as school:
        walks = begin_walks(school, school_day(datetime.now(UTC)))
        once = _measured(school, walks, 0, 1)
        tenfold = _measured(school, walks, 1, YEARS)
    for name, ms in tenfold.items():
        report(f"patrol.{name}.growth_10x", ms / once[name], "x", GROWTH_BAR)


def _measured(school: BigSchool, walks: Walks, since: int, until: int) -> dict[str, float]:
    """Milliseconds of each page, in the median, once the years ``since`` to ``until`` are there."""
    started = time.monotonic()
    for years_ago in range(since, until):
        add_year(school, walks, years_ago)
    tell(f"patrol.{until}x.written", time.monotonic() - started, "s")
    tell(f"patrol.{until}x.inspections", RECORDS_A_YEAR * until, "inspections")
    client = HttpClient(school.server.origin, "admin", PASSWORD)
    medians = {}
    for name, address in _pages(walks).items():
        spent = sorted(_asked(client, address) for _ in range(_WARM + _ASKED))
        medians[name] = statistics.median(spent)
        report(f"patrol.{until}x.{name}", medians[name], "ms", MS_BAR)
        tell(f"patrol.{until}x.{name}.slowest", spent[-1], "ms")
    return medians


def _pages(walks: Walks) -> dict[str, str]:
    route_id, things = walks.routes[0]
    yesterday: date = walks.today - timedelta(days=1)
    month = (walks.today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    return {
        "today": "/desk/",
        "month": f"/desk/rounds/month?route_id={route_id}&month={month}",
        "day": f"/desk/rounds?day={yesterday}",
        "round": f"/desk/rounds/{round_id_of(route_id, yesterday, '1')}",
        "asset": f"/desk/assets/{things[0]}",
        "waiting": "/desk/rounds/waiting",
    }


def _asked(client: HttpClient, address: str) -> float:
    started = time.perf_counter()
    client.send("GET", address)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
