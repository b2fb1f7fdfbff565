"""The phone app through the eyes and fingers of the person who holds it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.e2e.browser import Browser
from tests.e2e.texts import app_text

_TAKE_ALONG_MS = 60_000
_UPLOAD_MS = 60_000


class PhoneApp:
    """One tab of a browser, wherever the app stands in it."""

    def __init__(self, browser: Browser, *, language: str = "zh", tab: int = 0) -> None:
        self.browser = browser
        self.language = language
        self._tab = tab

    @property
    def page(self) -> Page:
        return self.browser.context.pages[self._tab]

    def say(self, key: str, **params: object) -> str:
        return app_text(key, language=self.language, **params)

    def open(self, path: str = "/app/") -> None:
        self.page.goto(self.browser.origin + path)

    def button(self, key: str, within: Page | Locator | None = None) -> Locator:
        """The button or the link that looks like one."""
        place = within or self.page
        name = self.say(key)
        return place.get_by_role("button", name=name, exact=True).or_(
            place.get_by_role("link", name=name, exact=True)
        )

    def tap(self, key: str, within: Page | Locator | None = None) -> None:
        self.button(key, within).click()

    def labelled(self, key: str, **params: object) -> Locator:
        """The input, or whatever else carries this label."""
        return self.page.get_by_label(self.say(key, **params), exact=True)

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text, exact=True)

    @property
    def bar(self) -> Locator:
        return self.page.locator("[data-waiting]")

    @property
    def sheet(self) -> Locator:
        """The open sheet on top."""
        return self.page.locator("dialog[open]").last

    @property
    def card(self) -> Locator:
        """The thing that is shown."""
        return self.page.locator("[data-asset]")

    def fill_sign_in(self, login: str, password: str) -> None:
        self.labelled("signIn.login").fill(login)
        self.labelled("signIn.password").fill(password)
        self.tap("signIn.go")

    def await_home(self) -> None:
        """After the first sign-in the school is taken along before the first screen comes."""
        expect(self.button("home.scan")).to_be_visible(timeout=_TAKE_ALONG_MS)

    def arrive(self, login: str, password: str) -> None:
        """From nothing to the first screen with the school in the pocket, good for offline."""
        self.open()
        self.fill_sign_in(login, password)
        self.await_home()
        self.await_shell()

    def await_shell(self) -> None:
        """The service worker has the whole shell and holds this page or the next."""
        self.page.evaluate("async () => { await navigator.serviceWorker.ready; }")

    def go_offline(self) -> None:
        self.browser.context.set_offline(True)

    def go_online(self) -> None:
        self.browser.context.set_offline(False)

    def await_waiting(self, facts: int) -> None:
        expect(self.bar).to_have_attribute("data-waiting", str(facts), timeout=_UPLOAD_MS)

    def await_all_sent(self) -> None:
        """Nothing waits, no record and no photo."""
        expect(self.bar).to_have_text(self.say("bar.none"), timeout=_UPLOAD_MS)

    def send_now(self) -> None:
        """By the button, from wherever the app stands."""
        self.bar.click()
        self.tap("waiting.now")

    def type_code(self, code: str) -> None:
        """On the scanning screen."""
        self.tap("scan.type")
        self.labelled("scan.code").fill(code)
        self.tap("scan.codeGo", self.sheet)

    def answer_ok(self) -> None:
        self.tap("thing.ok")

    def answer_broken(self) -> None:
        """Cannot be used, in the first of the phrases, with two photos."""
        self.tap("thing.abnormal")
        self.labelled("condition.unusable").check()
        self.page.locator("button.chip").first.click()
        self.take_photo()
        self.take_photo(after_seconds=2.3)
        expect(self.page.locator(".thumb img")).to_have_count(2)
        self.tap("record.save")
        saving = self.button("record.save").or_(self.button("record.saving"))
        expect(saving).to_have_count(0)

    def leave_thing(self) -> None:
        """Close its sheet without an answer."""
        self.labelled("app.close").click()

    def withdraw_last(self) -> None:
        """On the scanning screen, where the next label may come before the finger."""
        asked = self.heading(self.say("undo.title"))
        while not asked.is_visible():
            if self.card.is_visible():
                self.leave_thing()
            with suppress(TimeoutError):
                self.button("undo.last").click(timeout=1_000)
            expect(asked.or_(self.card)).to_be_visible()
        self.tap("undo.yes")
        expect(asked).to_have_count(0)

    def take_photo(self, after_seconds: float = 0.3) -> None:
        """From the form, one photo of what the camera sees after a while; its film begins anew."""
        self.tap("record.take")
        self.page.wait_for_function(
            "(after) => document.querySelector('dialog .photo-view')?.currentTime >= after",
            arg=after_seconds,
        )
        self.tap("record.shoot", self.sheet)
        expect(self.labelled("record.take")).to_have_count(0)

    def record_ok(self, code: str) -> None:
        """One thing found by its typed code and answered, on the scanning screen."""
        self.type_code(code)
        self.answer_ok()
        expect(self.card).to_have_count(0)

    @property
    def device_id(self) -> str:
        """The id under which the server knows this phone."""
        return str(self.outbox("devices")[0]["device_id"])

    def outbox(self, store: str) -> list[dict[str, Any]]:
        """All rows of one store of the outbox, without the bytes in them."""
        rows: list[dict[str, Any]] = self.page.evaluate(_READ_OUTBOX, store)
        return rows

    def photo_hashes(self) -> set[str]:
        """The photos the phone keeps: each is what its name says."""
        photos = self.outbox("photos")
        for photo in photos:
            assert hashlib.sha256(bytes(photo["bytes"])).hexdigest() == photo["sha256"]
        return {photo["sha256"] for photo in photos}


_READ_OUTBOX = """(store) => new Promise((give, fail) => {
  const opening = indexedDB.open('campus-outbox');
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const db = opening.result;
    const reading = db.transaction(store).objectStore(store).getAll();
    reading.onsuccess = () => {
      db.close();
      const plain = (value) => value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
      give(reading.result.map((row) => Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, plain(value)]))));
    };
  };
})"""
