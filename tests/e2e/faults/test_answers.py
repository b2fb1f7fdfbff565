"""Answers that are lost or are nobody's, and requests that lose their body on the way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.proxy import (
    Answered,
    Asked,
    Deliver,
    Proxy,
    answer_lost,
    answers,
    emptied,
    portal,
)
from tests.e2e.faults.records import record_broken, record_ok, recorded_codes, stored_photos
from tests.e2e.phone_app import PhoneApp

EMPTYING_WORKER = b"""
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { method, url, headers } = event.request;
  if (method !== 'POST' || !url.endsWith('/facts')) return;
  event.respondWith(fetch(url, { method, headers, body: '' }));
});
"""


def doubled(asked: Asked, deliver: Deliver) -> Answered:
    """The phone hears the answer to the second copy."""
    deliver(asked)
    return deliver(asked)


def test_an_answer_lost_after_the_commit_doubles_nothing(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    thing = demo.things(1)[0]
    proxy.befall("POST", "/facts", answer_lost)
    proxy.befall("PUT", "/photos/", answer_lost)
    record_broken(app, thing)
    app.await_all_sent()
    assert proxy.count("POST", "/facts") == 2
    assert recorded_codes(demo, app) == [thing.code]
    assert stored_photos(demo, app) == app.photo_hashes()


def test_a_doubled_request_is_one_record(app: PhoneApp, demo: Demo, proxy: Proxy) -> None:
    thing = demo.things(1)[0]
    proxy.always("POST", "/facts", doubled)
    proxy.always("PUT", "/photos/", doubled)
    record_broken(app, thing)
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
    assert len(stored_photos(demo, app)) == 1


def test_a_captive_portal_is_no_receipt_and_spoils_nothing(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    first, second = demo.things(2)
    proxy.always("*", "", portal)
    record_ok(app, first)
    app.open("/app/waiting")
    app.await_waiting(1)
    expect(app.page.get_by_text(app.say("problem.portal"))).to_be_visible()
    app.open(f"/app/thing/{second.code}")
    expect(app.card).to_have_attribute("data-asset", second.id)
    proxy.heal()
    app.send_now()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [first.code]


def test_a_push_that_lost_its_body_on_the_way_is_sent_again(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    thing = demo.things(1)[0]
    proxy.befall("POST", "/facts", emptied)
    record_ok(app, thing)
    app.await_all_sent()
    assert proxy.count("POST", "/facts") == 2
    assert recorded_codes(demo, app) == [thing.code]


def test_the_service_worker_leaves_what_is_sent_alone(app: PhoneApp, demo: Demo) -> None:
    app.page.reload()
    assert app.page.evaluate("() => navigator.serviceWorker.controller !== null")
    with app.page.expect_response("**/facts") as pushed:
        record_ok(app, demo.things(1)[0])
    assert not pushed.value.from_service_worker
    assert pushed.value.json()["receipts"][0]["status"] == "applied"


def test_a_service_worker_that_empties_a_post_costs_no_record(
    pocket: Pocket, demo: Demo, proxy: Proxy
) -> None:
    """As an app of earlier days at the same address may have left one."""
    thing = demo.things(1)[0]
    proxy.always("GET", "/sw.js", answers(200, EMPTYING_WORKER, "text/javascript"))
    app = PhoneApp(pocket)
    app.arrive("patrol", demo.password("patrol"))
    record_ok(app, thing)
    proxy.await_asked("POST", "/facts")
    app.await_waiting(1)
    assert recorded_codes(demo, app) == []
    proxy.heal()
    app.page.evaluate("async () => (await navigator.serviceWorker.ready).update()")
    with app.page.expect_event("load"):
        app.tap("app.update")
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
