"""One Chromium and one proxy before the demo school serve all faults that do not break them.

A phone is a browser context: storage, cookies and service worker of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Playwright

from tests.e2e.demo import Demo
from tests.e2e.faults.pocket import Pocket, launched
from tests.e2e.faults.proxy import Proxy, proxy_to
from tests.e2e.phone_app import PhoneApp
from tests.e2e.server_process import ServerProcess

NewPocket = Callable[..., Pocket]


@pytest.fixture(scope="package")
def chromium(driver: Playwright) -> Iterator[Chromium]:
    browser = launched(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def lasting_proxy(lasting_demo: Demo) -> Iterator[Proxy]:
    with proxy_to(lasting_demo.server.port) as proxy:
        yield proxy


@pytest.fixture
def proxy(lasting_proxy: Proxy) -> Iterator[Proxy]:
    """The network, good at the start of each test."""
    lasting_proxy.heal()
    lasting_proxy.log.clear()
    yield lasting_proxy
    lasting_proxy.heal()


@pytest.fixture
def new_pocket(chromium: Chromium, proxy: Proxy) -> Iterator[NewPocket]:
    """Makes phones; their pages are judged after the test."""
    made: list[Pocket] = []

    def make(*, phone: bool = True, origin: str = proxy.origin) -> Pocket:
        made.append(Pocket(chromium, origin, phone=phone))
        return made[-1]

    yield make
    for pocket in made:
        pocket.close()
    for pocket in made:
        pocket.watch.assert_clean()


@pytest.fixture
def pocket(new_pocket: NewPocket) -> Pocket:
    return new_pocket()


@pytest.fixture
def app(pocket: Pocket, demo: Demo) -> PhoneApp:
    """The patrol's phone, with the school taken along, on the first screen."""
    app = PhoneApp(pocket)
    app.arrive("patrol", demo.password("patrol"))
    return app


@pytest.fixture
def own_demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo school that the test may stop, restore and break."""
    server = ServerProcess(tmp_path / "data")
    server.start()
    yield Demo(server)
    server.stop()
