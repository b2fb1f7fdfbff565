"""收工, 换人 and the way out: what a guard does when the round is over, network or not."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp

_CHECK_MS = 60_000
_PIN = "2580"


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    phone.camera = Camera(refused=True)
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    return app


def record(app: PhoneApp, code: str) -> None:
    app.open("/app/scan")
    app.record_ok(code)


def await_verdict(app: PhoneApp, verdict: str, text: str) -> None:
    shown = app.page.locator(f"[data-verdict={verdict}]")
    expect(shown).to_contain_text(text, timeout=_CHECK_MS)


def choose_pin(app: PhoneApp) -> None:
    app.open("/app/people")
    app.tap("people.pinSet")
    app.labelled("people.pinNew", least=4, most=6).fill(_PIN)
    app.labelled("people.pinAgain").fill(_PIN)
    app.tap("record.save", app.sheet)
    expect(app.button("people.pinChange")).to_be_visible()


def authors(demo: Demo, app: PhoneApp) -> list[tuple[str, str]]:
    """Label and author's login of this phone's records, in their order."""
    query = (
        "SELECT inspection.code, person.login FROM inspection"
        " JOIN person ON person.id = inspection.author_id"
        " WHERE device_id = ? ORDER BY seq"
    )
    return demo.database.rows(query, app.device_id)


def test_the_end_of_a_round_turns_green_when_the_server_has_everything(
    app: PhoneApp, demo: Demo
) -> None:
    first, second = demo.things(2)
    app.go_offline()
    record(app, first.code)
    record(app, second.code)
    app.open("/app/")
    app.tap("home.end")
    await_verdict(app, "wait", app.say("end.waiting", n=2))
    app.go_online()
    await_verdict(app, "go", app.say("end.checked", n=2))
    assert authors(demo, app) == [(first.code, "patrol"), (second.code, "patrol")]


def test_what_the_server_lost_is_found_missing_and_sent_again(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    record(app, thing.code)
    app.await_all_sent()
    demo.database.change("DELETE FROM inspection WHERE device_id = ?", app.device_id)
    demo.database.change("DELETE FROM fact WHERE device_id = ?", app.device_id)
    app.open("/app/end")
    await_verdict(app, "go", app.say("end.checked", n=1))
    assert authors(demo, app) == [(thing.code, "patrol")]


def test_people_change_without_network_and_each_keeps_what_is_theirs(
    app: PhoneApp, demo: Demo
) -> None:
    first, second, third = demo.things(3)
    choose_pin(app)
    app.tap("people.another")
    app.fill_sign_in("admin", demo.password("admin"))
    app.await_home()
    app.go_offline()
    record(app, first.code)
    app.open("/app/people")
    app.page.get_by_role("button", name=demo.name_of("patrol")).click()
    app.labelled("people.pin").fill("0000")
    app.tap("people.enter", app.sheet)
    expect(app.page.get_by_text(app.say("problem.pin_wrong", left=4))).to_be_visible()
    app.labelled("people.pin").fill(_PIN)
    app.tap("people.enter", app.sheet)
    app.await_home()
    record(app, second.code)
    app.go_online()
    record(app, third.code)
    app.await_all_sent()
    assert authors(demo, app) == [
        (first.code, "admin"),
        (second.code, "patrol"),
        (third.code, "patrol"),
    ]


def test_what_cannot_go_up_is_saved_into_a_file(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    app.go_offline()
    record(app, thing.code)
    app.open("/app/waiting")
    app.page.locator("details.export summary").click()
    with app.page.expect_download() as downloading:
        app.tap("export.go")
    lines = [json.loads(line) for line in downloading.value.path().read_text().splitlines()]
    assert [line["t"] for line in lines] == ["head", "fact", "end"]
    assert json.loads(lines[1]["raw"])["body"]["code"] == thing.code
    app.await_waiting(1)
    app.go_online()
    app.send_now()
    app.await_all_sent()
    assert authors(demo, app) == [(thing.code, "patrol")]
