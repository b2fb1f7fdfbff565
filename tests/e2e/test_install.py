"""Whether a phone offers to install the app."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.browser import Browser
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp

# A browser without a window never offers an installation, whatever the page is like.
_OF_THE_TEST_BROWSER = {"in-incognito", "not-in-main-frame"}


def test_the_app_can_be_installed(phone: Browser, demo: Demo) -> None:
    phone.start()
    app = PhoneApp(phone)
    app.open()
    expect(app.button("signIn.go")).to_be_visible()
    app.await_shell()
    devtools = phone.context.new_cdp_session(app.page)
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [e for e in errors if e["errorId"] not in _OF_THE_TEST_BROWSER] == []
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert demo.server.origin in manifest["url"]


def test_the_manifest_names_both_shortcuts_and_icons_that_exist(phone: Browser) -> None:
    page = phone.start()
    manifest = page.request.get(f"{phone.origin}/manifest.webmanifest").json()
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["/app/scan", "/app/waiting"]
    assert manifest["id"] == "/app/"
    assert any("maskable" in icon.get("purpose", "") for icon in manifest["icons"])
    for icon in manifest["icons"]:
        assert page.request.get(phone.origin + icon["src"]).ok, icon
