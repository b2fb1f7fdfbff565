"""What a phone without network saved to a file is taken in at the desk, and counts once."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.e2e.conftest import NewBrowser
from tests.e2e.demo import Demo
from tests.e2e.desk import Desk
from tests.e2e.phone_app import PhoneApp


def save_to_file(app: PhoneApp, file: Path) -> None:
    app.open("/app/waiting")
    app.page.locator("details.export summary").click()
    with app.page.expect_download() as downloading:
        app.tap("export.go")
    downloading.value.save_as(file)


def take_in(desk: Desk, file: Path) -> None:
    """From the page of held facts to the result."""
    desk.open("/desk/held")
    desk.follow("desk.intake.title")
    expect(desk.field("desk.intake.file")).to_be_attached()
    assert violations(desk.page) == []
    desk.field("desk.intake.file").set_input_files(file)
    desk.press("desk.intake.go")
    expect(desk.heading(desk.say("desk.intake.result"))).to_be_visible()
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.intake.whole"))
    assert violations(desk.page) == []


def arrived(demo: Demo, app: PhoneApp) -> tuple[int, int]:
    """Records of the phone, and photos of them whose bytes are there."""
    [records] = demo.database.rows(
        "SELECT count(*) FROM inspection WHERE device_id = ?", app.device_id
    )
    [photos] = demo.database.rows(
        "SELECT count(*) FROM fact_photo JOIN fact ON fact.id = fact_id"
        " JOIN stored_photo ON stored_photo.sha256 = fact_photo.sha256 WHERE device_id = ?",
        app.device_id,
    )
    return records[0], photos[0]


def test_a_phone_without_network_hands_its_round_over_in_a_file(
    demo: Demo, new_browser: NewBrowser, tmp_path: Path
) -> None:
    first, second = demo.things(2)
    app = PhoneApp(new_browser(demo.server.origin, "phone"))
    app.browser.start()
    app.arrive("patrol", demo.password("patrol"))
    app.browser.context.set_offline(True)
    app.tap("home.scan")
    app.record_ok(first.code)
    app.type_code(second.code)
    app.answer_broken()
    file = tmp_path / "round.jsonl"
    save_to_file(app, file)

    desk = Desk(new_browser(demo.server.origin, "desk", phone=False))
    desk.browser.start()
    desk.open()
    desk.sign_in("admin", demo.password("admin"))
    for _ in range(2):
        take_in(desk, file)
        assert arrived(demo, app) == (2, 2)

    app.await_waiting(2)
    app.browser.context.set_offline(False)
    app.send_now()
    app.await_all_sent()
    assert arrived(demo, app) == (2, 2)
