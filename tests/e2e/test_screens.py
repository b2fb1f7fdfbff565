"""Every screen of the app and every page of the desk, judged by axe in every look.

With CAMPUS_SHOTS set to a folder, a picture of each is kept there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from qr_labels import issue_code
from tests.e2e.accessibility import violations
from tests.e2e.browser import Browser, Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.count_screens import CountScreens
from tests.e2e.demo import Demo
from tests.e2e.desk import Desk
from tests.e2e.desk_screens import desk_pages
from tests.e2e.judge import Judge
from tests.e2e.phone_app import PhoneApp
from tests.e2e.round_screens import RoundScreens, Screen

LOOKS = {
    "light": {"theme": "light", "size": "normal"},
    "dark": {"theme": "dark", "size": "normal"},
    "large": {"theme": "light", "size": "large"},
}
# Colours are the same in every language; longer words want the largest text.
_LOOKS_OF = {"zh": ("light", "dark", "large"), "en": ("large",)}
_THEMES_OF = {"zh": ("light", "dark"), "en": ("light",)}
_UPLOAD_MS = 60_000
_PHONE: ViewportSize = {"width": 360, "height": 740}
_OFFICE: ViewportSize = {"width": 1280, "height": 800}
CSV_LEDGER = Path(__file__).parents[1] / "data" / "ledgers" / "classroom_301_gbk.csv"


@pytest.fixture
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    assert judge.faults == []


def put_on(app: PhoneApp, look: dict[str, str]) -> None:
    """As the settings do it, without the way there and back."""
    app.page.evaluate("(chosen) => Object.assign(document.documentElement.dataset, chosen)", look)


def choose_language(app: PhoneApp) -> None:
    name = {"zh": "中文", "en": "English"}[app.language]
    app.page.get_by_label(name, exact=True).check()
    expect(app.button("signIn.go")).to_be_visible()


def open_scanning(app: PhoneApp) -> None:
    app.open("/app/scan")
    expect(app.button("scan.type")).to_be_visible()


def open_sheet(app: PhoneApp, key: str) -> None:
    open_scanning(app)
    app.tap(key)
    expect(app.sheet).to_be_visible()


def open_thing(app: PhoneApp, code: str) -> None:
    app.open(f"/app/thing/{code}")
    expect(app.button("thing.next")).to_be_visible()


def open_form(app: PhoneApp, code: str) -> None:
    open_thing(app, code)
    app.tap("thing.abnormal")
    app.take_photo()
    expect(app.button("record.save")).to_be_visible()


def reopen_form(app: PhoneApp, code: str) -> None:
    """What was begun there is there again."""
    app.open(f"/app/thing/{code}")
    expect(app.page.get_by_text(app.say("draft.restored"))).to_be_visible()


def ask_to_leave(app: PhoneApp) -> None:
    """On the form."""
    app.tap("app.cancel")
    expect(app.heading(app.say("record.discard"))).to_be_visible()


def open_photo_sheet(app: PhoneApp) -> None:
    """On the form that is about to be left."""
    app.tap("record.discardYes")
    app.tap("thing.abnormal")
    app.tap("record.take")
    expect(app.button("record.shoot")).to_be_visible()


def find(app: PhoneApp, words: str) -> None:
    app.open("/app/find")
    app.labelled("find.query").fill(words)
    expect(app.page.locator("a[href^='/app/asset/']").first).to_be_visible()


def open_titled(app: PhoneApp, path: str, key: str) -> None:
    app.open(path)
    expect(app.heading(app.say(key))).to_be_visible()
    expect(app.page.get_by_text(app.say("app.loading"))).to_have_count(0)


def open_end(app: PhoneApp, verdict: str) -> None:
    app.open("/app/end")
    expect(app.page.locator(f"[data-verdict={verdict}]")).to_be_visible(timeout=_UPLOAD_MS)


def open_end_offline(app: PhoneApp, code: str) -> None:
    """With something that cannot go up; the way out for that is unfolded."""
    app.go_offline()
    open_scanning(app)
    app.record_ok(code)
    app.open("/app/end")
    expect(app.page.get_by_text(app.say("problem.network"))).to_be_visible()
    app.page.locator("details summary").click()


def open_people(app: PhoneApp) -> None:
    app.go_online()
    open_titled(app, "/app/people", "people.title")


def open_pin_sheet(app: PhoneApp) -> None:
    app.tap("people.pinSet")
    expect(app.sheet).to_be_visible()


def open_binding(app: PhoneApp, query: str, key: str) -> None:
    """At the step where ``key`` begins what is said."""
    app.open(f"/app/labels/bind?{query}")
    beginning = app.say(key, **{"from": "{", "to": "{"}).split("{")[0]
    expect(app.page.get_by_text(beginning).first).to_be_visible()


def take_into_pile(app: PhoneApp) -> None:
    """The first thing that is found goes into a new pile."""
    app.open("/app/labels/pile")
    app.tap("labels.pileFind")
    app.labelled("find.query").fill("ckyt")
    app.page.locator("button.item").first.click()
    expect(app.page.get_by_role("status").first).not_to_be_empty()


def open_pile(app: PhoneApp) -> None:
    app.tap("labels.pileSee")
    expect(app.button("labels.remove")).to_be_visible()


def screens(demo: Demo, rounds: RoundScreens, counts: CountScreens) -> list[Screen]:
    code, foreign = demo.things(1)[0].code, issue_code()
    other = demo.things(1, kind="projector")[0].id
    return [
        ("home", lambda app: open_titled(app, "/app/", "home.recent")),
        ("take-along", lambda app: open_titled(app, "/app/take-along", "take.title")),
        ("scan", open_scanning),
        ("scan-type", lambda app: open_sheet(app, "scan.type")),
        ("scan-undo", lambda app: open_sheet(app, "undo.last")),
        ("thing", lambda app: open_thing(app, code)),
        ("thing-unknown", lambda app: open_thing(app, foreign)),
        ("abnormal", lambda app: open_form(app, code)),
        ("abnormal-again", lambda app: reopen_form(app, code)),
        ("abnormal-leave", ask_to_leave),
        ("photo", open_photo_sheet),
        ("find", lambda app: open_titled(app, "/app/find", "find.title")),
        ("find-words", lambda app: find(app, "ckyt")),
        ("labels-bind", lambda app: open_binding(app, "", "labels.scanNew")),
        ("labels-pick", lambda app: open_binding(app, f"code={code}", "labels.byOld")),
        ("labels-move", lambda app: open_binding(app, f"code={code}&asset={other}", "labels.move")),
        ("labels-pile-pick", take_into_pile),
        ("labels-pile", open_pile),
        ("labels", lambda app: open_titled(app, "/app/labels", "labels.today")),
        *rounds.screens,
        *counts.screens,
        ("waiting", lambda app: open_titled(app, "/app/waiting", "home.waiting")),
        ("end-green", lambda app: open_end(app, "go")),
        ("end-waiting", lambda app: open_end_offline(app, code)),
        ("people", open_people),
        ("people-pin", open_pin_sheet),
        ("settings", lambda app: open_titled(app, "/app/settings", "settings.title")),
        ("nowhere", lambda app: open_titled(app, "/app/nowhere/at/all", "app.name")),
    ]


def leave_some_records(app: PhoneApp, demo: Demo) -> None:
    """One fine, one broken with a photo, one withdrawn: lists have something to show."""
    first, second = demo.things(2)
    open_form(app, first.code)
    app.labelled("condition.usable").check()
    app.tap("record.save")
    app.record_ok(second.code)
    app.withdraw_last()
    app.record_ok(second.code)


def test_axe_finds_what_is_wrong(phone: Browser) -> None:
    page = phone.start()
    page.goto(f"{phone.origin}/app/")
    page.evaluate("() => document.body.append(document.createElement('button'))")
    assert any(line.startswith("button-name") for line in violations(page))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_screen_of_the_app_breaks_a_rule_of_access(
    phone: Browser, demo: Demo, judge: Judge, language: str
) -> None:
    phone.camera = Camera()
    phone.start()
    rounds = RoundScreens(demo, language)
    rounds.lay()
    app = PhoneApp(phone, language=language)
    app.open()
    choose_language(app)
    counts = CountScreens(demo, language)
    everywhere = [("sign-in", lambda _: None), *screens(demo, rounds, counts)]
    for name, go in everywhere:
        go(app)
        for look in _LOOKS_OF[language]:
            put_on(app, LOOKS[look])
            judge.look(phone, f"app-{language}-{look}-{name}")
        if name == "sign-in":
            app.arrive("patrol", demo.password("patrol"))
            leave_some_records(app, demo)


@pytest.fixture
def walked(demo: Demo, new_browser: NewBrowser) -> None:
    """A signed round and a finding: of the app's own screens, when those were looked at before."""
    if demo.database.rows("SELECT round_id FROM round_ending"):
        return
    browser = new_browser(demo.server.origin, "walker")
    browser.camera = Camera()
    browser.start()
    rounds = RoundScreens(demo, "zh")
    rounds.lay()
    app = PhoneApp(browser)
    app.arrive("patrol", demo.password("patrol"))
    for _name, go in rounds.screens:
        go(app)
    app.await_all_sent()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("walked")
def test_no_page_of_the_desk_breaks_a_rule_of_access(
    new_browser: NewBrowser, demo: Demo, judge: Judge, language: str
) -> None:
    desk = Desk(
        new_browser(demo.server.origin, "desk", phone=False, language=language), language=language
    )
    desk.browser.start()
    for path, name in (("/", "start"), ("/desk/sign-in", "sign-in"), ("/nowhere", "nowhere")):
        desk.open(path)
        judge.look(desk.browser, f"desk-{language}-{name}")
    desk.open()
    desk.sign_in("admin", demo.password("admin"))
    for name, address in desk_pages(demo):
        desk.open(address)
        for theme in _THEMES_OF[language]:
            desk.page.emulate_media(color_scheme=theme)
            judge.look(desk.browser, f"desk-{language}-{theme}-{name}")
        desk.page.set_viewport_size(_PHONE)
        judge.measure(desk.browser, f"desk-{language}-narrow-{name}")
        desk.page.set_viewport_size(_OFFICE)
    desk.open()
    desk.check_ledger(
        CSV_LEDGER, between=lambda: judge.look(desk.browser, f"desk-{language}-columns")
    )
    judge.look(desk.browser, f"desk-{language}-dry-run")
    desk.press("import.abandon")
    expect(desk.field("import.file")).to_be_attached()
    judge.look(desk.browser, f"desk-{language}-imports-some")
    desk.choose_labels("101")
    judge.look(desk.browser, f"desk-{language}-labels-choice")
    desk.try_label()
    desk.press("desk.label.print")
    expect(desk.page.get_by_role("link", name=desk.say("desk.label.open_pdf"))).to_be_visible()
    judge.look(desk.browser, f"desk-{language}-labels-ready")
