"""Photos that are empty, and photos whose upload fails though something says otherwise."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.proxy import Proxy, answers, portal
from tests.e2e.faults.records import (
    begin_broken,
    record_broken,
    recorded_codes,
    save_form,
    stored_photos,
)
from tests.e2e.phone_app import PhoneApp

EMPTY_ONCE = """() => {
  const whole = HTMLCanvasElement.prototype.toBlob;
  HTMLCanvasElement.prototype.toBlob = function (give, type) {
    HTMLCanvasElement.prototype.toBlob = whole;
    give(new Blob([], { type }));
  };
}"""


def test_a_photo_of_0_bytes_is_never_part_of_a_record(app: PhoneApp, demo: Demo) -> None:
    """Neither the empty file of a camera app that was in the background, nor our own picture."""
    thing = demo.things(1)[0]
    begin_broken(app, thing)
    empty = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": b""}
    app.labelled("record.file").set_input_files(empty)
    failed = app.page.get_by_text(app.say("record.photoFailed"))
    expect(failed).to_be_visible()
    app.page.evaluate(EMPTY_ONCE)
    app.tap("record.take")
    app.page.wait_for_function("() => document.querySelector('.photo-view')?.currentTime > 0.3")
    app.tap("record.shoot", app.sheet)
    expect(app.sheet.get_by_text(app.say("record.photoFailed"))).to_be_visible()
    expect(app.page.locator(".thumb img")).to_have_count(0)

    app.tap("record.shoot", app.sheet)
    expect(app.page.locator(".thumb img")).to_have_count(1)
    save_form(app)
    app.await_all_sent()
    assert [len(photo["bytes"]) > 1_000 for photo in app.outbox("photos")] == [True]
    assert stored_photos(demo, app) == app.photo_hashes()


def test_success_is_not_reported_while_a_photo_has_failed(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    """The record is there, and whatever answers for the photo is not about this photo."""
    thing = demo.things(1)[0]
    other = {"sha256": "0" * 64, "stored_sha256": "0" * 64}
    proxy.always("HEAD", "/photos/", portal)
    proxy.always("PUT", "/photos/", answers(201, json.dumps(other).encode(), "application/json"))
    record_broken(app, thing)
    app.open("/app/waiting")
    expect(app.bar).to_have_text(app.say("bar.photos", n=1))
    expect(app.page.locator("[data-custody=received]")).to_have_count(1)
    assert recorded_codes(demo, app) == [thing.code]
    assert stored_photos(demo, app) == set()
    proxy.heal()
    app.page.reload()
    app.await_all_sent()
    expect(app.page.locator("[data-custody=complete]")).to_have_count(1)
    assert stored_photos(demo, app) == app.photo_hashes()
