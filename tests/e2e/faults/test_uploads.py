"""What waits goes up by itself, and is there once when the browser dies on the way."""

from __future__ import annotations

import pytest

from tests.e2e.browser import Browser
from tests.e2e.conftest import NewBrowser
from tests.e2e.demo import Demo
from tests.e2e.faults.proxy import Hold, Proxy, cut
from tests.e2e.faults.records import record_broken, record_ok, recorded_codes, stored_photos
from tests.e2e.phone_app import PhoneApp


def test_what_waits_goes_up_without_a_touch_when_the_server_is_back(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    """No event tells of it; the phone's own timer must."""
    thing = demo.things(1)[0]
    proxy.always("*", "/api/", cut)
    record_broken(app, thing)
    proxy.await_asked("POST", "/session")
    app.await_waiting(1)
    proxy.heal()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
    assert stored_photos(demo, app) == app.photo_hashes()


def test_what_waits_goes_up_without_a_touch_when_the_network_is_back(
    app: PhoneApp, demo: Demo
) -> None:
    first, second = demo.things(2)
    app.browser.context.set_offline(True)
    record_ok(app, first)
    record_ok(app, second)
    app.await_waiting(2)
    app.browser.context.set_offline(False)
    app.await_all_sent()
    assert recorded_codes(demo, app) == [first.code, second.code]


def test_what_waits_goes_up_without_a_touch_when_the_app_is_opened(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    thing = demo.things(1)[0]
    proxy.always("*", "/api/", cut)
    record_ok(app, thing)
    app.page.goto("about:blank")
    proxy.heal()
    app.open()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]


@pytest.fixture
def lasting_phone(new_browser: NewBrowser, demo: Demo, proxy: Proxy) -> Browser:
    """A browser with a profile on the disk, in which the patrol has signed in."""
    browser = new_browser(proxy.origin, "phone")
    browser.start()
    PhoneApp(browser).arrive("patrol", demo.password("patrol"))
    browser.settle()
    return browser


def test_a_browser_killed_in_the_middle_of_an_upload_sends_everything_once(
    lasting_phone: Browser, demo: Demo, proxy: Proxy
) -> None:
    """Killed while the facts are on their way, and again while the photo is."""
    first, second = demo.things(2)
    app = PhoneApp(lasting_phone)
    proxy.always("*", "/api/", cut)
    record_broken(app, first)
    record_ok(app, second)
    proxy.heal()
    for method, part in (("POST", "/facts"), ("PUT", "/photos/")):
        hold = Hold()
        proxy.befall(method, part, hold)
        app.open("/app/waiting")
        hold.await_reached()
        lasting_phone.kill()
        hold.go_on()
        lasting_phone.start()
    app.open("/app/waiting")
    app.await_all_sent()
    assert recorded_codes(demo, app) == [first.code, second.code]
    assert sorted(fact["seq"] for fact in app.outbox("facts")) == [1, 2]
    assert len(stored_photos(demo, app)) == 1
