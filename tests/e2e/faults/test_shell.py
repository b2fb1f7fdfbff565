"""Shells that are half here, or older than the server, and tabs in the middle of an update."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.e2e.demo import Demo
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.proxy import (
    Answered,
    Asked,
    Deliver,
    Proxy,
    answers,
    broken_off,
    cut,
    portal,
)
from tests.e2e.faults.records import (
    begin_broken,
    record_ok,
    recorded_codes,
    save_form,
    until,
)
from tests.e2e.phone_app import PhoneApp

WORDS = "左边第二条腿松了"
VERSION = re.compile(rb"(?<=[\"'`])[0-9a-f]{16}(?=[\"'`])")
NEXT = "f" * 16
ASKING_FOR_LESS = {"accept-encoding", "if-none-match", "if-modified-since"}

UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const { installing } = registration;
  if (installing) await new Promise((done) => {
    installing.onstatechange = () => installing.state !== 'installing' && done();
  });
  return registration.waiting !== null;
}"""

UPGRADE_REGISTER = """async () => {
  const known = await indexedDB.databases();
  const { name, version } = known.find((one) => one.name.startsWith('campus-master'));
  return new Promise((give) => {
    const opening = indexedDB.open(name, version + 1);
    opening.onblocked = () => give('blocked');
    opening.onsuccess = () => { opening.result.close(); give(name); };
  });
}"""

DELETE = "(name) => { indexedDB.deleteDatabase(name); }"


def next_worker(asked: Asked, deliver: Deliver) -> Answered:
    """The worker of a newer build: its shell has another version, thus a cache of its own."""
    plain = {k: v for k, v in asked.headers.items() if k.lower() not in ASKING_FOR_LESS}
    answered = deliver(replace(asked, headers=plain))
    body, count = VERSION.subn(NEXT.encode(), answered.body)
    assert count == 1, "the worker's version is not where it was"
    return replace(answered, body=body)


def shells(page: Page) -> list[str]:
    """The versions of the shell that are on the phone."""
    names: list[str] = page.evaluate("() => caches.keys()")
    return [name.removeprefix("shell-") for name in names]


def open_everything(app: PhoneApp) -> None:
    """Every screen that has files of its own."""
    for path in ("/app/", "/app/scan", "/app/find", "/app/waiting", "/app/settings"):
        app.open(path)
        expect(app.bar).to_be_visible()


def test_a_half_installed_shell_never_takes_the_place_of_the_whole_one(
    app: PhoneApp, proxy: Proxy
) -> None:
    app.page.reload()
    assert not app.page.evaluate(UPDATE)
    [whole] = shells(app.page)
    for path, fault in (("/app/", portal), ("/app/", broken_off), ("/icons/icon-192", cut)):
        proxy.heal()
        proxy.always("GET", "/sw.js", next_worker)
        proxy.always("GET", path, fault)
        assert not app.page.evaluate(UPDATE)
        assert shells(app.page) == [whole]
    proxy.always("*", "", cut)
    open_everything(app)
    proxy.heal()
    proxy.always("GET", "/sw.js", next_worker)
    app.open("/app/settings")
    assert app.page.evaluate(UPDATE)
    with app.page.expect_event("load"):
        app.tap("app.update")
    until(app, lambda: shells(app.page) == [NEXT])


def test_a_stale_shell_whose_files_left_the_server_goes_on(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    thing = demo.things(1)[0]
    proxy.always("GET", "/assets/", answers(404))
    proxy.always("GET", "/app/", answers(500))
    open_everything(app)
    record_ok(app, thing)
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]


def test_a_reload_does_not_wipe_a_draft(app: PhoneApp, demo: Demo) -> None:
    begin_broken(app, demo.things(1)[0])
    app.take_photo()
    app.labelled("record.words").fill(WORDS)
    app.page.wait_for_timeout(600)  # words are kept once the fingers rest
    app.page.reload()
    expect(app.labelled("record.words")).to_have_value(WORDS)
    expect(app.labelled("condition.unusable")).to_be_checked()
    expect(app.page.locator(".thumb img")).to_have_count(1)
    save_form(app)
    app.await_all_sent()
    assert len(app.outbox("facts")) == 1


def test_an_update_waits_for_the_draft_of_the_second_tab(
    app: PhoneApp, demo: Demo, proxy: Proxy, pocket: Pocket
) -> None:
    thing = demo.things(1)[0]
    pocket.context.new_page()
    second = PhoneApp(pocket, tab=1)
    begin_broken(second, thing)
    second.labelled("record.words").fill(WORDS)
    proxy.always("GET", "/sw.js", next_worker)
    app.page.reload()
    assert app.page.evaluate(UPDATE)
    app.tap("app.update")
    expect(app.page.get_by_text(app.say("app.update_waits"))).to_be_visible()
    expect(second.labelled("record.words")).to_have_value(WORDS)
    assert NEXT in shells(app.page)
    save_form(second)
    with second.page.expect_event("load"), app.page.expect_event("load"):
        app.tap("app.update")
    until(app, lambda: shells(app.page) == [NEXT])
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]


def test_a_tab_with_an_open_form_lets_another_tab_upgrade_the_register(
    app: PhoneApp, demo: Demo, pocket: Pocket
) -> None:
    """And still saves: the outbox is never upgraded."""
    thing = demo.things(1)[0]
    begin_broken(app, thing)
    newer = pocket.context.new_page()
    newer.goto(f"{pocket.origin}/api/school")
    upgraded = newer.evaluate(UPGRADE_REGISTER)
    assert upgraded != "blocked"
    save_form(app)
    assert len(app.outbox("facts")) == 1
    newer.evaluate(DELETE, upgraded)  # what the newer app would fill anew
    app.open()
    app.await_home()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
