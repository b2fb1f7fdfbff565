"""What browsers do to a phone's storage: clear it, double it, let it lie, keep what is old."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.demo import Demo, Thing
from tests.e2e.desk import Desk
from tests.e2e.faults.conftest import NewPocket
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.proxy import Proxy, cut
from tests.e2e.faults.records import (
    neighbour,
    record_broken,
    record_ok,
    recorded_codes,
    stored_photos,
    until,
)
from tests.e2e.phone_app import PhoneApp
from tests.factories.facts import Phone, millis, sealed
from tests.factories.photos import jpeg

LIE = """(only) => {
  const put = IDBObjectStore.prototype.put;
  let liar;
  IDBObjectStore.prototype.put = function (...row) {
    const { db } = this.transaction;
    if (db.name === 'campus-outbox') liar ??= db;
    const lies = db.name === 'campus-outbox' && (only === 'all' || db === liar);
    return lies ? this.count() : put.apply(this, row);
  };
  window.tellTheTruth = () => { IDBObjectStore.prototype.put = put; };
}"""

LEAVE_ROWS = """({ device, facts, photos }) => new Promise((done, fail) => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;
  const opening = indexedDB.open('campus-outbox', 1);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore('devices', { keyPath: 'school_id' });
    const facts = db.createObjectStore('facts', { keyPath: 'id' });
    facts.createIndex('by_school_seq', ['school_id', 'seq'], { unique: true });
    facts.createIndex('by_photo', 'photos', { multiEntry: true });
    facts.createIndex('by_target', 'summary.target');
    const photos = db.createObjectStore('photos', { keyPath: 'sha256' });
    photos.createIndex('by_state', ['school_id', 'state']);
    const receipts = db.createObjectStore('receipts', { keyPath: 'fact_id' });
    receipts.createIndex('by_status', ['school_id', 'status']);
    receipts.createIndex('by_rev', ['school_id', 'rev']);
  };
  opening.onsuccess = () => {
    const db = opening.result;
    const tx = db.transaction(['devices', 'facts', 'photos'], 'readwrite');
    tx.objectStore('devices').put(device);
    for (const row of facts) tx.objectStore('facts').put({ ...row, raw: bytes(row.raw) });
    for (const row of photos) tx.objectStore('photos').put({ ...row, bytes: bytes(row.bytes) });
    tx.oncomplete = () => { db.close(); done(); };
    tx.onerror = () => fail(tx.error);
  };
})"""


def ledger_of(demo: Demo, device_id: str) -> tuple[int, int, int]:
    """(announced, contiguous, unsent) as the server knows the device."""
    query = "SELECT announced_seq, contiguous_seq, unsent FROM device WHERE id = ?"
    [row] = demo.database.rows(query, device_id)
    return row


def test_evicted_storage_is_a_new_device_and_doubles_nothing(
    app: PhoneApp, demo: Demo, proxy: Proxy, pocket: Pocket, new_pocket: NewPocket
) -> None:
    """The old device is shown as it is: one record of it was never sent."""
    first, second = demo.things(2)
    record_ok(app, first)
    app.await_all_sent()
    proxy.always("POST", "/facts", cut)
    record_ok(app, second)
    old = app.device_id
    until(app, lambda: ledger_of(demo, old) == (2, 1, 1))

    pocket.devtools("Storage.clearDataForOrigin", origin=pocket.origin, storageTypes="all")
    proxy.heal()
    app.arrive("patrol", demo.password("patrol"))
    assert app.device_id != old
    assert app.outbox("facts") == []
    record_ok(app, first)
    app.await_all_sent()
    assert recorded_codes(demo, app) == [first.code]
    by_old = "SELECT code FROM inspection WHERE device_id = ?"
    assert demo.database.rows(by_old, old) == [(first.code,)]
    assert ledger_of(demo, old) == (2, 1, 1)

    desk = Desk(new_pocket(phone=False, origin=demo.server.origin))
    desk.open()
    desk.sign_in("admin", demo.password("admin"))
    desk.open("/desk/devices")
    shown = desk.page.locator("article", has=desk.page.locator(f"form[action*='{old}']"))
    expect(shown).to_contain_text(desk.say("desk.device.unsent", n=1))


def test_browser_tab_and_home_screen_app_are_two_devices_of_one_person(
    new_pocket: NewPocket, demo: Demo, proxy: Proxy
) -> None:
    """On an iPhone they share nothing but the server."""
    first, second = demo.things(2, kind="camera")
    tab, installed = PhoneApp(new_pocket()), PhoneApp(new_pocket())
    for app in (tab, installed):
        app.arrive("patrol", demo.password("patrol"))
    proxy.always("*", "/api/", cut)
    record_ok(tab, first)
    record_ok(installed, first)
    record_ok(tab, second)
    proxy.heal()
    for app in (tab, installed):
        app.open("/app/waiting")
        app.await_all_sent()
    assert tab.device_id != installed.device_id
    assert recorded_codes(demo, tab) == [first.code, second.code]
    assert recorded_codes(demo, installed) == [first.code]
    assert ledger_of(demo, tab.device_id) == (2, 2, 0)
    assert ledger_of(demo, installed.device_id) == (1, 1, 0)


def test_a_dead_connection_that_reports_success_loses_no_record(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    app.open(f"/app/thing/{thing.code}")
    app.page.evaluate(LIE, "first")
    app.tap("thing.ok")
    expect(app.button("scan.type")).to_be_visible()
    assert len(app.outbox("facts")) == 1
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]


def test_saved_is_not_said_when_every_connection_lies(app: PhoneApp, demo: Demo) -> None:
    thing = demo.things(1)[0]
    app.open(f"/app/thing/{thing.code}")
    app.page.evaluate(LIE, "all")
    app.tap("thing.ok")
    expect(app.page.get_by_text(app.say("problem.read_back_failed"))).to_be_visible()
    assert app.outbox("facts") == []
    app.page.evaluate("() => window.tellTheTruth()")
    app.tap("thing.ok")
    expect(app.button("scan.type")).to_be_visible()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [thing.code]


@pytest.fixture
def older(demo: Demo) -> Phone:
    """A phone whose app is older; what it made is never sent by it."""
    return neighbour(demo, "patrol")


def older_rows(demo: Demo, older: Phone, things: list[Thing], photo: bytes) -> dict[str, object]:
    """The frozen first schema's rows, as an app of then wrote them: its own bytes, its own build,
    one fact of a kind that has since been given up."""
    [(school_id,)] = demo.database.rows("SELECT id FROM school")
    sha256 = hashlib.sha256(photo).hexdigest()
    note = {"sha256": sha256, "bytes": len(photo), "width": 64, "height": 64}
    facts = [
        older.inspection(things[0].id, app_build="0.0.3"),
        older.inspection(
            things[1].id, "usable", [note | {"taken_at": millis()}], app_build="0.0.3"
        ),
        older.fact("corridor_walked", {"steps": 9}, app_build="0.0.3"),
    ]
    rows = [fact_row(school_id, fact) for fact in facts]
    rows[1]["photos"] = [sha256]
    kept = {"sha256": sha256, "school_id": school_id, "fact_id": rows[1]["id"], "state": "waiting"}
    return {
        "device": {"school_id": school_id, "device_id": older.device, "next_seq": 4},
        "facts": rows,
        "photos": [kept | {"bytes": base64.b64encode(photo).decode()}],
    }


def fact_row(school_id: str, fact: dict) -> dict[str, object]:
    text = sealed(json.dumps(fact, indent=2), fact["id"])
    body = fact["body"]
    summary = {name: body.get(name) for name in ("asset_id", "result", "condition")}
    return {
        "id": fact["id"],
        "school_id": school_id,
        "seq": fact["seq"],
        "author": fact["author"],
        "author_name": "殷师傅",
        "type": fact["type"],
        "observed_at": fact["observed_at"],
        "raw": base64.b64encode(text["raw"].encode()).decode(),
        "hash": text["hash"],
        "summary": summary | {"name": "", "place": "", "code": None, "target": None},
        "photos": [],
    }


def test_an_outbox_written_by_an_older_app_goes_up_byte_for_byte(
    pocket: Pocket, demo: Demo, older: Phone
) -> None:
    things = demo.things(3)
    rows = older_rows(demo, older, things, jpeg())
    app = PhoneApp(pocket)
    app.open("/api/school")
    app.page.evaluate(LEAVE_ROWS, rows)
    app.arrive("patrol", demo.password("patrol"))
    expect(app.bar).to_have_text(app.say("bar.held", n=1))
    assert app.device_id == older.device
    stored = "SELECT id, raw FROM {} WHERE device_id = ? ORDER BY seq"
    applied = demo.database.rows(stored.format("fact"), older.device)
    held = demo.database.rows(stored.format("held_fact"), older.device)
    written = [(row["id"], base64.b64decode(row["raw"])) for row in rows["facts"]]
    assert applied + held == written
    assert stored_photos(demo, app) == app.photo_hashes()
    record_ok(app, things[2])
    expect(app.bar).to_have_text(app.say("bar.held", n=1))
    seqs = demo.database.rows("SELECT max(seq) FROM fact WHERE device_id = ?", older.device)
    assert seqs == [(4,)]


def test_clearing_what_a_backup_covers_deletes_nothing_unsent(
    app: PhoneApp, demo: Demo, proxy: Proxy, tmp_path: Path
) -> None:
    """Sent and backed up goes; sent without its photo, and not sent, stays whole."""
    covered, photoless, unsent = demo.things(3)
    record_ok(app, covered)
    app.await_all_sent()
    proxy.always("*", "/photos/", cut)
    record_broken(app, photoless)
    app.await_waiting(0)
    proxy.always("POST", "/facts", cut)
    record_ok(app, unsent)
    demo.server.run("backup", "--to", tmp_path / "backups")
    app.send_now()
    until(app, lambda: len(app.outbox("facts")) == 2)
    assert sorted(fact["seq"] for fact in app.outbox("facts")) == [2, 3]
    [photo] = app.photo_hashes()
    proxy.heal()
    app.page.reload()
    app.await_all_sent()
    assert recorded_codes(demo, app) == [covered.code, photoless.code, unsent.code]
    assert stored_photos(demo, app) == {photo}
