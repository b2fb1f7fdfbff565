"""The page dies while its camera is open, as phones short of memory let it."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, expect

from tests.e2e.demo import Demo
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.records import begin_broken, recorded_codes, save_form, stored_photos
from tests.e2e.phone_app import PhoneApp

RUNNING = "() => document.querySelector('.photo-view')?.currentTime > 0.3"


def kill_page(pocket: Pocket) -> None:
    """Its process dies at once, without a word to the page; another tab is opened instead."""
    page = pocket.page
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    pocket.context.new_page()
    page.close()


def test_a_page_killed_while_the_camera_is_open_gives_the_form_back(
    app: PhoneApp, demo: Demo, pocket: Pocket
) -> None:
    thing = demo.things(1)[0]
    begin_broken(app, thing)
    app.take_photo()
    app.tap("record.take")
    app.page.wait_for_function(RUNNING)
    kill_page(pocket)

    app.open(f"/app/thing/{thing.code}")
    expect(app.labelled("condition.unusable")).to_be_checked()
    expect(app.page.locator(".thumb img")).to_have_count(1)
    app.take_photo(after_seconds=0.6)
    save_form(app)
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
    assert len(stored_photos(demo, app)) == 2
