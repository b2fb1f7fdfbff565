"""The same request several times at the same moment: one does it, the others learn that."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from server.records import Fact, Inspection, StoredPhoto
from tests.factories.facts import URL, add_assets, millis, sealed
from tests.factories.photos import jpeg
from tests.functional.served.conftest import ServedSchool

COPIES = 6
ROUNDS = 3

Answer = TypeVar("Answer")


def at_once(ask: Callable[[], Answer]) -> list[Answer]:
    """What COPIES threads that start together are answered."""
    together = threading.Barrier(COPIES)

    def one(_n: int) -> Answer:
        together.wait()
        return ask()

    with ThreadPoolExecutor(COPIES) as pool:
        return list(pool.map(one, range(COPIES)))


def test_identical_posts_at_the_same_moment_apply_once(served: ServedSchool) -> None:
    phone = served.phone()
    assets = add_assets(served.school, 20)
    for _round in range(ROUNDS):
        facts = [sealed(phone.inspection(asset_id)) for asset_id in assets]
        answers = at_once(lambda facts=facts: phone.post(facts))
        assert [answer.status_code for answer in answers] == [200] * COPIES
        for receipts in zip(*(answer.json["receipts"] for answer in answers), strict=True):
            statuses = sorted(receipt["status"] for receipt in receipts)
            assert statuses == ["applied", *["duplicate"] * (COPIES - 1)]
            assert len({receipt["rev"] for receipt in receipts}) == 1
    with served.school.reading() as session:
        assert session.query(Fact).count() == ROUNDS * len(assets)
        assert session.query(Inspection).count() == ROUNDS * len(assets)


def test_identical_photos_at_the_same_moment_are_stored_once(served: ServedSchool) -> None:
    phone = served.phone()
    data = jpeg(400)
    sha256 = hashlib.sha256(data).hexdigest()
    note = {"sha256": sha256, "bytes": len(data), "width": 400, "height": 400}
    [asset_id] = add_assets(served.school)
    phone.push(phone.inspection(asset_id, "usable", [note | {"taken_at": millis()}]))
    answers = at_once(lambda: phone.client.put(f"{URL}/photos/{sha256}", data))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert {answer.json["sha256"] for answer in answers} == {sha256}
    with served.school.reading() as session:
        [photo] = session.query(StoredPhoto)
        stored = photo.stored_sha256
    [file] = [path for path in served.school.settings.photo_dir.rglob("*") if path.is_file()]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == stored
