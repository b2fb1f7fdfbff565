"""A record the server could not take, from the phone to the thing it was about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.e2e.conftest import NewBrowser
from tests.e2e.demo import Demo, Thing
from tests.e2e.desk import Desk
from tests.e2e.phone_app import PhoneApp
from tests.e2e.server_process import ServerProcess


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Demo]:
    """A demo school of its own: a thing goes missing from its register."""
    server = ServerProcess(tmp_path / "data")
    server.start()
    yield Demo(server)
    server.stop()


def enter_anew(school: Demo, old: Thing, new: Thing) -> None:
    """As when a thing is taken out of the register for good and entered again: the label on it
    now leads to the new entry."""
    database = school.database
    database.change("DELETE FROM label WHERE asset_id = ?", new.id)
    database.change("UPDATE label SET asset_id = ? WHERE asset_id = ?", new.id, old.id)
    database.change("DELETE FROM asset WHERE id = ?", old.id)


def record_offline(app: PhoneApp, school: Demo, thing: Thing) -> None:
    app.browser.start()
    app.arrive("patrol", school.password("patrol"))
    app.browser.context.set_offline(True)
    app.tap("home.scan")
    app.record_ok(thing.code)


def repair_at_desk(desk: Desk, school: Demo, new: Thing) -> None:
    """From the count on the first page to the record on the thing."""
    desk.browser.start()
    desk.open()
    desk.sign_in("admin", school.password("admin"))
    desk.page.get_by_role("link", name=desk.say("desk.today.matter.held")).click()
    desk.follow("held.asset_unknown")
    assert violations(desk.page) == []
    expect(desk.page.locator(f"input[name=asset_id][value='{new.id}']")).to_be_checked()
    desk.press("desk.held.repair_yes")
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.held.applied_now"))
    assert violations(desk.page) == []
    desk.follow("desk.held.to_record", name=new.name)


def test_a_record_about_a_thing_entered_anew_is_repaired_and_stands_on_it(
    school: Demo, new_browser: NewBrowser
) -> None:
    old, new = school.things(2)
    app = PhoneApp(new_browser(school.server.origin, "phone"))
    record_offline(app, school, old)
    enter_anew(school, old, new)
    app.browser.context.set_offline(False)
    app.open()
    app.await_waiting(0)
    assert school.database.rows("SELECT reason FROM held_fact") == [("asset_unknown",)]

    desk = Desk(new_browser(school.server.origin, "desk", phone=False))
    repair_at_desk(desk, school, new)
    expect(desk.heading(new.name)).to_contain_text(desk.say("condition.intact"))
    expect(desk.page.locator("article.record")).to_have_count(1)
    assert school.database.rows("SELECT asset_id, result FROM inspection") == [(new.id, "ok")]
