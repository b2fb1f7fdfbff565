"""The server's disk is full: the phone says so, keeps all, and sends it when there is room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.demo import Demo
from tests.e2e.faults.conftest import NewPocket
from tests.e2e.faults.records import record_broken, recorded_codes, stored_photos
from tests.e2e.phone_app import PhoneApp
from tests.e2e.server_process import ServerProcess
from tests.e2e.small_disk import SmallDisk, small_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "small") as disk:
        yield disk


@pytest.fixture
def small_demo(disk: SmallDisk) -> Iterator[Demo]:
    server = ServerProcess(disk.folder / "data")
    server.start()
    yield Demo(server)
    server.stop()


def test_a_full_disk_on_the_server_costs_no_record(
    small_demo: Demo, disk: SmallDisk, new_pocket: NewPocket
) -> None:
    thing = small_demo.things(1)[0]
    app = PhoneApp(new_pocket(origin=small_demo.server.origin))
    app.arrive("patrol", small_demo.password("patrol"))
    disk.fill(small_demo.server)
    record_broken(app, thing)
    app.open("/app/waiting")
    expect(app.page.get_by_text(app.say("problem.disk_full"))).to_be_visible()
    app.await_waiting(1)
    assert recorded_codes(small_demo, app) == []
    disk.free(small_demo.server)
    app.send_now()
    app.await_all_sent()
    assert recorded_codes(small_demo, app) == [thing.code]
    assert stored_photos(small_demo, app) == app.photo_hashes()
