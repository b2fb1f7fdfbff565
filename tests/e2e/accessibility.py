"""axe on the page as it stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap((v) => v.nodes.map((n) =>
    `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.failureSummary}`));
}"""


@cache
def _axe_source() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule; animations are over when it looks."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map((a) => a.finished))")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_source())
    found: list[Any] = page.evaluate(_RUN)
    return [str(line) for line in found]
