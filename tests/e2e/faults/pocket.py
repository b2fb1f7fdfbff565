"""A phone without a profile on the disk: a context of a Chromium that many share."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.e2e.browser import QUIET, Camera, chromium_path, screen_of
from tests.e2e.watch import Watch


def launched(driver: Playwright) -> Chromium:
    """A Chromium whose camera shows a test picture."""
    flags = [*QUIET, *Camera().flags()]
    return driver.chromium.launch(executable_path=chromium_path(), args=flags)


class Pocket:
    """What the app's driver knows as a browser. ``watch`` sees all its pages."""

    def __init__(self, chromium: Chromium, origin: str, *, phone: bool) -> None:
        self.origin = origin
        self.watch = Watch(origin)
        self.context: BrowserContext = chromium.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            permissions=["camera"],
            **screen_of(phone=phone),
        )
        self.context.set_default_timeout(15_000)
        self.watch.follow(self.context)
        self.context.new_page()

    @property
    def page(self) -> Page:
        return self.context.pages[0]

    def close(self) -> None:
        self.context.close()

    def devtools(self, command: str, tab: int = 0, **params: Any) -> Any:
        """One command of the Chrome DevTools protocol to a page."""
        session = self.context.new_cdp_session(self.context.pages[tab])
        try:
            return session.send(command, params)
        finally:
            session.detach()
