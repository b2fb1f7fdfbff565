"""The server dies with -9 while a phone is uploading; everything arrives once all the same."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Request

from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.phone_app import PhoneApp

FACTS = 6


@pytest.fixture
def app(phone: Browser, demo: Demo) -> PhoneApp:
    """A phone with six records, one with two photos, that have not been sent."""
    phone.camera = Camera()
    phone.start()
    app = PhoneApp(phone)
    app.arrive("patrol", demo.password("patrol"))
    demo.server.kill()
    things = demo.things(FACTS)
    app.open(f"/app/thing/{things[0].code}")
    app.answer_broken()
    for thing in things[1:]:
        app.record_ok(thing.code)
    app.await_waiting(FACTS)
    return app


@pytest.mark.parametrize(("part", "delay_seconds"), [("/facts", 0.02), ("/photos/", 0.01)])
def test_killed_in_the_middle_of_a_sync(
    app: PhoneApp, demo: Demo, part: str, delay_seconds: float
) -> None:
    struck = threading.Event()

    def strike(request: Request) -> None:
        if part in request.url and request.method in ("POST", "PUT") and not struck.is_set():
            struck.set()
            threading.Timer(delay_seconds, demo.server.kill).start()

    app.page.on("request", strike)
    demo.server.start()
    app.send_now()
    while demo.server.is_running:
        app.page.wait_for_timeout(20)
    app.page.remove_listener("request", strike)
    demo.server.start()
    app.tap("waiting.now")
    app.await_all_sent()

    device, hashes = app.device_id, app.photo_hashes()
    seqs = demo.database.rows("SELECT seq FROM fact WHERE device_id = ? ORDER BY seq", device)
    assert seqs == [(n,) for n in range(1, FACTS + 1)]
    assert demo.database.rows("SELECT count(*) FROM inspection WHERE device_id = ?", device) == [
        (FACTS,)
    ]
    marks = ", ".join("?" for _ in hashes)
    stored = demo.database.rows(
        f"SELECT sha256 FROM stored_photo WHERE sha256 IN ({marks})",  # noqa: S608 - marks only
        *hashes,
    )
    assert {sha256 for (sha256,) in stored} == hashes
    assert len(hashes) == 2
