"""How held facts are shown: in plain words, with their photos, the open ones first."""

from __future__ import annotations

import json

import pytest

from server.records import Asset, HeldFact, StoredPhoto, new_id
from server.services.labels import issue_labels
from server.web.clock import now
from tests.factories.facts import phone_of, sealed
from tests.factories.photos import jpeg
from tests.functional.desk.held_desk import HeldDesk, hold


@pytest.fixture
def phone(school):
    return phone_of(school)


def poison(phone, **body):
    fact = phone.inspection(new_id(), "unusable")
    fact["body"] |= {"words": "左边抽屉", "phrases": ["drawer_broken"]} | body
    return fact


def page_of(school, fact):
    return HeldDesk(school.client("ada"), fact).open().text


def test_a_page_says_why_who_whose_which_phone_and_when(school, register, phone):
    fact = poison(phone)
    fact["observed_at"] = 1_790_000_000_000
    school.sign_in(phone.client, "rui", phone.device)
    text = page_of(school, hold(phone, fact, "asset_unknown"))
    for said in (
        "登记册里没有这件物品",
        "可能已经删掉后重新登记",
        "Ines",
        "Rui · phone of ines",
        "2026-09-21 22:13",
        "坏了，不能用",
        "抽屉坏",
        "左边抽屉",
        "登记册里没有找到",
    ):
        assert said in text, said
    assert register.places and fact["id"] in text


def test_the_thing_is_found_by_its_label_though_its_id_is_unknown(school, register, phone):
    desk = register.assets["课桌"]
    with school.writing() as session:
        code = issue_labels(session, now(), asset_ids=[desk])[desk]
    text = page_of(school, hold(phone, poison(phone, code=code), "asset_unknown"))
    assert "这是按标签码找到的" in text and f'/desk/assets/{desk}"' in text
    assert f'value="{desk}" checked' in text


def test_its_photos_are_shown_when_they_have_arrived(school, register, phone):
    here, lost = jpeg(seed=1), jpeg(seed=2)
    named = [{"bytes": len(p), "width": 1, "height": 1, "taken_at": 0} for p in (here, lost)]
    for photo, data in zip(named, (here, lost), strict=True):
        photo["sha256"] = sealed(data.decode("latin-1"))["hash"]
    fact = hold(phone, poison(phone, photos=named), "asset_unknown")
    with school.writing() as session:
        size = {"stored_bytes": 1, "width": 1, "height": 1, "received_at": now()}
        session.add(StoredPhoto(sha256=named[0]["sha256"], stored_sha256="b" * 64, **size))
    text = page_of(school, fact)
    assert f'src="/desk/photos/{named[0]["sha256"]}"' in text
    assert text.count("照片还在手机上") == 1 and register.assets


def test_what_waits_for_it_and_what_it_waits_for_are_linked(school, phone):
    fact = poison(phone)
    held = hold(phone, fact, "asset_unknown")
    waiting = hold(phone, phone.withdrawal(fact["id"]), "dependency_held")
    assert "等着这一条的还有 1 条" in page_of(school, held)
    assert f"/desk/held/{waiting['hash']}" in page_of(school, held)
    assert f"/desk/held/{held['hash']}" in page_of(school, waiting)


def test_a_fact_under_any_id_has_a_page(school, register, phone):
    [asset] = [register.assets["课桌"]]
    for name in ("a/b?c=d&e#f%", "..", '"><script>'):
        fact = sealed(json.dumps(phone.inspection(asset)), name)
        assert phone.post([fact]).json["receipts"][0]["reason"] == "id_mismatch"
        desk = HeldDesk(school.client("ada"), fact)
        assert desk.open().status_code == 200
        assert desk.repair().status_code == 303
    assert '<script>"' not in school.client("ada").get("/desk/held").text


def test_an_unknown_page_is_not_found(school):
    client = school.client("ada")
    for address in (f"/desk/held/{'0' * 64}", f"/desk/held/x?id={new_id()}"):
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("register")
def test_a_decided_one_shows_who_when_why_and_where_its_record_is(school, phone):
    applied, dismissed = (hold(phone, poison(phone), "asset_unknown") for _ in range(2))
    desk = HeldDesk(school.client("ada"), applied)
    desk.repair(thing="TY-001")
    HeldDesk(school.client("ada"), dismissed).dismiss("这是试着玩的")
    text = desk.open().text
    assert "Ada 在" in text and "看“课桌”的记录" in text and "/repair?" not in text
    text = page_of(school, dismissed)
    assert "决定不采用" in text and "这是试着玩的" in text and "/dismissal?" not in text


@pytest.mark.usefixtures("register")
def test_the_open_ones_come_first_and_can_be_looked_at_alone(school, phone):
    first, second = (hold(phone, poison(phone), "asset_unknown") for _ in range(2))
    HeldDesk(school.client("ada"), second).dismiss("x")
    client = school.client("ada")
    everything = client.get("/desk/held").text
    assert everything.index(first["hash"]) < everything.index(second["hash"])
    for state, shown, hidden in (("open", first, second), ("decided", second, first)):
        text = client.get(f"/desk/held?state={state}").text
        assert shown["hash"] in text and hidden["hash"] not in text
    assert client.get("/desk/held?state=nonsense").status_code == 200


def test_the_desk_counts_those_that_wait_for_a_decision(school, phone):
    facts = [hold(phone, poison(phone), "asset_unknown") for _ in range(3)]
    HeldDesk(school.client("ada"), facts[0]).dismiss("x")
    badge = '<span class="tag warn">2</span>'
    assert badge in school.client("ada").get("/desk/records").text
    assert "<strong>2</strong>" in school.client("ada").get("/desk/").text
    assert badge not in school.client("pei").get("/desk/records").text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("register")
def test_every_page_is_said_in_both_languages(school, phone, language):
    cases = [
        hold(phone, poison(phone), "asset_unknown"),
        hold(phone, phone.withdrawal(new_id()), "dependency_missing"),
        hold(phone, phone.kept_code("x" * 301), "bad_body"),
    ]
    client = school.client("ada")
    client.set_cookie("cr_language", language)
    assert [HeldDesk(client, fact).open().status_code for fact in cases] == [200] * 3


def test_a_removed_thing_is_still_the_thing_it_is_about(school, register, phone):
    fact = phone.inspection(register.assets["课桌"], capture_grant="forged")
    held = hold(phone, fact, "grant_invalid")
    with school.writing() as session:
        session.get(Asset, register.assets["课桌"]).removed_at = now()
    assert "课桌" in page_of(school, held)
    assert HeldDesk(school.client("ada"), held).apply().status_code == 303
    with school.reading() as session:
        assert session.query(HeldFact).count() == 1
