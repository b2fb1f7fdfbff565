"""What a phone records here, and what the server has of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.demo import Demo, Thing
from tests.e2e.phone_app import PhoneApp
from tests.factories.facts import Phone
from tests.functional.served.http_client import HttpClient

_PATIENCE_MS, _LOOK_MS = 30_000, 250


def record_ok(app: PhoneApp, thing: Thing) -> None:
    """From anywhere: its label opened, found in order, saved."""
    app.open(f"/app/thing/{thing.code}")
    app.tap("thing.ok")
    expect(app.button("scan.type")).to_be_visible()


def begin_broken(app: PhoneApp, thing: Thing) -> None:
    """The form with a condition in it."""
    app.open(f"/app/thing/{thing.code}")
    app.tap("thing.abnormal")
    app.labelled("condition.unusable").check()


def record_broken(app: PhoneApp, thing: Thing) -> None:
    """With one photo."""
    begin_broken(app, thing)
    app.take_photo()
    save_form(app)


def save_form(app: PhoneApp) -> None:
    """Until the form is gone: the record is on the phone."""
    app.tap("record.save")
    expect(app.button("scan.type")).to_be_visible()


def recorded_codes(demo: Demo, app: PhoneApp) -> list[str]:
    """The labels that the phone's applied inspections name, in the order they were made."""
    query = "SELECT code FROM inspection WHERE device_id = ? ORDER BY seq"
    return [code for (code,) in demo.database.rows(query, app.device_id)]


def stored_photos(demo: Demo, app: PhoneApp) -> set[str]:
    """The photos at the server that the phone's applied facts name."""
    query = (
        "SELECT stored_photo.sha256 FROM stored_photo JOIN fact_photo"
        " ON fact_photo.sha256 = stored_photo.sha256 JOIN fact ON fact.id = fact_photo.fact_id"
        " WHERE fact.device_id = ?"
    )
    return {sha256 for (sha256,) in demo.database.rows(query, app.device_id)}


def neighbour(demo: Demo, login: str = "teacher") -> Phone:
    """Another phone of the school, without a screen."""
    client = HttpClient(demo.server.port)
    return Phone(client, client.sign_in(login, demo.password(login)))


def until(app: PhoneApp, holds: Callable[[], bool]) -> None:
    """While the page goes on living. Raises TimeoutError."""
    for _ in range(_PATIENCE_MS // _LOOK_MS):
        if holds():
            return
        app.page.wait_for_timeout(_LOOK_MS)
    raise TimeoutError("it never came to hold")
