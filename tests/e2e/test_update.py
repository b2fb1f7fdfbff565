"""A new version of the app waits until nobody is in the middle of something."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.e2e.browser import Browser, Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp
from tests.e2e.server_process import ServerProcess

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installed:
    """A copy of the product, so that a new version can be put in."""

    root: Path
    demo: Demo

    def put_in_new_version(self) -> None:
        """As a build does that changed one file of the shell: another worker, another cache."""
        worker = self.root / "pwa" / "dist" / "sw.js"
        source = worker.read_text("utf-8")
        worker.write_text(source.replace("shell-", "shell-next-"), "utf-8")
        (worker.parent / "sw.js.gz").unlink(missing_ok=True)


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installed]:
    root = tmp_path / "product"
    for part in ("server", "qr_labels", "migrations", "pwa/dist"):
        shutil.copytree(_ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    server = ServerProcess(tmp_path / "data", root)
    server.start()
    yield Installed(root, Demo(server))
    server.stop()


def look_for_update(app: PhoneApp) -> None:
    app.page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          await registration.update();
        }"""
    )


def tap_until_it_reloads(app: PhoneApp) -> None:
    """The form may be just closing at the first tap, and a browser lets the old worker end its
    work before the new one takes over."""
    for _ in range(15):
        with suppress(TimeoutError), app.page.expect_event("load", timeout=4_000):
            app.tap("app.update")
        if not app.button("app.update").is_visible():
            return
    pytest.fail(f"the new version does not take over: {app.page.evaluate(_WHO_HOLDS_IT)}")


_WHO_HOLDS_IT = """async () => {
  const { held } = await navigator.locks.query();
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  const states = [installing, waiting, active].map((worker) => worker?.state);
  return JSON.stringify({ locks: held.map(({ name }) => name), states });
}"""


def test_a_new_version_waits_for_an_open_draft(
    new_browser: NewBrowser, installed: Installed
) -> None:
    demo = installed.demo
    browser: Browser = new_browser(demo.server.origin, "phone")
    browser.camera = Camera(refused=True)
    browser.start()
    app = PhoneApp(browser)
    app.arrive("patrol", demo.password("patrol"))
    app.open(f"/app/thing/{demo.things(1)[0].code}")
    app.tap("thing.abnormal")
    words = app.labelled("record.words")
    words.fill("门锁松了")

    installed.put_in_new_version()
    look_for_update(app)
    offer = app.button("app.update")
    expect(offer).to_be_visible()
    offer.click()
    app.page.wait_for_timeout(1_000)
    expect(words).to_have_value("门锁松了")

    app.labelled("condition.usable").check()
    app.tap("record.save")
    expect(app.button("scan.type")).to_be_visible()
    tap_until_it_reloads(app)
    expect(offer).to_have_count(0)
    app.await_all_sent()
