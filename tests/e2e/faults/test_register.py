"""Pulls that go wrong leave the register of the phone as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.proxy import Answered, Asked, Deliver, Fault, Proxy, answers, broken_off
from tests.e2e.faults.proxy import portal as portal_answer
from tests.e2e.faults.records import neighbour
from tests.e2e.phone_app import PhoneApp

EXPIRED = answers(410, b'{"code": "cursor_expired"}', "application/problem+json")


def shortened_rows(asked: Asked, deliver: Deliver) -> Answered:
    """Rows with fewer values than columns."""
    answered = deliver(asked)
    page = json.loads(answered.body)
    assert page["rows"], "nothing to spoil"
    for change in page["rows"]:
        change["row"] = change["row"][:-4]
    return replace(answered, body=json.dumps(page).encode())


def no_rows(_asked: Asked, _deliver: Deliver) -> Answered:
    return Answered(200, (("Content-Type", "application/json"),), b"{}")


BAD_PULLS: dict[str, tuple[Fault, Fault]] = {
    "changes broken off": (broken_off, broken_off),
    "a portal's changes": (portal_answer, portal_answer),
    "shortened rows": (shortened_rows, broken_off),
    "an empty object": (no_rows, no_rows),
    "snapshot broken off": (EXPIRED, broken_off),
    "a portal's snapshot": (EXPIRED, portal_answer),
}


def taken_along(app: PhoneApp) -> str:
    """What the phone says it has of the school."""
    app.open("/app/take-along")
    said = app.page.locator(".card p").first
    expect(said).to_be_visible()
    return said.inner_text()


@pytest.mark.parametrize("bad", [list(BAD_PULLS)[:3], list(BAD_PULLS)[3:]], ids=["1", "2"])
def test_a_bad_pull_destroys_no_good_rows(
    app: PhoneApp, demo: Demo, proxy: Proxy, bad: list[str]
) -> None:
    thing = demo.things(1, kind="chair")[0]
    before = taken_along(app)
    other = neighbour(demo)
    for name in bad:
        changes, snapshot = BAD_PULLS[name]
        other.push(other.inspection(thing.id, "usable"))
        proxy.always("GET", "/changes", changes)
        proxy.always("GET", "/snapshot", snapshot)
        app.send_now()
        expect(app.page.locator("[aria-live] .notice").first).to_be_visible()
        assert taken_along(app) == before, name
        app.open(f"/app/thing/{thing.code}")
        expect(app.card).to_have_attribute("data-asset", thing.id)
        proxy.heal()
    other.push(other.inspection(thing.id, "missing"))
    with app.page.expect_request_finished(lambda request: "/changes" in request.url):
        app.send_now()
    expect(app.button("waiting.now")).to_be_enabled()
    app.open(f"/app/thing/{thing.code}")
    expect(app.card).to_contain_text(app.say("condition.missing"))
    assert taken_along(app) == before
