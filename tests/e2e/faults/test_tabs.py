"""A tab that leads, is frozen in the middle of a pull, and wakes when another has taken over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.phone_clock import give_clock
from tests.e2e.faults.pocket import Pocket
from tests.e2e.faults.proxy import Hold, Proxy
from tests.e2e.faults.records import neighbour, until
from tests.e2e.phone_app import PhoneApp

LONG_ENOUGH = timedelta(minutes=4)
"""After which a leader that gave no sign counts as frozen."""

READ_META = """async () => {
  const known = (await indexedDB.databases()).map(({ name }) => name);
  const name = known.find((one) => one.startsWith('campus-master'));
  return new Promise((give) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const db = opening.result;
      const reading = db.transaction('meta').objectStore('meta').getAll();
      reading.onsuccess = () => {
        db.close();
        const { rev, cursor } = reading.result.find((row) => 'cursor' in row && 'rev' in row);
        give({ rev, cursor });
      };
    };
  });
}"""


def meta(app: PhoneApp) -> dict[str, Any]:
    """Up to where the phone's register shows the school."""
    read: dict[str, Any] = app.page.evaluate(READ_META)
    return read


def test_a_frozen_leader_that_wakes_writes_nothing_over_its_successors_work(
    app: PhoneApp, demo: Demo, proxy: Proxy, pocket: Pocket
) -> None:
    thing = demo.things(1, kind="desk")[0]
    other = neighbour(demo)
    app.open("/app/waiting")
    expect(app.button("waiting.now")).to_be_enabled()
    other.push(other.inspection(thing.id, "usable"))
    hold = Hold(after_server=True)
    proxy.befall("GET", "/changes", hold)
    app.tap("waiting.now")
    hold.await_reached()
    lifecycle = pocket.context.new_cdp_session(app.page)
    lifecycle.send("Page.setWebLifecycleState", {"state": "frozen"})

    other.push(other.inspection(thing.id, "unusable"))
    pocket.context.new_page()
    successor = PhoneApp(pocket, tab=1)
    give_clock(successor.page, LONG_ENOUGH)
    successor.open("/api/school")
    before = meta(successor)
    successor.open("/app/waiting")
    until(successor, lambda: meta(successor) != before)
    after = meta(successor)

    hold.go_on()
    lifecycle.send("Page.setWebLifecycleState", {"state": "active"})
    expect(app.button("waiting.now")).to_be_enabled()
    assert meta(successor) == after
    successor.open(f"/app/thing/{thing.code}")
    expect(successor.card).to_contain_text(successor.say("condition.unusable"))
