"""The address in a label's symbol, opened by an ordinary camera."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Browser
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp


@pytest.mark.parametrize("path", ["/Q/", "/q/"])
def test_a_label_opens_the_app_at_its_thing_or_the_sign_in_that_leads_there(
    phone: Browser, demo: Demo, path: str
) -> None:
    first, second = demo.things(2)
    phone.start()
    app = PhoneApp(phone)
    app.open(path + first.code)
    app.fill_sign_in("patrol", demo.password("patrol"))
    expect(app.card).to_have_attribute("data-asset", first.id, timeout=60_000)
    app.open(path + second.code.lower())
    expect(app.card).to_have_attribute("data-asset", second.id)
