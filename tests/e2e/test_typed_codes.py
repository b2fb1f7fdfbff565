"""A code typed by hand: right, wrong, and unknown to this school."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from qr_labels import group_code, issue_code
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


def test_a_slip_of_the_finger_is_told_before_anything_opens(app: PhoneApp, demo: Demo) -> None:
    code = demo.things(1)[0].code
    slipped = ("A" if code[0] != "A" else "B") + code[1:]
    app.type_code(slipped)
    wanted = app.say("scan.mistyped", code=group_code(slipped))
    expect(app.sheet.get_by_role("alert")).to_have_text(wanted)
    expect(app.card).to_have_count(0)


def test_a_code_this_phone_does_not_know_is_kept_without_network(app: PhoneApp, demo: Demo) -> None:
    code = issue_code()
    demo.server.kill()
    try:
        app.type_code(code)
        said = app.sheet.get_by_text(app.say("unknown.own", code=group_code(code)))
        expect(said).to_be_visible()
        app.tap("unknown.keep")
        app.labelled("unknown.words").fill("二楼楼梯口的柜子")
        app.tap("record.save", app.sheet)
        expect(app.page.get_by_role("status").first).to_have_text(app.say("unknown.kept"))
        app.await_waiting(1)
    finally:
        demo.server.start()
    app.send_now()
    app.await_all_sent()
    kept = demo.database.rows("SELECT words FROM kept_code WHERE text = ?", code)
    assert kept == [("二楼楼梯口的柜子",)]
