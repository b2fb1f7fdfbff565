"""A code typed by hand: right, wrong, and unknown to this school."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from qr_labels import group_code
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    phone.camera = Camera(refused=True)
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    app.tap("home.scan")
    return app


def test_without_a_camera_a_typed_code_still_works(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    expect(app.page.get_by_role("alert")).to_have_text(app.say("camera.refused"))
    app.type_code(group_code(thing.code).lower())
    expect(app.card).to_have_attribute("data-asset", thing.id)
    app.answer_ok()
    expect(app.page.get_by_role("status").first).to_contain_text(app.say("scan.saved"))
    app.await_all_sent()
