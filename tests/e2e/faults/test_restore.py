"""The server is put back to yesterday's backup; what phones brought since comes again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.conftest import NewPocket
from tests.e2e.faults.records import (
    record_broken,
    record_ok,
    recorded_codes,
    stored_photos,
    until,
)
from tests.e2e.phone_app import PhoneApp


def test_a_server_restored_from_yesterdays_backup_gets_back_what_phones_brought_since(
    own_demo: Demo, new_pocket: NewPocket, tmp_path: Path
) -> None:
    """Also from a phone that the backup has never heard of."""
    demo, server = own_demo, own_demo.server
    first, second, third = demo.things(3)
    app, late = (PhoneApp(new_pocket(origin=server.origin)) for _ in range(2))
    app.arrive("patrol", demo.password("patrol"))
    record_ok(app, first)
    app.await_all_sent()
    server.run("backup", "--to", tmp_path / "backups")
    [backup] = (tmp_path / "backups").iterdir()
    record_broken(app, second)
    app.await_all_sent()
    late.arrive("teacher", demo.password("teacher"))
    record_ok(late, third)
    late.await_all_sent()

    server.stop()
    server.run("restore", backup, "--yes")
    server.start()
    assert demo.database.rows("SELECT code FROM inspection") == [(first.code,)]
    app.open("/app/waiting")
    until(app, lambda: recorded_codes(demo, app) == [first.code, second.code])
    until(app, lambda: len(stored_photos(demo, app)) == 1)
    app.await_all_sent()
    late.open("/app/waiting")
    expect(late.page.get_by_text(late.say("problem.sign_in_needed"))).to_be_visible()
    late.tap("signIn.go")
    late.fill_sign_in("teacher", demo.password("teacher"))
    until(late, lambda: recorded_codes(demo, late) == [third.code])
    late.await_all_sent()
    recorded = "SELECT count(*) FROM fact WHERE type = 'inspection_recorded'"
    assert demo.database.rows(recorded) == [(3,)]
