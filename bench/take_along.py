"""How long a phone takes to put a school of 20,000 assets into its pocket, in Chromium.

Run: `python -m bench.take_along`. From the moment the app says that it takes the school along
until the first screen is there, over this machine's own network; plain and with the page's
processor slowed 4 times. A line a figure: NAME VALUE UNIT bar BAR holds|falls short.
"""

from __future__ import annotations

from playwright.sync_api import Playwright, sync_playwright

from bench.big_school import ASSETS, LOGIN, PASSWORD, BigSchool, served_big_school
from bench.verdict import report
from tests.e2e.browser import Browser
from tests.e2e.phone_app import PhoneApp

SECONDS_BAR = 3
SLOWED = 4
# Marks when the screen of the taking along comes, and when the first screen follows it.
_WATCH = """(title) => {
  new MutationObserver(() => {
    const here = performance.now();
    if (document.querySelector('h1')?.textContent === title) window.began ??= here;
    if (window.began && document.querySelector('.home-scan')) window.ended ??= here;
  }).observe(document, { childList: true, subtree: true, characterData: true });
}"""


def main() -> None:
    with served_big_school() as school, sync_playwright() as driver:
        report("take_along.plain", seconds(driver, school, 1), "s", SECONDS_BAR)
        report(f"take_along.slowed_{SLOWED}", seconds(driver, school, SLOWED), "s", SECONDS_BAR)


def seconds(driver: Playwright, school: BigSchool, slowed: int) -> float:
    """Of one new phone whose processor is that many times slower."""
    browser = Browser(driver, school.server.origin, school.folder / f"phone-{slowed}", phone=True)
    page = browser.start()
    app = PhoneApp(browser)
    app.open()
    devtools = browser.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.evaluate(_WATCH, app.say("take.title"))
    app.fill_sign_in(LOGIN, PASSWORD)
    app.await_home()
    taken: float = page.evaluate("() => window.ended - window.began")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    app.open("/app/take-along")
    counted = app.page.get_by_text(str(ASSETS))
    counted.wait_for()
    browser.close()
    return taken / 1000


if __name__ == "__main__":
    main()
