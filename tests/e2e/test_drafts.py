"""What was begun and not saved outlives the browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp

WORDS = "门锁松了，要换螺丝"


def test_a_form_that_was_begun_is_there_again_after_the_browser_was_killed(
    phone: Browser, demo: Demo
) -> None:
    thing = demo.things(1)[0]
    phone.camera = Camera()
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    phone.settle()
    app.open(f"/app/thing/{thing.code}")
    app.tap("thing.abnormal")
    app.take_photo()
    app.labelled("condition.usable").check()
    app.labelled("record.words").fill(WORDS)
    app.page.wait_for_timeout(1_500)  # what was typed is kept once the fingers rest

    phone.kill()
    phone.start()
    app.open(f"/app/thing/{thing.code}")
    expect(app.labelled("record.words")).to_have_value(WORDS)
    expect(app.labelled("condition.usable")).to_be_checked()
    expect(app.page.locator(".thumb img")).to_have_count(1)
    app.tap("record.save")
    expect(app.button("record.save")).to_have_count(0)
    app.open("/app/waiting")
    app.await_all_sent()
    inspections = demo.database.rows("SELECT words FROM inspection WHERE asset_id = ?", thing.id)
    assert inspections.count((WORDS,)) == 1
