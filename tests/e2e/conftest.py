"""A real server process and real browsers. One demo school serves all tests but those that break
their server; every browser is watched, and must have stayed with its server."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.e2e.browser import Browser
from tests.e2e.demo import Demo
from tests.e2e.server_process import ServerProcess

_APP_PAGE = Path(__file__).parents[2] / "pwa" / "dist" / "index.html"

expect.set_options(timeout=10_000)  # a machine may have much else to do

NewBrowser = Callable[..., Browser]
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package", autouse=True)
def built_app() -> None:
    if not _APP_PAGE.exists():
        pytest.fail("the app is not built: run `make build` before the tests in a browser")


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def lasting_demo() -> Iterator[Demo]:
    folder = Path(tempfile.mkdtemp(prefix="campus-demo-"))
    server = ServerProcess(folder / "data")
    server.start()
    yield Demo(server)
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def demo(lasting_demo: Demo) -> Demo:
    """The demo school, served at the start of each test whatever the last one did to it."""
    if not lasting_demo.server.is_running:
        lasting_demo.server.start()
    return lasting_demo


@pytest.fixture
def new_browser(
    driver: Playwright, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[NewBrowser]:
    """Makes browsers; ``NAME`` is the profile's. They close, and are judged, after the test; of a
    test that failed they say what they showed."""
    made: list[Browser] = []

    def make(origin: str, name: str, *, phone: bool = True, language: str = "zh") -> Browser:
        made.append(Browser(driver, origin, tmp_path / name, phone=phone, language=language))
        return made[-1]

    yield make
    if request.node.stash.get(_FAILED, False):
        for browser in made:
            sys.stdout.write(browser.shown())
    for browser in made:
        browser.close()
    for browser in made:
        browser.watch.assert_clean()


@pytest.fixture
def phone(new_browser: NewBrowser, demo: Demo) -> Browser:
    """The patrol's phone at the demo school, not yet started."""
    return new_browser(demo.server.origin, "phone")
