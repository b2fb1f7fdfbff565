"""How long a cold start without network takes until the first label is read, in Chromium.

Run: `python -m bench.cold_start`. 20,000 assets on the phone, the server dead, the browser just
started, the page's processor slowed 6 times; from the start of the navigation to /app/scan (the
icon's shortcut) until the thing of the label before the camera is shown. A line a figure:
NAME VALUE UNIT bar BAR holds|falls short.
"""

from __future__ import annotations

import io
import statistics
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.big_school import LOGIN, PASSWORD, BigSchool, served_big_school
from bench.verdict import report
from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from tests.e2e.browser import Browser, Camera
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp

MS_BAR = 5_000
SLOWED = 6
RUNS = 5
_WATCH = """new MutationObserver(() => {
  if (window.shown === undefined && document.querySelector('[data-asset]'))
    requestAnimationFrame(() => { window.shown ??= performance.now(); });
  if (document.querySelector('.page')) window.first ??= performance.now();
}).observe(document, { childList: true, subtree: true });"""


def main() -> None:
    with served_big_school() as school, sync_playwright() as driver:
        browser = Browser(driver, school.server.origin, school.folder / "phone", phone=True)
        browser.camera = Camera(film=film_of(school))
        browser.start()
        PhoneApp(browser).arrive(LOGIN, PASSWORD)
        browser.close()
        school.server.kill()
        runs = [start_cold(browser) for _ in range(RUNS)]
    screens, decodes = zip(*runs, strict=True)
    print(f"cold_start.first_screen {statistics.median(screens):.0f} ms")
    report("cold_start.first_decode", statistics.median(decodes), "ms", MS_BAR)
    report("cold_start.first_decode_worst", max(decodes), "ms", MS_BAR)


def film_of(school: BigSchool) -> Path:
    """One label, always in view: what is measured is the phone, not the hand."""
    pdf = io.BytesIO()
    label = LabelSpec(school.code, school.server.origin, "文件柜")
    write_sheet_pdf([label], A4_3X8, pdf)
    labels = printed_labels(pdf.getvalue(), A4_3X8.name, 1)
    return make_film(labels, school.folder / "label.mjpeg", label_seconds=2, blank_seconds=0)


def start_cold(browser: Browser) -> tuple[float, float]:
    """ms until the first screen, and until the thing is shown."""
    page = browser.start()
    devtools = browser.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(_WATCH)
    app = PhoneApp(browser)
    app.open("/app/scan")
    page.wait_for_function("() => window.shown !== undefined", timeout=60_000)
    first, shown = page.evaluate("() => [window.first, window.shown]")
    browser.close()
    return first, shown


if __name__ == "__main__":
    main()
