"""Facts that cannot be applied, or that the server chokes on: the others go on."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.desk import Desk
from tests.e2e.faults.conftest import NewPocket
from tests.e2e.faults.proxy import Answered, Asked, Deliver, Proxy, answers, cut
from tests.e2e.faults.records import record_ok, recorded_codes
from tests.e2e.phone_app import PhoneApp

SPOIL = """(seq) => new Promise((give) => {
  const opening = indexedDB.open('campus-outbox');
  opening.onsuccess = async () => {
    const db = opening.result;
    const read = db.transaction('facts').objectStore('facts').getAll();
    await new Promise((done) => { read.onsuccess = done; });
    const row = read.result.find((fact) => fact.seq === seq);
    const whole = new Uint8Array(row.raw);
    const raw = whole.slice(0, whole.length - 40).buffer;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const tx = db.transaction('facts', 'readwrite');
    tx.objectStore('facts').put({ ...row, raw, hash });
    tx.oncomplete = () => { db.close(); give([...new Uint8Array(raw)]); };
  };
})"""


def test_one_poison_record_is_held_whole_and_its_neighbours_are_applied(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    things = demo.things(3)
    proxy.always("*", "/api/", cut)
    for thing in things:
        record_ok(app, thing)
    app.await_waiting(3)
    raw = bytes(app.page.evaluate(SPOIL, 2))
    proxy.heal()
    app.send_now()
    expect(app.bar).to_have_text(app.say("bar.held", n=1))
    expect(app.page.locator("[data-custody=held]")).to_have_count(1)
    assert recorded_codes(demo, app) == [things[0].code, things[2].code]
    query = "SELECT raw, hash, reason FROM held_fact WHERE device_id = ?"
    held = demo.database.rows(query, app.device_id)
    assert held == [(raw, hashlib.sha256(raw).hexdigest(), "unreadable")]


def test_a_record_that_the_server_chokes_on_does_not_block_the_others(
    app: PhoneApp, demo: Demo, proxy: Proxy
) -> None:
    things = demo.things(3)
    proxy.always("*", "/api/", cut)
    for thing in things:
        record_ok(app, thing)
    poison = next(fact["id"] for fact in app.outbox("facts") if fact["seq"] == 2).encode()

    def choke(asked: Asked, deliver: Deliver) -> Answered | None:
        return answers(500)(asked, deliver) if poison in asked.body else deliver(asked)

    proxy.heal()
    proxy.always("POST", "/facts", choke)
    app.send_now()
    app.await_waiting(1)
    assert recorded_codes(demo, app) == [things[0].code, things[2].code]
    proxy.heal()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code for thing in things]


def test_a_fact_about_an_asset_deleted_meanwhile_is_not_lost(
    app: PhoneApp, demo: Demo, proxy: Proxy, new_pocket: NewPocket
) -> None:
    thing = demo.things(1, kind="cabinet")[0]
    proxy.always("*", "/api/", cut)
    record_ok(app, thing)
    desk = Desk(new_pocket(phone=False, origin=demo.server.origin))
    desk.open()
    desk.sign_in("admin", demo.password("admin"))
    desk.open(f"/desk/assets/{thing.id}")
    remove_here(desk)
    proxy.heal()
    app.open("/app/waiting")
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]
    open_until_gone(app, thing.id)


def open_until_gone(app: PhoneApp, asset_id: str) -> None:
    """Records go up before the news come down; a screen shows what was there when it was opened."""
    gone = app.page.get_by_text(app.say("thing.gone"))
    for _ in range(5):
        app.open(f"/app/asset/{asset_id}")
        with suppress(AssertionError):
            expect(gone).to_be_visible(timeout=3_000)
            return
    expect(gone).to_be_visible()


def remove_here(desk: Desk) -> None:
    """The thing whose page is open."""
    desk.page.locator("details.danger-zone summary").click()
    desk.field("desk.asset.reason").fill("已报废")
    desk.press("desk.asset.remove_yes")
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.asset.removed_now"))
