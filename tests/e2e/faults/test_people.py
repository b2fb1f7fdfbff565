"""Sign-ins that ended long ago, and people who share a phone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.conftest import NewPocket
from tests.e2e.faults.phone_clock import give_clock, set_clock
from tests.e2e.faults.proxy import Proxy, cut, proxy_to
from tests.e2e.faults.records import record_broken, record_ok, recorded_codes, stored_photos
from tests.e2e.phone_app import PhoneApp
from tests.e2e.server_process import ServerProcess

AWAY = timedelta(days=31)
CLOSE_MS = 5_000
ENDED_MS = 30_000


@pytest.fixture
def past_demo(tmp_path: Path) -> Iterator[Demo]:
    """The demo school on a server that lives 31 days ago."""
    server = ServerProcess(tmp_path / "data")
    server.program = ("-m", "tests.e2e.past_server", str(AWAY.days))
    server.start()
    yield Demo(server)
    server.stop()


def come_to_the_present(demo: Demo) -> None:
    demo.server.stop()
    demo.server.program = ("-m", "server")
    demo.server.start()


def test_a_sign_in_that_expired_during_30_days_offline_drops_nothing(
    past_demo: Demo, new_pocket: NewPocket
) -> None:
    first, second, third = past_demo.things(3)
    with proxy_to(past_demo.server.port) as proxy:
        app = PhoneApp(new_pocket(origin=proxy.origin))
        give_clock(app.browser.context, -AWAY)
        app.arrive("patrol", past_demo.password("patrol"))
        proxy.always("*", "/api/", cut)
        record_broken(app, first)
        record_ok(app, second)
        captured = time.time() * 1000 - AWAY.total_seconds() * 1000

        come_to_the_present(past_demo)
        set_clock(app, timedelta(0))
        proxy.heal()
        record_ok(app, third)
        app.open("/app/waiting")
        # While the page of before still holds the lock, the new one tries again after 15 s.
        ended = app.page.get_by_text(app.say("problem.sign_in_needed"))
        expect(ended).to_be_visible(timeout=ENDED_MS)
        app.await_waiting(3)
        assert len(app.photo_hashes()) == 1
        app.tap("signIn.go")
        app.fill_sign_in("patrol", past_demo.password("patrol"))
        app.await_all_sent()

        assert recorded_codes(past_demo, app) == [first.code, second.code, third.code]
        assert stored_photos(past_demo, app) == app.photo_hashes()
        query = "SELECT effective_at FROM inspection ORDER BY seq"
        [(at,), *_] = past_demo.database.rows(query)
        assert abs(at - captured) < CLOSE_MS


def test_what_one_person_recorded_another_carries_up_in_the_firsts_name(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    first, second = demo.things(2)
    proxy.always("*", "/api/", cut)
    record_ok(app, first)
    app.open("/app/settings")
    app.tap("settings.signOut")
    expect(app.button("signIn.go")).to_be_visible()
    proxy.heal()
    app.fill_sign_in("teacher", demo.password("teacher"))
    app.await_home()
    record_ok(app, second)
    app.await_all_sent()
    query = (
        "SELECT seq, author.login, carrier.login FROM fact"
        " JOIN person AS author ON author.id = author_id"
        " JOIN person AS carrier ON carrier.id = carried_by WHERE device_id = ? ORDER BY seq"
    )
    assert demo.database.rows(query, app.device_id) == [
        (1, "patrol", "teacher"),
        (2, "teacher", "teacher"),
    ]
