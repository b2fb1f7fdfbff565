"""A browser killed in the middle of a form gives the form back, and one record comes of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo, Thing
from tests.e2e.phone_app import PhoneApp

WORDS = "左边第二条腿松了"

_COUNT_DRAFTS = """() => new Promise((give, fail) => {
  const opening = indexedDB.open('campus-drafts');
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const db = opening.result;
    const names = ['drafts', 'photos'];
    const tx = db.transaction(names);
    const counting = names.map((name) => tx.objectStore(name).count());
    tx.oncomplete = () => {
      db.close();
      give(counting.map((one) => one.result));
    };
  };
})"""


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    """A signed-in phone whose sign-in is on the disk."""
    phone.camera = Camera()
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    phone.settle()
    return app


@pytest.fixture
def thing(demo: Demo) -> Thing:
    return demo.things(1)[0]


def fill_in(app: PhoneApp, thing: Thing) -> None:
    """Everything but the last tap."""
    app.open(f"/app/thing/{thing.code}")
    app.tap("thing.abnormal")
    app.labelled("condition.unusable").check()
    app.page.locator("button.chip").first.click()
    app.take_photo()
    app.labelled("record.words").fill(WORDS)
    expect(app.page.locator(".thumb img")).to_have_count(1)
    app.page.wait_for_timeout(600)  # words are kept once the fingers rest


def expect_filled_in(app: PhoneApp) -> None:
    words = app.labelled("record.words")
    expect(words).to_have_value(WORDS)
    expect(app.labelled("condition.unusable")).to_be_checked()
    expect(app.page.locator(".chip[aria-pressed=true]")).to_have_count(1)
    expect(app.page.locator(".thumb img")).to_have_js_property("complete", value=True)


def drafts_and_photos(app: PhoneApp) -> list[int]:
    counts: list[int] = app.page.evaluate(_COUNT_DRAFTS)
    return counts


def test_a_draft_survives_a_killed_browser_and_becomes_one_record(
    app: PhoneApp, demo: Demo, thing: Thing
) -> None:
    fill_in(app, thing)
    app.browser.kill()
    app.browser.start()
    app.open()
    expect(app.page.locator(".unfinished")).to_be_visible()
    assert violations(app.page) == []
    app.page.get_by_role("link", name=re.compile(re.escape(thing.name))).first.click()
    expect_filled_in(app)
    assert violations(app.page) == []
    assert app.outbox("facts") == []

    app.tap("record.save")
    expect(app.button("scan.type")).to_be_visible()
    assert drafts_and_photos(app) == [0, 0]
    app.open()
    app.await_all_sent()
    expect(app.page.locator(".unfinished")).to_have_count(0)
    assert [fact["seq"] for fact in app.outbox("facts")] == [1]
    stored = demo.database.rows(
        "SELECT count(*) FROM inspection WHERE device_id = ? AND words = ?", app.device_id, WORDS
    )
    assert stored == [(1,)]
    assert len(app.photo_hashes()) == 1


def test_a_discarded_draft_does_not_come_back(app: PhoneApp, thing: Thing) -> None:
    fill_in(app, thing)
    app.page.reload()
    expect_filled_in(app)
    app.tap("app.cancel")
    app.tap("record.discardYes", app.sheet)
    expect(app.button("thing.ok")).to_be_visible()
    app.page.reload()
    expect(app.button("thing.ok")).to_be_visible()
    assert drafts_and_photos(app) == [0, 0]
