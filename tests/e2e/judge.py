"""What is looked at on a screen: axe's rules, and that nothing sticks out."""

from __future__ import annotations

import os
from pathlib import Path

from tests.e2e.accessibility import violations
from tests.e2e.browser import Browser

_IS_TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth;
}"""


class Judge:
    """Collects what axe finds, so that one run names every fault."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._shots = os.environ.get("CAMPUS_SHOTS")

    def look(self, browser: Browser, name: str) -> None:
        self.faults += [f"{name}: {line}" for line in violations(browser.page)]
        self.measure(browser, name)
        if self._shots:
            path = Path(self._shots) / f"{name}.png"
            browser.page.screenshot(path=path, full_page=not name.startswith("app"))

    def measure(self, browser: Browser, name: str) -> None:
        """Nothing sticks out to the right."""
        if browser.page.evaluate(_IS_TOO_WIDE):
            self.faults.append(f"{name}: it is wider than the screen")
