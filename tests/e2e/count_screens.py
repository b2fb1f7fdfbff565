"""The screens of the term's count on the phone, from the list of rooms to the signature."""

from __future__ import annotations

from playwright.sync_api import expect

from qr_labels import issue_code
from tests.e2e.count_room import Counter, CountRoom, draw
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp
from tests.e2e.round_screens import Screen

_ROOMS = {"zh": "教学楼201", "en": "教学楼202"}


class CountScreens:
    """A room of the demo's stocktake, counted by somebody whose room it is not."""

    def __init__(self, demo: Demo, language: str) -> None:
        self._room = CountRoom(demo, _ROOMS[language])
        [self._display] = self._room.things("display")
        [self._cabinet] = self._room.things("cabinet")
        self._stranger = CountRoom(demo, "教学楼203").things("desk")[0]

    @property
    def screens(self) -> list[Screen]:
        return [
            ("count-list", self._list),
            ("count-sheet", self._sheet),
            ("count-group", self._group),
            ("count-damage", self._damage),
            ("count-total", self._total),
            ("count-scan", self._scan),
            ("count-stranger", self._stranger_found),
            ("count-unknown", self._unknown),
            ("count-bind", self._bind),
            ("count-review", self._review),
            ("count-signed", self._signed),
        ]

    def _list(self, app: PhoneApp) -> None:
        app.open("/app/stocktake")
        expect(app.page.locator(f"[data-sheet='{self._room.sheet}']")).to_be_visible()

    def _sheet(self, app: PhoneApp) -> None:
        app.page.locator(f"[data-sheet='{self._room.sheet}']").click()
        expect(app.heading(self._room.name)).to_be_visible()

    def _group(self, app: PhoneApp) -> None:
        counter = Counter(app, self._room)
        counter.count("窗帘", 5)
        counter.group("窗帘").click()
        expect(app.labelled("stocktake.good")).to_be_visible()

    def _damage(self, app: PhoneApp) -> None:
        app.tap("app.cancel", app.sheet)
        Counter(app, self._room).piece(self._cabinet).click()
        app.tap("stocktake.hasDamage", app.sheet)
        expect(app.button("record.save", app.sheet)).to_be_visible()

    def _total(self, app: PhoneApp) -> None:
        """One that does not fit."""
        app.labelled("condition.usable").check()
        app.tap("record.save", app.sheet)
        expect(app.page.locator("dialog[open]")).to_have_count(0)
        app.tap("stocktake.allOk")
        app.labelled("stocktake.total").fill("3")
        app.tap("stocktake.totalSave", app.sheet)
        expect(app.sheet.get_by_role("alert")).to_be_visible()

    def _scan(self, app: PhoneApp) -> None:
        """With what was seen last."""
        app.leave_thing()
        counter = Counter(app, self._room)
        counter.begin_scanning()
        counter.type_found(self._display)

    def _stranger_found(self, app: PhoneApp) -> None:
        app.type_code(self._stranger.code)
        expect(app.button("stocktake.stands")).to_be_visible()

    def _unknown(self, app: PhoneApp) -> None:
        app.tap("stocktake.stands")
        expect(app.page.locator("dialog[open]")).to_have_count(0)
        app.type_code(issue_code())
        expect(app.button("stocktake.bind")).to_be_visible()

    def _bind(self, app: PhoneApp) -> None:
        app.tap("stocktake.bind")
        expect(app.sheet.locator("[data-piece]").first).to_be_visible()

    def _review(self, app: PhoneApp) -> None:
        """The signature was tried too early."""
        app.leave_thing()
        counter = Counter(app, self._room)
        counter.end_scanning()
        counter.begin_signing()
        app.tap("stocktake.sign")
        expect(app.page.get_by_role("alert").last).to_be_visible()

    def _signed(self, app: PhoneApp) -> None:
        """With one cause for all that had none."""
        app.page.get_by_label(app.say("stocktake.cause.unknown"), exact=True).first.click()
        draw(app.page.locator(".signature canvas"))
        app.tap("stocktake.sign")
        expect(app.page.locator(".notice-ok")).to_be_visible()
