"""A night round without network: midnight, a dead phone, a wrong room, to the signature."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from server.domain.route import Stop
from server.domain.school_day import SCHOOL_ZONE
from tests.e2e.browser import Browser, Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.demo import Demo
from tests.e2e.film import make_film, printed_labels
from tests.e2e.night import ROUTE, Night
from tests.e2e.phone_app import PhoneApp

_ROUTE = "三栋楼夜间巡查"
_ROOMS = 4
_FILM_MS = 60_000
_REASON = "值班电话打断了"


@dataclass(frozen=True)
class Labelled:
    id: str
    name: str
    code: str


@dataclass(frozen=True)
class School:
    """``rooms`` with some of their things; the round goes through the first three of them."""

    night: Night
    demo: Demo
    rooms: tuple[tuple[Labelled, tuple[Labelled, ...]], ...]

    @property
    def doors(self) -> tuple[Labelled, ...]:
        return tuple(room for room, _things in self.rooms)

    @property
    def stops(self) -> tuple[Labelled, ...]:
        return tuple(thing for _room, things in self.rooms[:3] for thing in things)

    @property
    def stranger(self) -> Labelled:
        """A thing that the round does not stop at."""
        return self.rooms[3][1][0]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    night = Night.begin(tmp_path, time(23, 40))
    try:
        demo = Demo(night.server)
        school = School(night, demo, tuple(_rooms(night, demo)))
        night.lay_route(_ROUTE, [Stop(asset_id=thing.id) for thing in school.stops])
        yield school
    finally:
        night.server.stop()


def _rooms(night: Night, demo: Demo) -> Iterator[tuple[Labelled, tuple[Labelled, ...]]]:
    rooms = demo.database.rows(
        "SELECT place.id, place.name FROM place JOIN asset ON asset.place_id = place.id"
        " WHERE asset.kind_id = 'computer' GROUP BY place.id, place.name"
        " HAVING count(*) >= 3 ORDER BY place.id LIMIT ?",
        _ROOMS,
    )
    for place_id, name in rooms:
        things = demo.database.rows(
            "SELECT asset.id, asset.name || ' ' || asset.ledger_number, label.code FROM asset"
            " JOIN label ON label.asset_id = asset.id"
            " WHERE asset.place_id = ? AND asset.kind_id = 'computer' ORDER BY asset.id LIMIT 3",
            place_id,
        )
        door = Labelled(place_id, name, night.label_door(place_id))
        yield door, tuple(Labelled(*thing) for thing in things)


def film_of(things: list[Labelled], school: School, path: Path) -> Path:
    pdf = io.BytesIO()
    specs = [LabelSpec(thing.code, school.night.server.origin, thing.name) for thing in things]
    write_sheet_pdf(specs, A4_3X8, pdf)
    pictures = printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))
    return make_film(pictures, path, label_seconds=1.2, blank_seconds=0.3)


class Walk:
    """The patroller: looks at what the camera has read, and answers."""

    def __init__(self, app: PhoneApp, school: School) -> None:
        self.app = app
        self.school = school
        self.answered: set[str] = set()

    def until(self, *things: Labelled) -> None:
        """Go on until all of these have been answered."""
        wanted = {thing.id for thing in things}
        while not wanted <= self.answered:
            expect(self.app.sheet).to_be_visible(timeout=_FILM_MS)
            self._answer()
            expect(self.app.page.locator("dialog[open]")).to_have_count(0)

    def _answer(self) -> None:
        app, sheet = self.app, self.app.sheet
        rest = sheet.get_by_role("button", name="项正常")
        wrong = app.button("round.scanOn", sheet)
        expect(app.card.or_(rest).or_(wrong).or_(sheet.locator(".notice-ok"))).to_be_visible()
        if wrong.is_visible():
            self._elsewhere(sheet)
        elif rest.is_visible():
            rest.click()
            self.answered |= {door.id for door in self.school.doors}
        elif app.card.is_visible():
            self._inspect(str(app.card.get_attribute("data-asset")))
        else:
            app.leave_thing()

    def _elsewhere(self, sheet: Locator) -> None:
        """A wrong room, and a broken thing in it."""
        expect(sheet).to_contain_text(self.app.say("round.notHere"))
        stranger = self.school.stranger
        what = sheet.locator(".notice p").first.inner_text()
        if stranger.id in self.answered or stranger.name.split()[0] not in what:
            self.answered.add(self.school.doors[3].id)
            self.app.tap("round.scanOn", sheet)
            return
        self.app.tap("round.recordUnplanned", sheet)
        self._abnormal(fixed=False)
        self.answered.add(stranger.id)

    def _inspect(self, asset_id: str) -> None:
        if asset_id in self.answered:
            self.app.leave_thing()
            return
        faults = {self.school.stops[3].id: False, self.school.stops[4].id: True}
        if asset_id in faults:
            self._abnormal(fixed=faults[asset_id])
        else:
            self.app.answer_ok()
        self.answered.add(asset_id)

    def _abnormal(self, *, fixed: bool) -> None:
        """Three taps; a fourth says that it was put right on the spot."""
        app = self.app
        app.tap("thing.abnormal", app.sheet)
        app.sheet.locator("button.chip").first.click()
        if fixed:
            app.labelled("record.fixed").check()
        app.tap("record.save", app.sheet)


def sign(app: PhoneApp) -> None:
    pad = app.page.locator(".signature canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = app.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 60)
    mouse.down()
    for step in range(40):
        mouse.move(box["x"] + 30 + step * 6, box["y"] + 60 + step % 10 * 7)
    mouse.up()
    app.tap("round.sign")


def at_school(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).astimezone(SCHOOL_ZONE).strftime("%H:%M")


def test_a_night_round_without_network_is_whole_in_the_morning(
    school: School, new_browser: NewBrowser, tmp_path: Path
) -> None:
    night, demo, stops = school.night, school.demo, school.stops
    browser = new_browser(night.server.origin, "phone")
    filmed = [stops[0], school.doors[0], *stops[3:8], school.doors[3], school.stranger]
    browser.camera = Camera(film=film_of(filmed, school, tmp_path / "labels.mjpeg"))
    app = arrive(browser, school)

    app.go_offline()
    app.page.locator("[data-window=open]", has_text=_ROUTE).click()
    expect(app.page.locator("[data-next]")).to_contain_text(stops[0].name)
    round_address = app.page.url
    app.tap("home.scan")
    walk = Walk(app, school)
    walk.until(stops[0], school.doors[0])

    night.pass_by(browser.context, timedelta(minutes=40))
    browser.kill()
    browser.start()
    night.show_to(browser.context)
    app.go_offline()
    app.page.goto(round_address + "/scan")
    expect(app.page.locator("[data-next]")).to_contain_text(stops[3].name)
    walk.until(*stops[3:8], school.doors[3], school.stranger)

    app.page.goto(round_address)
    say_why_not_scanned(night, app, stops[8])
    app.tap("round.review")
    expect(app.page.locator(".page-main h2").first).to_have_text(app.say("round.abnormal") + " 2")
    explain(app)
    app.tap("round.sign")
    expect(app.page.get_by_role("alert")).to_have_text(app.say("round.signFirst"))
    sign(app)
    expect(app.page.locator(".notice-ok")).to_be_visible()
    expect(app.button("round.review")).to_have_count(0)

    night.pass_by(browser.context, timedelta(hours=6))
    app.go_online()
    app.send_now()
    app.await_all_sent()
    assert_whole(demo, school)


def arrive(browser: Browser, school: School) -> PhoneApp:
    browser.start()
    school.night.show_to(browser.context)
    app = PhoneApp(browser)
    app.arrive("patrol", school.demo.password("patrol"))
    browser.settle()  # what is on the disk is there after a kill
    school.night.show_to(browser.context)
    app.open()
    app.await_home()
    return app


def say_why_not_scanned(night: Night, app: PhoneApp, thing: Labelled) -> None:
    """With a photo that is a quarter of an hour old when the record is saved."""
    app.page.locator(f"[data-stop='{thing.id}']").click()
    app.tap("round.cannotScan", app.sheet)
    app.labelled("round.why.label_worn").check()
    app.take_photo()
    night.pass_by(app.page.context, timedelta(minutes=15))
    app.tap("record.save", app.sheet)
    expect(app.page.locator(f"[data-stop='{thing.id}'][data-state=unscanned]")).to_be_visible()


def explain(app: PhoneApp) -> None:
    """Nothing is signed before each flag has its reason: of the old photo, and of the film, which
    may show labels faster than anybody walks."""
    old = app.page.locator("[data-flag=stale_photo]")
    expect(old).to_contain_text(app.say("round.flag.stale_photo", n=1))
    app.tap("round.sign")
    expect(old.get_by_role("alert")).to_have_text(app.say("round.explainLacks"))
    for flag in app.page.locator("[data-flag]").all():
        for other in flag.get_by_label(app.say("round.reason.other"), exact=True).all():
            other.check()
        flag.locator("textarea").fill(_REASON)


def assert_whole(demo: Demo, school: School) -> None:
    [(round_id, day)] = demo.database.rows("SELECT id, day FROM round WHERE route_id = ?", ROUTE)
    assert str(day) == school.night.day.isoformat()
    rows = demo.database.rows(
        "SELECT asset_id, result, fixed_on_spot, how, effective_at FROM inspection"
        " WHERE round_id = ? ORDER BY effective_at",
        round_id,
    )
    said = {row[0]: row[1:4] for row in rows}
    stops = [thing.id for thing in school.stops]
    assert said[stops[0]] == ("ok", 0, "camera")
    assert said[stops[1]] == said[stops[2]] == ("ok", 0, "door")
    assert said[stops[3]] == ("abnormal", 0, "camera")
    assert said[stops[4]] == ("abnormal", 1, "camera")
    assert said[school.stranger.id] == ("abnormal", 0, "camera")
    assert len(rows) == len(said) == len(stops)  # one stop is unscanned, one find unplanned
    assert [at_school(row[4])[:2] for row in rows if row[0] in stops[:3]] == ["23"] * 3
    assert at_school(rows[-1][4])[:2] == "00"
    assert demo.database.rows("SELECT asset_id, why FROM unscanned_stop") == [
        (stops[8], "label_worn")
    ]
    [(signature,)] = demo.database.rows("SELECT signature FROM round_ending")
    assert "strokes" in signature
    [(reasons,)] = demo.database.rows("SELECT reasons FROM round_ending")
    said = {given["flag"]: given["words"] for given in json.loads(reasons)}
    assert set(said.values()) == {_REASON} and "stale_photo" in said
    states = demo.database.rows("SELECT state FROM finding WHERE round_id = ?", round_id)
    assert sorted(state for (state,) in states) == ["closed", "open", "open"]
    assert demo.database.rows("SELECT count(*) FROM held_fact") == [(0,)]
