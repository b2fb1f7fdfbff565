"""A year of three routes of 40 stops, walked three times a day (131,400 inspections), and ten such
years: 今日, the month matrix, one round and an asset's history, on SQLite by real requests.

Run: `python -m bench.patrol`. Every page stays under its bar at both sizes; ten times the history
costs little more, since a page reads what it shows.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
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
_WARM, _ASKED = 3, 25


def main() -> None:
    with served_big_school(ASSETS) as one_year, served_big_school(ASSETS) as ten_years:
        walked = [_walked(one_year, 1), _walked(ten_years, YEARS)]
        for name in _PAGES:
            _measure(name, *walked)


@dataclass(frozen=True)
class _Walked:
    """A school with so many years behind it, and its administrator's browser."""

    years: int
    browser: HttpClient
    pages: dict[str, str]


def _walked(school: BigSchool, years: int) -> _Walked:
    started = time.monotonic()
    walks = begin_walks(school, school_day(datetime.now(UTC)))
    for years_ago in range(years):
        add_year(school, walks, years_ago)
    tell(f"patrol.{years}y.inspections", RECORDS_A_YEAR * years, "inspections")
    tell(f"patrol.{years}y.written", time.monotonic() - started, "s")
    browser = HttpClient(school.server.origin, "admin", PASSWORD)
    return _Walked(years, browser, _pages(walks))


def _measure(name: str, small: _Walked, large: _Walked) -> None:
    """Both schools in turn, so that whatever else the machine does slows both."""
    spent: dict[int, list[float]] = {small.years: [], large.years: []}
    for n in range(_WARM + _ASKED):
        for school in (small, large):
            ms = _asked(school.browser, school.pages[name])
            if n >= _WARM:
                spent[school.years].append(ms)
    for years, times in spent.items():
        report(f"patrol.{name}.{years}y", statistics.median(times), "ms", MS_BAR)
        tell(f"patrol.{name}.{years}y.slowest", max(times), "ms")
    ratios = [after / before for before, after in zip(*spent.values(), strict=True)]
    report(f"patrol.{name}.growth", statistics.median(ratios), "x", GROWTH_BAR)


_PAGES = ("today", "month", "day", "round", "asset", "waiting")


def _pages(walks: Walks) -> dict[str, str]:
    route_id, things = walks.routes[0]
    yesterday: date = walks.today - timedelta(days=1)
    month = (walks.today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    addresses = (
        "/desk/",
        f"/desk/rounds/month?route_id={route_id}&month={month}",
        f"/desk/rounds?day={yesterday}",
        f"/desk/rounds/{round_id_of(route_id, yesterday, '1')}",
        f"/desk/assets/{things[0]}",
        "/desk/rounds/waiting",
    )
    return dict(zip(_PAGES, addresses, strict=True))


def _asked(client: HttpClient, address: str) -> float:
    started = time.perf_counter()
    client.send("GET", address)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
