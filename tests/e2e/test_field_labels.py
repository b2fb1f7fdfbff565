"""Labels in the field, without network: blank ones get their things, worn ones are asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from qr_labels import group_code, issue_code
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo, Thing
from tests.e2e.phone_app import PhoneApp


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    phone.camera = Camera(refused=True)
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    return app


def titled(demo: Demo, thing: Thing) -> str:
    """Its name with its number: a room has many things of one name."""
    rows = demo.database.rows("SELECT ledger_number FROM asset WHERE id = ?", thing.id)
    return f"{thing.name} {rows[0][0]}"


def find(app: PhoneApp, thing: Thing) -> None:
    """On the screen that asks what the label is put on."""
    app.labelled("find.query").fill(thing.code)
    app.page.locator(f"a[href*='asset={thing.id}']").click()


def put_on(app: PhoneApp) -> None:
    app.tap("labels.stuck")
    expect(app.page.get_by_text(app.say("labels.scanNew"))).to_be_visible()


def take_up_again(app: PhoneApp, code: str) -> None:
    """The phone dies after a blank label was scanned; the first screen knows of it."""
    app.browser.settle()
    app.go_offline()
    app.open()
    name = app.say("labels.draft", code=group_code(code))
    app.page.get_by_text(app.say("draft.open", name=name)).click()


def test_labels_bound_and_asked_for_without_network_arrive(app: PhoneApp, demo: Demo) -> None:
    first, second = demo.things(2, kind="projector")
    new, spare = issue_code(), issue_code()
    app.go_offline()
    app.tap("home.labels")
    app.tap("labels.bind")
    app.type_code(new)
    expect(app.button("labels.byOld")).to_be_visible()
    take_up_again(app, new)
    find(app, first)
    put_on(app)

    app.type_code(spare)
    app.tap("labels.byOld")
    app.type_code(second.code)
    put_on(app)
    app.type_code(new)
    app.tap("labels.moveOther")
    find(app, second)
    asked = app.say("labels.move", **{"from": titled(demo, first), "to": titled(demo, second)})
    expect(app.page.get_by_text(asked)).to_be_visible()
    app.tap("labels.moveNot")

    app.open("/app/scan")
    app.type_code(new)
    expect(app.card).to_have_attribute("data-asset", first.id)
    app.tap("label.worn")
    expect(app.sheet.get_by_text(app.say("label.requested"))).to_be_visible()
    app.leave_thing()
    app.await_waiting(3)

    app.go_online()
    app.send_now()
    app.await_all_sent()
    bound = "SELECT code, asset_id FROM label WHERE code IN (?, ?) ORDER BY code"
    assert demo.database.rows(bound, new, spare) == sorted([(new, first.id), (spare, second.id)])
    asked_for = "SELECT why FROM label_request WHERE asset_id = ? AND withdrawn_by IS NULL"
    assert demo.database.rows(asked_for, first.id) == [("worn",)]
