"""The server's disk is full: it says so, gives no receipt, and takes everything once there is room.

PostgreSQL keeps its data elsewhere; what is full then is the disk of the photos.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import Settings
from server.records import Fact, StoredPhoto
from tests.e2e.small_disk import SmallDisk, small_disk
from tests.factories.facts import URL, Phone, add_assets, millis, sealed
from tests.factories.photos import jpeg
from tests.functional.conftest import SchoolUnderTest
from tests.functional.served.conftest import ServedSchool, installed


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "small") as disk:
        yield disk


@pytest.fixture
def settings(begun_database_url: str, disk: SmallDisk) -> Settings:
    return installed(begun_database_url, disk.folder / "data")


def photo_of(data: bytes) -> dict[str, object]:
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "width": 64,
        "height": 64,
        "taken_at": millis(),
    }


def test_a_full_disk_takes_no_photo_and_says_so(served: ServedSchool, disk: SmallDisk) -> None:
    phone, data = served.phone(), jpeg()
    photo = photo_of(data)
    [asset_id] = add_assets(served.school)
    phone.push(phone.inspection(asset_id, "usable", [photo]))
    disk.fill(served.server)
    answer = phone.client.put(f"{URL}/photos/{photo['sha256']}", data)
    assert (answer.status_code, answer.json["code"]) == (507, "disk_full")
    assert stored_hashes(served.school) == []
    disk.free(served.server)
    assert phone.client.put(f"{URL}/photos/{photo['sha256']}", data).status_code == 201
    assert stored_hashes(served.school) == [photo["sha256"]]
    assert list(served.school.settings.photo_dir.rglob("*.part")) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_full_disk_gives_no_receipt_and_loses_nothing(
    served: ServedSchool, disk: SmallDisk
) -> None:
    phone = served.phone()
    assets = add_assets(served.school, 30)
    before = [sealed(phone.inspection(asset_id)) for asset_id in assets]
    assert statuses_of(phone, before) == {"applied"}
    disk.fill(served.server)
    after = [sealed(phone.inspection(asset_id)) for asset_id in assets]
    answer = phone.post(after)
    assert (answer.status_code, answer.json["code"]) == (507, "disk_full")
    disk.free(served.server)
    assert statuses_of(phone, before) == {"duplicate"}
    assert statuses_of(phone, after) == {"applied"}
    with served.school.reading() as session:
        assert session.query(Fact).count() == 2 * len(assets)
    served.assert_database_is_whole()


def statuses_of(phone: Phone, facts: list[dict[str, str]]) -> set[str]:
    answer = phone.post(facts)
    assert answer.status_code == 200, answer.data
    return {receipt["status"] for receipt in answer.json["receipts"]}


def stored_hashes(school: SchoolUnderTest) -> list[str]:
    with school.reading() as session:
        return [photo.sha256 for photo in session.query(StoredPhoto)]
