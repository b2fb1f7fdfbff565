"""The patroller on a round: looks at what is scanned, answers, and signs."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.e2e.night_school import Labelled, NightSchool
from tests.e2e.phone_app import PhoneApp

_FILM_MS = 60_000
Answer = Callable[[], None]


class RoundWalk:
    """``answers``: what is done at things that are not simply 正常, by their id."""

    def __init__(self, app: PhoneApp, school: NightSchool, answers: dict[str, Answer]) -> None:
        self.app = app
        self.school = school
        self.answered: set[str] = set()
        self._answers = answers

    def type_door(self, door: Labelled) -> None:
        """By the code under its label; all that is left behind it is 正常."""
        self.app.type_code(door.code)
        self._rest().click()
        expect(self.app.page.locator("dialog[open]")).to_have_count(0)

    def until(self, *things: Labelled) -> None:
        """Let the camera look until all of these have been answered."""
        wanted = {thing.id for thing in things}
        while not wanted <= self.answered:
            expect(self.app.sheet).to_be_visible(timeout=_FILM_MS)
            # The next label may open a sheet as soon as this one is closed.
            self.app.sheet.evaluate("(sheet) => { sheet.dataset.met = ''; }")
            self._answer()
            expect(self.app.page.locator("dialog[data-met]")).to_have_count(0)

    def _rest(self) -> Locator:
        return self.app.sheet.get_by_role("button", name="项正常")

    def _answer(self) -> None:
        app, sheet, rest = self.app, self.app.sheet, self._rest()
        wrong = app.button("round.scanOn", sheet)
        expect(app.card.or_(rest).or_(wrong).or_(sheet.locator(".notice-ok"))).to_be_visible()
        if wrong.is_visible():
            self._elsewhere(sheet)
        elif rest.is_visible():
            rest.click()
            self.answered |= {door.id for door in self.school.doors[:-1]}
        elif app.card.is_visible():
            self._inspect(str(app.card.get_attribute("data-asset")))
        else:
            app.leave_thing()

    def _elsewhere(self, sheet: Locator) -> None:
        """A wrong room, and a broken thing in it."""
        app, stranger = self.app, self.school.stranger
        expect(sheet).to_contain_text(app.say("round.notHere"))
        what = sheet.locator(".notice p").first.inner_text()
        if stranger.id in self.answered or stranger.name.split()[0] not in what:
            self.answered.add(self.school.doors[-1].id)
            app.tap("round.scanOn", sheet)
            return
        app.tap("round.recordUnplanned", sheet)
        self._say(stranger.id)

    def _inspect(self, asset_id: str) -> None:
        if asset_id in self.answered:
            self.app.leave_thing()
        else:
            self._say(asset_id)

    def _say(self, asset_id: str) -> None:
        self._answers.get(asset_id, self.app.answer_ok)()
        self.answered.add(asset_id)


def begin_unscanned(app: PhoneApp, stop: str) -> None:
    """[扫不了] on the scanning screen, as far as the reason."""
    app.tap("round.cannotScan")
    app.sheet.locator(f"[data-stop='{stop}']").click()
    app.labelled("round.why.label_worn").check()


def explain(app: PhoneApp, flag: str, *, words: str = "") -> None:
    """In one place; or, with words, something else."""
    told = app.page.locator(f"[data-flag={flag}]")
    if words:
        told.locator("textarea").fill(words)
    else:
        told.get_by_label(app.say("round.reason.together"), exact=True).check()


def sign(app: PhoneApp) -> None:
    """With a finger on the field for it."""
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
