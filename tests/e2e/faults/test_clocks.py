"""Phones whose clock is wrong by a day or by years and is set right before they send."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from tests.e2e.demo import Demo
from tests.e2e.faults.phone_clock import give_clock, set_clock
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.proxy import Proxy, cut
from tests.e2e.faults.records import record_ok
from tests.e2e.phone_app import PhoneApp

DAY, YEAR = timedelta(days=1), timedelta(days=365)
WRONG = (DAY, -DAY, 3 * YEAR, -12 * YEAR)
RIGHT = timedelta(0)
CLOSE_MS = 3_000

Times = list[tuple[int, bool]]


@pytest.fixture
def app(pocket: Pocket, demo: Demo) -> PhoneApp:
    give_clock(pocket.context)
    app = PhoneApp(pocket)
    app.arrive("patrol", demo.password("patrol"))
    return app


def now_ms() -> int:
    return round(time.time() * 1000)


def effective_times(demo: Demo, app: PhoneApp) -> Times:
    """(effective time, uncertain) of each inspection, in the order they were made."""
    query = "SELECT effective_at, time_uncertain FROM inspection WHERE device_id = ? ORDER BY seq"
    return [(at, bool(uncertain)) for at, uncertain in demo.database.rows(query, app.device_id)]


def test_a_clock_wrong_by_a_day_and_by_years_corrected_before_sending(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    """The page that captured lives on: its monotonic clock tells the true time."""
    proxy.log.clear()
    app.open("/app/scan")
    proxy.await_asked("GET", "/changes")  # by then this page has learnt the server's time
    proxy.always("*", "/api/", cut)
    captured = []
    for wrong, thing in zip(WRONG, demo.things(len(WRONG)), strict=True):
        set_clock(app, wrong)
        app.record_ok(thing.code)
        captured.append(now_ms())
    set_clock(app, RIGHT)
    proxy.heal()
    app.send_now()
    app.await_all_sent()
    times = effective_times(demo, app)
    assert [uncertain for _, uncertain in times] == [False] * len(WRONG)
    for (at, _), true in zip(times, captured, strict=True):
        assert abs(at - true) < CLOSE_MS


def test_a_wrong_clock_and_a_page_killed_since_give_bounded_times_in_order(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    """Only the last contact before the capture bounds them; none lies in the future."""
    begun = now_ms()
    proxy.always("*", "/api/", cut)
    for wrong, thing in zip(WRONG, demo.things(len(WRONG)), strict=True):
        set_clock(app, wrong)
        record_ok(app, thing)
    set_clock(app, RIGHT)
    proxy.heal()
    app.open("/app/waiting")
    app.await_all_sent()
    times = effective_times(demo, app)
    assert [uncertain for _, uncertain in times] == [True] * len(WRONG)
    moments = [at for at, _ in times]
    assert moments == sorted(moments)
    assert begun - 60_000 < moments[0]
    assert moments[-1] <= now_ms()
