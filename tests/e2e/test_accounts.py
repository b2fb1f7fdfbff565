"""Signing out, expired sign-ins and a second tab: what was recorded stays and goes up once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    phone.camera = Camera(refused=True)
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    return app


def recorded(demo: Demo, app: PhoneApp) -> list[tuple[str]]:
    """The labels this phone's records at the server name, in the order they were made."""
    query = "SELECT code FROM inspection WHERE device_id = ? ORDER BY seq"
    return demo.database.rows(query, app.device_id)


def test_signing_out_keeps_what_waits(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    demo.server.kill()
    try:
        app.open("/app/scan")
        app.record_ok(thing.code)
        app.await_waiting(1)
        app.open("/app/settings")
        app.tap("settings.signOut")
        expect(app.button("signIn.go")).to_be_visible()
        assert len(app.outbox("facts")) == 1
    finally:
        demo.server.start()
    app.fill_sign_in("patrol", demo.password("patrol"))
    app.await_home()
    app.await_all_sent()
    assert recorded(demo, app) == [(thing.code,)]


def test_an_expired_sign_in_drops_nothing(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    demo.database.change("DELETE FROM sign_in WHERE device_id = ?", app.device_id)
    app.open("/app/scan")
    app.record_ok(thing.code)
    app.open("/app/waiting")
    app.await_waiting(1)
    expect(app.page.get_by_text(app.say("problem.sign_in_needed"))).to_be_visible()
    app.tap("signIn.go")
    app.fill_sign_in("patrol", demo.password("patrol"))
    app.await_home()
    app.await_all_sent()
    assert recorded(demo, app) == [(thing.code,)]


def test_two_tabs_send_everything_once(app: PhoneApp, demo: Demo) -> None:
    first, second = demo.things(2)
    demo.server.kill()
    try:
        app.open("/app/scan")
        app.record_ok(first.code)
        other = PhoneApp(app.browser, tab=1)
        app.browser.context.new_page()
        other.open("/app/scan")
        other.record_ok(second.code)
        other.await_waiting(2)
    finally:
        demo.server.start()
    app.send_now()
    other.send_now()
    app.await_all_sent()
    other.await_all_sent()
    assert recorded(demo, app) == [(first.code,), (second.code,)]


def test_a_shut_out_phone_says_so_and_what_it_brings_is_held(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    device = app.device_id
    demo.database.change("UPDATE device SET revoked_at = registered_at WHERE id = ?", device)
    app.open("/app/scan")
    app.record_ok(thing.code)
    app.open("/app/waiting")
    expect(app.page.get_by_text(app.say("problem.device_revoked")).first).to_be_visible()
    expect(app.page.locator("[data-custody=held]")).to_have_count(1)
    assert recorded(demo, app) == []
    assert demo.database.rows("SELECT count(*) FROM held_fact WHERE device_id = ?", device) == [
        (1,)
    ]
