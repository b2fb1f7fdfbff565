"""Photos: only those a fact names, whole, without EXIF and GPS, with the same pixels."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from server.records import StoredPhoto, new_id
from server.services.devices import revoke_device
from server.sync.photos import photo_path
from server.web.clock import now
from tests.factories.facts import URL, add_assets, phone_of, sealed
from tests.factories.photos import jpeg, pixels, with_gps


def named(data: bytes) -> dict[str, object]:
    digest = hashlib.sha256(data).hexdigest()
    return {"sha256": digest, "bytes": len(data), "width": 1, "height": 1, "taken_at": 0}


def phone_with(school, *photos: bytes):
    """A phone whose applied fact names the photos."""
    [asset], phone = add_assets(school), phone_of(school)
    phone.push(phone.inspection(asset, photos=[named(data) for data in photos]))
    return phone


def put(phone, data: bytes, name: str | None = None):
    digest = name or hashlib.sha256(data).hexdigest()
    return phone.client.put(f"{URL}/photos/{digest}", data=data, content_type="image/jpeg")


def head(phone, data: bytes) -> int:
    return phone.client.head(f"{URL}/photos/{hashlib.sha256(data).hexdigest()}").status_code


def files(school):
    folder = school.settings.photo_dir
    return [p for p in folder.rglob("*") if p.is_file()] if folder.exists() else []


def test_a_named_photo_is_stored_once(school):
    data = jpeg()
    phone = phone_with(school, data)
    assert head(phone, data) == 404
    first, second = put(phone, data), put(phone, data)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json and head(phone, data) == 200
    [file] = files(school)
    stored = file.read_bytes()
    assert hashlib.sha256(stored).hexdigest() == first.json["stored_sha256"]
    assert file == photo_path(school.settings.photo_dir, first.json["stored_sha256"])


def test_where_it_was_taken_is_gone_and_the_pixels_are_the_same(school):
    data = with_gps()
    phone = phone_with(school, data)
    put(phone, data)
    [stored] = [file.read_bytes() for file in files(school)]
    assert pixels(stored) == pixels(data)
    assert not Image.open(BytesIO(stored)).getexif()
    assert b"Exif" not in stored and b"secret" not in stored and len(stored) < len(data)
    with school.reading() as session:
        [row] = session.query(StoredPhoto)
        assert (row.sha256, row.stored_bytes) == (hashlib.sha256(data).hexdigest(), len(stored))


def test_a_photo_nobody_named_is_not_taken(school):
    phone = phone_with(school)
    answer = put(phone, jpeg())
    assert (answer.status_code, answer.json["code"]) == (404, "photo_unnamed")
    assert not files(school)


def test_a_photo_another_device_named_is_not_taken(school):
    data = jpeg()
    phone_with(school, data)
    assert put(phone_of(school, "rui"), data).json["code"] == "photo_unnamed"


def test_a_held_fact_owns_its_photos(school):
    data, phone = jpeg(), phone_of(school)
    [receipt] = phone.push(phone.inspection(new_id(), photos=[named(data)]))
    assert receipt["status"] == "held"
    assert put(phone, data).status_code == 201


def test_a_revoked_device_still_delivers_the_photos_of_its_facts(school):
    data = jpeg()
    phone = phone_with(school, data)
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    assert put(phone, data).status_code == 201


def test_other_bytes_than_were_named_are_not_taken(school):
    data = jpeg()
    phone = phone_with(school, data)
    answer = put(phone, jpeg(seed=2), hashlib.sha256(data).hexdigest())
    assert (answer.status_code, answer.json["code"]) == (422, "photo_hash_differs")
    assert put(phone, b"", hashlib.sha256(data).hexdigest()).json["code"] == "photo_hash_differs"
    assert not files(school)


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def _claiming(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + height.to_bytes(2) + width.to_bytes(2) + data[at + 4 :]


BROKEN = {
    "half of it": lambda: jpeg()[: len(jpeg()) // 2],
    "nothing": lambda: b"",
    "words": lambda: b"not a photo",
    "another format": _png,
    "a start without an end": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "more pixels than are decoded": lambda: _claiming(jpeg(), 6000, 6000),
    "a bomb": lambda: _claiming(jpeg(), 65_000, 65_000),
    "a large bomb": lambda: _claiming(jpeg(), 10_000, 10_000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_photo_is_refused(school, name):
    data = BROKEN[name]()
    answer = put(phone_with(school, data), data)
    assert (answer.status_code, answer.json["code"]) == (422, "photo_unreadable")
    assert not files(school)


def test_a_photo_over_two_megabytes_is_refused(school):
    data = jpeg() + b"\0" * (2 * 2**20)
    answer = put(phone_with(school, data), data)
    assert (answer.status_code, answer.json["code"]) == (413, "photo_too_large")


def test_a_deleted_photo_is_gone_for_good(school):
    data = jpeg()
    phone = phone_with(school, data)
    put(phone, data)
    with school.writing() as session:
        session.query(StoredPhoto).one().deleted_at = now()
    assert head(phone, data) == 410
    answer = put(phone, data)
    assert (answer.status_code, answer.json["code"]) == (410, "photo_deleted")


@pytest.mark.parametrize("name", ["x", "%00", "..%2F..%2Fetc", "A" * 64, "a" * 5000])
def test_a_name_that_is_no_hash_names_no_photo(school, name):
    answer = phone_of(school).client.put(f"{URL}/photos/{name}", data=b"x")
    assert answer.status_code in (400, 404)


FILL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.path.insert(0, {root!r})
from pathlib import Path
from server.app import create_app
from server.config import Settings
app = create_app(Settings(Path({folder!r}), {url!r}, "a test's key"))
client = app.test_client()
client.set_cookie("cr_session", {cookie!r})
client.set_cookie("cr_device", {device!r})
client.get("/api/session")
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
answer = client.open({path!r}, method={method!r}, data=open({body!r}, "rb").read(),
                     content_type={kind!r})
print(answer.status_code, answer.json["code"])
"""


def asked_with_a_full_disk(school, phone, tmp_path: Path, limit: int, **request: str) -> str:
    """What a server whose files may not grow beyond ``limit`` bytes answers. The system refuses
    the write itself, as a full disk does."""
    values = {
        "root": str(Path(__file__).parents[3]),
        "folder": str(school.settings.school_dir),
        "url": school.settings.database_url,
        "cookie": phone.client.get_cookie("cr_session").value,
        "device": phone.device,
        "limit": limit,
    }
    script = tmp_path / "fill.py"
    script.write_text(FILL.format(**values, **request))
    ran = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()[-1]


def test_a_full_disk_is_said_and_nothing_is_half_written(school, tmp_path):
    data = jpeg(size=600)
    phone = phone_with(school, data)
    body = tmp_path / "photo"
    body.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    request = {"method": "PUT", "path": f"{URL}/photos/{digest}", "kind": "image/jpeg"}
    answer = asked_with_a_full_disk(school, phone, tmp_path, 4096, body=str(body), **request)
    assert answer == "507 disk_full"
    assert not files(school) and head(phone, data) == 404
    assert put(phone, data).status_code == 201


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_full_disk_under_the_database_loses_no_fact(school, tmp_path):
    """Only SQLite's: the files of PostgreSQL are written by its own server."""
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    body = tmp_path / "push"
    push = {"device": phone.device, "sent_at": phone.clock(), "facts": [sealed(fact)]}
    body.write_text(json.dumps(push))
    request = {"method": "POST", "path": f"{URL}/facts", "kind": "application/json"}
    answer = asked_with_a_full_disk(school, phone, tmp_path, 4096, body=str(body), **request)
    assert answer == "507 disk_full"
    assert phone.push(fact)[0]["status"] == "applied"
