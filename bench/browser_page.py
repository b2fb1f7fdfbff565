"""An empty page of a server with a bench's script in it, in a Chromium with a fresh profile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from tests.e2e.browser import Browser


class BenchPage:
    """What the script laid into ``bench``, to be called from here."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self._page = page
        self._devtools = browser.context.new_cdp_session(page)

    def call(self, name: str, *arguments: object) -> Any:
        """The answer of ``bench.NAME(...arguments)``."""
        call = "([name, given]) => globalThis.bench[name](...given)"
        return self._page.evaluate(call, [name, list(arguments)])

    def slow(self, times: int) -> None:
        """Let the page's processor be that many times slower; 1 is as it is."""
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})


@contextmanager
def bench_page(
    driver: Playwright, origin: str, path: str, script: str, profile: Path
) -> Iterator[BenchPage]:
    """``path`` answers with any text that is no app: the page is its server's, and empty."""
    browser = Browser(driver, origin, profile, phone=True)
    page = browser.start()
    try:
        page.goto(origin + path)
        page.evaluate(script)
        yield BenchPage(browser, page)
    finally:
        browser.close()
