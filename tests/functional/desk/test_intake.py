"""Taking in at the desk what a phone exported to a file."""

from __future__ import annotations

import base64
import hashlib
import json
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from server.records import Asset, Device, Fact, HeldFact, Inspection, School, StoredPhoto, new_id
from server.services.devices import revoke_device
from server.sync.photos import photo_path
from server.web.clock import now
from tests.factories.facts import Phone, add_assets, phone_of, sealed
from tests.factories.photos import jpeg, with_gps


@pytest.fixture
def phone(school):
    return phone_of(school)


def named(data: bytes) -> dict[str, object]:
    digest = hashlib.sha256(data).hexdigest()
    return {"sha256": digest, "bytes": len(data), "width": 1, "height": 1, "taken_at": 0}


def head_of(school, phone: Phone, **said: Any) -> dict[str, Any]:
    with school.reading() as session:
        school_id = session.query(School).one().id
    return {
        "t": "head",
        "format": "campus-rounds-unsent",
        "v": 1,
        "school_id": school_id,
        "device": phone.device,
        "exported_at": phone.clock(),
    } | said


def photo_line(data: bytes, **said: Any) -> dict[str, Any]:
    digest = hashlib.sha256(data).hexdigest()
    return {"t": "photo", "sha256": digest, "jpeg": base64.b64encode(data).decode()} | said


def export(school, phone: Phone, facts=(), photos=(), **head: Any) -> bytes:
    """A whole file as the phone writes it."""
    lines = [
        head_of(school, phone, **head),
        *({"t": "fact", **sealed(fact)} for fact in facts),
        *map(photo_line, photos),
        {"t": "end", "facts": len(facts), "photos": len(photos)},
    ]
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def take_in(school, file: bytes, login: str = "ada") -> Any:
    uploaded = FileStorage(BytesIO(file), "campus-rounds-2026-11-21-1a2b3c4d.jsonl", "file")
    boundary, body = encode_multipart({"file": uploaded})
    kind = f"multipart/form-data; boundary={boundary}"
    return school.client(login).post("/desk/intake", data=body, content_type=kind)


def counts(school) -> tuple[int, int, int]:
    with school.reading() as session:
        return tuple(session.query(model).count() for model in (Fact, HeldFact, StoredPhoto))


def test_an_export_is_taken_in_as_if_the_phone_had_sent_it(school, phone):
    [asset], data = add_assets(school), with_gps()
    facts = [phone.inspection(asset, "usable", [named(data)]), phone.kept_code("x")]
    answer = take_in(school, export(school, phone, facts, [data]))
    assert answer.status_code == 200 and "文件是完整的" in answer.text
    assert counts(school) == (2, 0, 1)
    with school.reading() as session:
        fact, photo = session.get(Fact, facts[0]["id"]), session.query(StoredPhoto).one()
        assert fact.raw.decode() == sealed(facts[0])["raw"] and fact.device_id == phone.device
        assert fact.author_id == school.people["ines"]
        assert fact.carried_by == school.people["ada"]
        assert session.get(Asset, asset).last_condition == "usable"
        stored = photo_path(school.settings.photo_dir, photo.stored_sha256).read_bytes()
        assert b"Exif" not in stored
        assert session.get(Device, phone.device).contiguous_seq == 2


def test_nobody_knows_when_it_would_have_been_sent_so_its_time_is_not_sure(school, phone):
    [asset] = add_assets(school)
    take_in(school, export(school, phone, [phone.inspection(asset)]))
    with school.reading() as session:
        assert session.query(Inspection).one().time_uncertain


def test_the_same_file_twice_doubles_nothing(school, phone):
    [asset], data = add_assets(school), jpeg()
    file = export(school, phone, [phone.inspection(asset, photos=[named(data)])], [data])
    take_in(school, file)
    before = counts(school)
    text = take_in(school, file).text
    assert counts(school) == before == (1, 0, 1) and text.count("早就有了") == 2


def test_what_the_phone_sends_afterwards_is_a_duplicate(school, phone):
    [asset] = add_assets(school)
    fact = phone.inspection(asset)
    take_in(school, export(school, phone, [fact]))
    assert phone.push(fact)[0]["status"] == "duplicate"


@pytest.mark.parametrize("lost", [1, 30, 300, 2000])
def test_of_a_cut_file_what_is_whole_is_taken(school, phone, lost):
    [asset], data = add_assets(school), jpeg()
    facts = [phone.inspection(asset, photos=[named(data)]), phone.inspection(asset)]
    whole = export(school, phone, facts, [data])
    answer = take_in(school, whole[:-lost])
    assert answer.status_code == 200
    assert ("文件是完整的" in answer.text) == (lost == 1)  # only the last line's own end is gone
    assert ("文件后面缺了一截" in answer.text) == (lost > 1)
    assert counts(school)[0] == 2 and counts(school)[2] == (lost < 300)
    assert "文件是完整的" in take_in(school, whole).text and counts(school) == (2, 0, 1)


def test_a_line_that_is_nothing_is_named_and_costs_only_itself(school, phone):
    [asset] = add_assets(school)
    facts = [phone.inspection(asset) for _ in range(2)]
    lines = export(school, phone, facts).splitlines()
    wrong = [
        b"{",
        b'{"t":"what"}',
        b'{"t":"fact","id":"","hash":"0","raw":1}',
        b'{"t":"photo","sha256":"x","jpeg":"!"}',
        b'{"t":"fact","raw":"' + b"x" * (5 * 2**20) + b'"}',
        b"",
    ]
    file = b"\n".join([*lines[:2], *wrong, *lines[2:], lines[1]])
    text = take_in(school, file).text
    assert counts(school) == (2, 0, 0)
    for number, said in (
        (3, "看不懂"), (4, "不认识"), (5, "这条记录不完整"), (6, "这张照片不完整"), (7, "太长"),
        (11, "文件结束以后"),
    ):  # fmt: skip
        assert f"第 {number} 行" in text and said in text, said


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "不是手机存出来的文件"),
        (b"hello", "不是手机存出来的文件"),
        (b"\x00\xff" * 1000, "不是手机存出来的文件"),
        (b'{"t":"head","format":"campus-rounds-unsent","v":2}\n', "不是手机存出来的文件"),
        (b'{"t":"head","format":"campus-rounds-unsent","v":1}\n', "不是手机存出来的文件"),
        (b"[" * 100_000, "不是手机存出来的文件"),
    ],
)
def test_what_is_no_export_is_refused_whole(school, file, code):
    answer = take_in(school, file)
    assert answer.status_code == 422 and code in answer.text


def test_another_schools_export_is_refused_whole(school, phone):
    [asset] = add_assets(school)
    file = export(school, phone, [phone.inspection(asset)], school_id=new_id())
    answer = take_in(school, file)
    assert answer.status_code == 422 and "另一所学校" in answer.text
    assert counts(school) == (0, 0, 0)


def test_a_forged_fact_is_held_and_leads_to_its_page(school, phone):
    [asset] = add_assets(school)
    forged = phone.inspection(asset, capture_grant="made up")
    text = take_in(school, export(school, phone, [forged])).text
    assert "不能证明是谁记录的" in text and f"/desk/held/{sealed(forged)['hash']}" in text
    assert counts(school) == (0, 1, 0)


def test_an_unknown_phones_facts_are_held_under_the_administrators_browser(school, phone):
    [asset] = add_assets(school)
    data, device = jpeg(), new_id()
    fact = phone.inspection(asset, photos=[named(data)], device=device)
    text = take_in(school, export(school, phone, [fact], [data], device=device)).text
    assert "不认识的手机" in text and counts(school) == (0, 1, 1)
    with school.reading() as session:
        held = session.query(HeldFact).one()
        assert held.reason == "other_device" and held.carried_by == school.people["ada"]
        assert session.get(Device, held.device_id).person_id == school.people["ada"]


def test_a_revoked_phones_facts_are_held(school, phone):
    [asset] = add_assets(school)
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    take_in(school, export(school, phone, [phone.inspection(asset)]))
    with school.reading() as session:
        assert session.query(HeldFact).one().reason == "device_revoked"


def test_a_fact_that_waits_for_what_is_not_in_the_file_is_kept_held(school, phone):
    """A file cannot be told to come again later."""
    phone.seq = 5
    fact = phone.withdrawal(new_id())
    text = take_in(school, export(school, phone, [fact])).text
    assert counts(school) == (0, 1, 0) and "文件是完整的" in text


def test_a_photo_is_taken_only_when_a_fact_of_the_phone_names_it(school, phone):
    [asset] = add_assets(school)
    good, stranger = jpeg(seed=1), jpeg(seed=2)
    file = export(school, phone, [phone.inspection(asset, photos=[named(good)])], [stranger])
    text = take_in(school, file).text
    assert counts(school) == (1, 0, 0) and "没有存" in text


def test_photos_that_are_not_what_they_say_are_refused(school, phone):
    [asset] = add_assets(school)
    data, words = jpeg(), b"no photo"
    fact = phone.inspection(asset, photos=[named(data), named(words)])
    lines = export(school, phone, [fact], [data, words]).splitlines()
    lines[2] = json.dumps(photo_line(jpeg(seed=3), sha256=named(data)["sha256"])).encode()
    text = take_in(school, b"\n".join(lines)).text
    assert counts(school) == (1, 0, 0) and text.count("<li><span") == 2


def test_four_hundred_facts_are_taken_in_their_order(school, phone):
    assets = add_assets(school, 2)
    facts = [phone.inspection(assets[n % 2]) for n in range(398)]
    facts += [phone.inspection(assets[0], "missing"), phone.inspection(assets[1], "usable")]
    take_in(school, export(school, phone, facts))
    with school.reading() as session:
        assert session.query(Fact).count() == 400
        latest = [session.get(Asset, asset).last_condition for asset in assets]
        assert latest == ["missing", "usable"]


def test_without_a_file_nothing_happens(school):
    answer = school.client("ada").post("/desk/intake", data={})
    assert answer.status_code == 422 and "手机存的文件" in answer.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_file_beyond_the_limit_is_refused_before_it_is_read(school):
    told = {"CONTENT_LENGTH": str(201 * 2**20)}
    data = {"file": (BytesIO(b"x"), "x.jsonl")}
    answer = school.client("ada").post("/desk/intake", data=data, environ_overrides=told)
    assert answer.status_code == 413 and "200" in answer.text


@pytest.mark.parametrize("login", ["pei", "ines"])
def test_only_an_administrator_takes_in(school, phone, login):
    file = export(school, phone, [phone.inspection(new_id())])
    assert take_in(school, file, login).status_code == 403
    assert counts(school) == (0, 0, 0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_are_said_in_both_languages(school, phone, language):
    client = school.client("ada")
    client.set_cookie("cr_language", language)
    assert client.get("/desk/intake").status_code == 200
    file = export(school, phone, [phone.inspection(new_id())], [jpeg()])
    data = {"file": (BytesIO(file[:-5]), "x.jsonl")}
    assert client.post("/desk/intake", data=data).status_code == 200
