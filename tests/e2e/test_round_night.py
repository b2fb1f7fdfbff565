"""A night round without network: midnight, a dead phone, a wrong room, signatures, the paper."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect

from server.domain.school_day import SCHOOL_ZONE
from tests.e2e.browser import Browser, Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.desk import Desk
from tests.e2e.night import ROUTE
from tests.e2e.night_school import ROUTE_NAME, NightSchool
from tests.e2e.phone_app import PhoneApp
from tests.e2e.round_walk import RoundWalk, begin_unscanned, explain, sign

_STALE_SECONDS = 2 * 86_400
_WHY_OLD = "昨天拍的，今晚还是这样"
_SEEN = "已阅，灯明天换"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[NightSchool]:
    school = NightSchool.begin(tmp_path, time(23, 40))
    yield school
    school.night.server.stop()


def at_school(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).astimezone(SCHOOL_ZONE).strftime("%H:%M")


def old_photo(folder: Path) -> Path:
    path = folder / "lamp.jpg"
    Image.new("RGB", (64, 48), "gray").save(path)
    taken = path.stat().st_mtime - _STALE_SECONDS
    os.utime(path, (taken, taken))
    return path


def say_abnormal(app: PhoneApp, *, fixed: bool = False, photo: Path | None = None) -> None:
    """Three taps; a fourth says that it was put right on the spot."""
    app.tap("thing.abnormal", app.sheet)
    app.sheet.locator("button.chip").first.click()
    if fixed:
        app.labelled("record.fixed").check()
    if photo is not None:
        app.sheet.locator("input[type=file]").set_input_files(photo)
        expect(app.sheet.locator(".thumb img")).to_be_visible()
    app.tap("record.save", app.sheet)


def arrive(browser: Browser, school: NightSchool) -> PhoneApp:
    browser.start()
    school.night.show_to(browser.context)
    app = PhoneApp(browser)
    app.arrive("patrol", school.demo.password("patrol"))
    browser.settle()  # what is on the disk is there after a kill
    school.night.show_to(browser.context)
    app.open()
    app.await_home()
    return app


def test_a_night_round_without_network_is_whole_in_the_morning_and_on_paper(
    school: NightSchool, new_browser: NewBrowser, tmp_path: Path
) -> None:
    night, stops, doors = school.night, school.stops, school.doors
    browser = new_browser(night.server.origin, "phone")
    browser.camera = Camera()
    app = arrive(browser, school)
    app.go_offline()
    app.page.locator("[data-window=open]", has_text=ROUTE_NAME).click()
    expect(app.page.locator("[data-next]")).to_contain_text(stops[0].name)
    round_address = app.page.url
    answers = {
        stops[16].id: lambda: say_abnormal(app, photo=old_photo(tmp_path)),
        stops[17].id: lambda: say_abnormal(app, fixed=True),
        school.stranger.id: lambda: say_abnormal(app),
    }
    walk = RoundWalk(app, school, answers)
    before_midnight(walk)

    night.pass_by(browser.context, timedelta(minutes=40))
    browser.kill()
    browser.camera = Camera(
        film=school.film_of(
            [*stops[16:20], doors[5], school.stranger, doors[4]], tmp_path / "labels.mjpeg"
        )
    )
    browser.start()
    night.show_to(browser.context)
    app.go_offline()
    finish_unscanned(app, school)
    app.page.goto(round_address + "/scan")
    expect(app.page.locator("[data-next]")).to_be_visible()
    walk.until(*stops[16:20], doors[5], school.stranger, doors[4])
    review(app, round_address)

    night.pass_by(browser.context, timedelta(hours=6))
    app.go_online()
    app.send_now()
    app.await_all_sent()
    round_id = assert_whole(school)
    desk = Desk(new_browser(night.server.origin, "desk", phone=False))
    countersign(desk, school)
    assert_shown(desk, school, round_id)
    assert_printed(paper_of(desk, round_id), school)


def before_midnight(walk: RoundWalk) -> None:
    """Three rooms by the codes of their doors, a thing of the fourth, and a label that is worn:
    the phone dies before that is saved."""
    app, school = walk.app, walk.school
    app.tap("home.scan")
    for door in school.doors[:3]:
        walk.type_door(door)
    app.record_ok(school.stops[15].code)
    begin_unscanned(app, school.stops[24].id)
    expect(app.labelled("round.why.label_worn")).to_be_checked()


def finish_unscanned(app: PhoneApp, school: NightSchool) -> None:
    """What the dead phone had of it is there again, with a way to it on the first screen."""
    app.open()
    begun = app.say("draft.open", name=school.stops[24].name)
    app.page.locator(".unfinished a", has_text=begun).click()
    expect(app.labelled("round.why.label_worn")).to_be_checked()
    app.tap("record.save", app.sheet)
    at = app.page.locator(f"[data-stop='{school.stops[24].id}'][data-state=unscanned]")
    expect(at).to_be_visible()


def review(app: PhoneApp, round_address: str) -> None:
    """What the scans say is told first, and explained; then comes the signature."""
    app.page.goto(round_address)
    app.tap("round.review")
    expect(app.page.locator(".page-main h2").first).to_have_text(app.say("round.abnormal") + " 2")
    flags = app.page.locator("[data-flag]")
    expect(flags).to_have_count(2)
    app.tap("round.sign")
    lack = app.page.get_by_role("alert").last
    expect(lack).to_have_text(app.say("round.explainFirst", n=2))
    explain(app, "too_quick")
    explain(app, "stale_photo", words=_WHY_OLD)
    app.tap("round.sign")
    expect(lack).to_have_text(app.say("round.signFirst"))
    sign(app)
    expect(app.page.locator(".notice-ok")).to_be_visible()
    expect(app.button("round.review")).to_have_count(0)


def assert_whole(school: NightSchool) -> str:
    """At the server; the round's id."""
    database, stops = school.demo.database, [thing.id for thing in school.stops]
    [(round_id, day)] = database.rows("SELECT id, day FROM round WHERE route_id = ?", ROUTE)
    assert str(day) == school.night.day.isoformat()
    rows = database.rows(
        "SELECT asset_id, result, fixed_on_spot, how, effective_at FROM inspection"
        " WHERE round_id = ? ORDER BY effective_at",
        round_id,
    )
    said = {row[0]: row[1:4] for row in rows}
    assert {said[stop] for stop in stops[:15]} == {("ok", 0, "door")}
    assert said[stops[15]] == ("ok", 0, "typed")
    assert said[stops[16]] == ("abnormal", 0, "camera")
    assert said[stops[17]] == ("abnormal", 1, "camera")
    assert said[stops[18]] == said[stops[19]] == ("ok", 0, "camera")
    assert {said[stop] for stop in stops[20:24]} == {("ok", 0, "door")}
    assert said[school.stranger.id] == ("abnormal", 0, "camera")
    assert len(rows) == len(said) == len(stops)  # one stop is unscanned, one find unplanned
    assert [at_school(row[4])[:2] for row in rows] == ["23"] * 16 + ["00"] * 9
    assert database.rows("SELECT asset_id, why FROM unscanned_stop") == [(stops[24], "label_worn")]
    assert database.rows("SELECT asset_id FROM label_request") == [(stops[24],)]
    states = database.rows("SELECT state FROM finding WHERE round_id = ?", round_id)
    assert sorted(state for (state,) in states) == ["closed", "open", "open"]
    assert database.rows("SELECT count(*) FROM held_fact") == [(0,)]
    return str(round_id)


def countersign(desk: Desk, school: NightSchool) -> None:
    """The leader, in the list of what waits."""
    desk.browser.start()
    desk.open()
    desk.sign_in("leader", school.demo.password("leader"))
    desk.open("/desk/rounds/waiting")
    desk.page.get_by_role("checkbox", name=ROUTE_NAME).check()
    desk.field("desk.round.words").fill(_SEEN)
    desk.press("desk.round.sign_ticked")
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.round.signed_now", n=1))


def assert_shown(desk: Desk, school: NightSchool, round_id: str) -> None:
    """On the round's page of the desk."""
    desk.open(f"/desk/rounds/{round_id}")
    main = desk.page.locator("main")
    for text in (
        desk.say("desk.round.reason.together"),
        _WHY_OLD,
        school.demo.name_of("leader"),
        _SEEN,
        desk.say("desk.round.finds"),
    ):
        expect(main).to_contain_text(text)
    expect(main.locator("li.stop")).to_have_count(len(school.stops) + 1)
    expect(main.locator("svg.signature polyline")).to_have_count(1)


def paper_of(desk: Desk, round_id: str) -> bytes:
    """The record of the round as it is printed."""
    address = f"/desk/forms/file?form=records&round_id={round_id}"
    answer = desk.browser.context.request.get(desk.browser.origin + address)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def assert_printed(pdf: bytes, school: NightSchool) -> None:
    """Names, times, words, 未扫码, the find, reasons and both signatures."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    demo = school.demo
    told = [thing.name for thing in (*school.stops, school.stranger)]
    told += [ROUTE_NAME, "23:4", "00:2", "未扫码", "标签坏了", "当场改正", "线外", "照片1张"]
    told += ["集中在一处", _WHY_OLD, _SEEN]
    morning = school.night.day + timedelta(days=1)
    told += [f"{demo.name_of('patrol')} {morning} 00:2", f"{demo.name_of('leader')} {morning} 06:2"]
    missing = [one for one in told if "".join(one.split()) not in text]
    assert missing == [], text
