"""The desk through the eyes and hands of an administrator."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Browser
from tests.e2e.ordinary_phone import open_address, read_codes
from tests.e2e.texts import desk_text

_IMPORT_MS = 60_000


@dataclass(frozen=True)
class Account:
    """Somebody who signs in."""

    name: str
    login: str
    password: str


class Desk:
    """One browser's first page on the desk."""

    def __init__(self, browser: Browser, *, language: str = "zh") -> None:
        self.browser = browser
        self.language = language

    @property
    def page(self) -> Page:
        return self.browser.page

    def say(self, key: str, **params: object) -> str:
        return desk_text(key, language=self.language, **params)

    def open(self, path: str = "/desk/") -> None:
        self.page.goto(self.browser.origin + path)

    def field(self, key: str) -> Locator:
        """The input under a label, which may say more: that it is needed."""
        return self.page.get_by_label(re.compile(f"^{re.escape(self.say(key))}"))

    def press(self, key: str, **params: object) -> None:
        self.page.get_by_role("button", name=self.say(key, **params), exact=True).click()

    def follow(self, key: str, **params: object) -> None:
        self.page.get_by_role("link", name=self.say(key, **params), exact=True).first.click()

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text)

    def sign_in(self, login: str, password: str) -> None:
        """From any page of the desk, which shows the sign-in first."""
        self.field("landing.login").fill(login)
        self.field("landing.password").fill(password)
        self.press("landing.sign_in")
        today = self.say("desk.menu.overview")
        expect(self.page.get_by_role("heading", name=today, exact=True)).to_be_visible()

    def begin_school(self, school: str, administrator: Account) -> None:
        """Through the demo's yellow bar; ends at the new school's sign-in."""
        self.follow("desk.begin_school")
        self.field("desk.begin.school").fill(school)
        self.field("desk.begin.term").fill("2026-2027 第一学期")
        self.field("desk.begin.starts_on").fill("2026-09-01")
        self.field("desk.begin.ends_on").fill("2027-01-22")
        self.field("desk.begin.name").fill(administrator.name)
        self.field("desk.begin.login").fill(administrator.login)
        self.field("desk.begin.password").fill(administrator.password)
        self.press("desk.begin.go")
        expect(self.heading(self.say("landing.sign_in_title"))).to_be_visible()

    def add_person(self, person: Account, role_key: str) -> None:
        self.follow("desk.menu.people")
        self.follow("desk.person.add")
        self.field("desk.person.login").fill(person.login)
        self.field("desk.person.name").fill(person.name)
        self.field("desk.person.password").fill(person.password)
        self.page.get_by_role("checkbox", name=self.say(role_key)).check()
        self.press("desk.save")
        expect(self.page.get_by_role("status")).to_have_text(self.say("desk.saved"))

    def check_ledger(self, file: Path, between: Callable[[], None] = lambda: None) -> None:
        """Upload, look at the columns (``between``), read it so; ends at the dry run."""
        self.follow("desk.menu.imports")
        self.field("import.file").set_input_files(file)
        self.press("import.upload")
        dry_run = self.heading(self.say("import.dry_run_title"))
        expect(dry_run).to_be_visible(timeout=_IMPORT_MS)
        self.follow("import.columns_change")
        expect(self.heading(self.say("import.columns_title"))).to_be_visible()
        between()
        self.press("import.columns_submit")
        expect(dry_run).to_be_visible(timeout=_IMPORT_MS)

    def confirm_import(self) -> None:
        self.page.locator("form[action$=confirmation] button").click()
        expect(self.heading(self.say("import.result_title"))).to_be_visible()

    def choose_labels(self, place: str) -> None:
        """Those of all things in a place; ends where the paper is chosen."""
        self.follow("desk.menu.places")
        self.field("desk.place.search").fill(place)
        self.page.get_by_role("link", name=place).first.click()
        self.page.locator("button[value=place_things]").click()
        expect(self.heading(self.say("desk.label.print_title"))).to_be_visible()

    def try_label(self) -> None:
        """先试贴一张, where it is still asked for: print one, scan it with somebody's phone, and
        come back to where the paper is chosen."""
        asked_for = self.page.get_by_role("button", name=self.say("desk.trial.print"))
        if not asked_for.count():
            return
        with self.page.expect_popup() as opened:
            asked_for.click()
        [address] = read_codes(self._sheet(opened.value))
        opened.value.close()
        assert self.say("scan.trial_passed") in open_address(address, self.language)
        passed = re.escape(self.say("desk.trial.passed", at="*")).replace(r"\*", ".+")
        expect(self.page.get_by_role("status")).to_have_text(re.compile(passed))

    def print_place(self, place: str) -> bytes:
        """The A4 sheet with those labels, as the server prints it."""
        self.choose_labels(place)
        self.try_label()
        self.press("desk.label.print")
        return self._sheet(self.page)

    def _sheet(self, page: Page) -> bytes:
        """The PDF of the print job that ``page`` shows."""
        link = page.get_by_role("link", name=self.say("desk.label.open_pdf"))
        answer = page.request.get(self.browser.origin + str(link.get_attribute("href")))
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()
