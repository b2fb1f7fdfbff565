"""The screens of a round on the phone, from the list of rounds to the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import expect

from server.domain.route import Stop
from server.domain.school_day import school_day
from tests.e2e.demo import Demo, Thing
from tests.e2e.phone_app import PhoneApp
from tests.e2e.round_walk import begin_unscanned, sign
from tests.e2e.routes import demo_address, lay_route

Screen = tuple[str, Callable[[PhoneApp], None]]
_ROUTES = {
    "zh": "0b1c7a34-3c0a-4a53-9a49-6a4f3a1c0c02",
    "en": "0b1c7a34-3c0a-4a53-9a49-6a4f3a1c0c03",
}
_STOPS = 7


class RoundScreens:
    """A round of the demo school: seven screens on the walls of classrooms."""

    def __init__(self, demo: Demo, language: str) -> None:
        self._demo = demo
        self._route = _ROUTES[language]
        *self._stops, self._stranger = demo.things(_STOPS + 1)

    def lay(self) -> None:
        """To be done before a phone takes the school along."""
        now = datetime.now(UTC)
        stops = [Stop(asset_id=thing.id) for thing in self._stops]
        address = demo_address(self._demo.server.data_dir)
        lay_route(address, self._route, "一体机巡查", stops, now, school_day(now))

    @property
    def screens(self) -> list[Screen]:
        return [
            ("rounds", self._list),
            ("round", self._round),
            ("round-stop", self._stop),
            ("round-scan", self._scan),
            ("round-elsewhere", self._elsewhere),
            ("round-door", self._door),
            ("round-unscanned", self._unscanned),
            ("round-review", self._review),
            ("round-signed", self._signed),
        ]

    @property
    def _address(self) -> str:
        return f"/app/rounds/{self._route}/{school_day(datetime.now(UTC))}/extra"

    def _list(self, app: PhoneApp) -> None:
        app.open("/app/rounds")
        expect(app.heading(app.say("round.walkExtra"))).to_be_visible()

    def _round(self, app: PhoneApp) -> None:
        app.open(self._address)
        expect(app.page.locator("[data-next]")).to_be_visible()

    def _stop(self, app: PhoneApp) -> None:
        app.page.locator(f"[data-stop='{self._stops[0].id}']").click()
        expect(app.button("round.cannotScan", app.sheet)).to_be_visible()

    def _scan(self, app: PhoneApp) -> None:
        app.open(self._address + "/scan")
        expect(app.page.locator("[data-next]")).to_be_visible()

    def _elsewhere(self, app: PhoneApp) -> None:
        app.type_code(self._stranger.code)
        expect(app.button("round.scanOn", app.sheet)).to_be_visible()

    def _door(self, app: PhoneApp) -> None:
        app.tap("round.scanOn", app.sheet)
        app.type_code(self._door_of(self._stops[0]))
        expect(app.sheet.locator(".button-ok")).to_be_visible()

    def _unscanned(self, app: PhoneApp) -> None:
        """After three by their typed codes, which wants an explanation."""
        app.sheet.locator(".button-ok").click()
        for thing in self._stops[1:4]:
            app.record_ok(thing.code)
        self._record_abnormal(app, self._stops[4])
        begin_unscanned(app, self._stops[5].id)

    def _record_abnormal(self, app: PhoneApp, thing: Thing) -> None:
        app.type_code(thing.code)
        app.tap("thing.abnormal")
        app.labelled("condition.unusable").check()
        app.sheet.locator("button.chip").first.click()
        app.tap("record.save", app.sheet)
        expect(app.page.locator("dialog[open]")).to_have_count(0)

    def _review(self, app: PhoneApp) -> None:
        """One thing is left; the signature was tried too early."""
        app.tap("record.save", app.sheet)
        expect(app.page.locator("dialog[open]")).to_have_count(0)
        app.open(self._address + "/review")
        expect(app.page.locator("[data-flag=not_scanned]")).to_be_visible()
        app.tap("round.sign")
        expect(app.page.get_by_role("alert").last).to_be_visible()

    def _signed(self, app: PhoneApp) -> None:
        app.labelled("round.isLeft").check()
        reason = app.page.get_by_label(app.say("round.reason.rescanned"), exact=True)
        for flag in reason.all():
            flag.check()
        sign(app)
        expect(app.page.locator(".notice-ok")).to_be_visible()

    def _door_of(self, thing: Thing) -> str:
        [(code,)] = self._demo.database.rows(
            "SELECT label.code FROM label JOIN asset ON asset.place_id = label.place_id"
            " WHERE asset.id = ?",
            thing.id,
        )
        return str(code)
