"""What an administrator decides about a held fact, and what comes of it."""

from __future__ import annotations

import json

import pytest

from server.records import (
    Asset,
    Fact,
    FactPhoto,
    HeldFact,
    HeldResolution,
    Inspection,
    KeptCode,
    new_id,
)
from server.services.labels import issue_labels
from server.web.clock import now
from tests.factories.facts import phone_of, sealed
from tests.functional.desk.held_desk import HeldDesk, hold

PHOTO = {"sha256": "a" * 64, "bytes": 9, "width": 3, "height": 3, "taken_at": 1_790_000_000_000}


pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def phone(school):
    return phone_of(school)


def poison(phone, condition="unusable", **body):
    """About a thing that is not in the register."""
    fact = phone.inspection(new_id(), condition)
    fact["body"] |= {"words": "左边抽屉"} | body
    return fact


def desk_of(school, fact, login="ada"):
    return HeldDesk(school.client(login), fact)


def resolution_of(session, fact):
    return session.get(HeldResolution, (fact["id"], fact["hash"]))


def untouched(session, fact):
    held = session.get(HeldFact, (fact["id"], fact["hash"]))
    return held.raw.decode() == fact["raw"] and held.hash == fact["hash"]


def test_a_repaired_fact_becomes_a_record_on_the_thing_the_administrator_named(
    school, register, phone
):
    fact = hold(phone, poison(phone), "asset_unknown")
    answer = desk_of(school, fact).repair(thing="TY-001", words="右边抽屉")
    assert answer.status_code == 303
    with school.reading() as session:
        decided = resolution_of(session, fact)
        record = session.get(Inspection, decided.fact_id)
        assert (decided.outcome, decided.reason) == ("applied", "")
        assert decided.resolved_by == school.people["ada"]
        assert record.asset_id == register.assets["课桌"]
        assert (record.condition, record.result) == ("unusable", "abnormal")
        assert record.words == "右边抽屉" and record.author_id == school.people["ines"]
        assert session.get(Asset, register.assets["课桌"]).last_condition == "unusable"
        assert decided.rev == session.get(Fact, decided.fact_id).rev > 0


def test_the_held_row_stays_as_it_came_and_the_repair_has_an_id_and_hash_of_its_own(school, phone):
    fact = hold(phone, poison(phone), "asset_unknown")
    desk_of(school, fact).repair(thing="TY-001")
    with school.reading() as session:
        assert untouched(session, fact)
        made = session.get(Fact, resolution_of(session, fact).fact_id)
        assert made.id != fact["id"] and made.hash != fact["hash"]
        assert sealed(json.loads(made.raw))["id"] == made.id
        assert sealed(made.raw.decode(), made.id)["hash"] == made.hash


def test_the_phone_learns_of_the_repair_by_pushing_again_and_by_asking(school, register, phone):
    fact = hold(phone, poison(phone), "asset_unknown")
    desk_of(school, fact).repair(thing="TY-001")
    with school.reading() as session:
        rev = resolution_of(session, fact).rev
    asked = {"device": phone.device, "facts": [{"id": fact["id"], "hash": fact["hash"]}]}
    [one] = phone.client.post("/api/sync/v1/have", json=asked).json["answers"]
    assert (one["status"], one["rev"]) == ("applied", rev)
    phone.take_along()
    assert phone.rows["asset", register.assets["课桌"]][1] == rev


def test_a_second_click_changes_nothing_and_says_who_decided(school, phone):
    fact = hold(phone, poison(phone), "asset_unknown")
    first, second = desk_of(school, fact), desk_of(school, fact)
    form = {"thing": "TY-001"}
    assert first.repair(**form).status_code == 303
    for again in (
        second._post("repair", form | {"condition": "intact"}),
        second.apply(),
        second.dismiss("太晚了"),
    ):
        assert again.status_code == 409 and "Ada 已在" in again.text
    with school.reading() as session:
        assert session.query(HeldResolution).count() == session.query(Inspection).count() == 1


@pytest.mark.parametrize("typed", ["label", "number", "ticked"])
def test_a_thing_is_meant_by_its_label_its_number_or_a_tick(school, register, phone, typed):
    with school.writing() as session:
        code = issue_labels(session, now(), asset_ids=[register.assets["钢琴"]])[
            register.assets["钢琴"]
        ]
    fact = hold(phone, poison(phone), "asset_unknown")
    form = {
        "label": {"thing": f"{code[:3]}-{code[3:6].lower()} {code[6:]}"},
        "number": {"thing": " XF-001 "},
        "ticked": {"thing": "", "asset_id": register.assets["课桌"]},
    }[typed]
    wanted = {"label": "钢琴", "number": "干粉灭火器", "ticked": "课桌"}[typed]
    assert desk_of(school, fact).repair(**form).status_code == 303
    with school.reading() as session:
        assert session.query(Inspection).one().asset_id == register.assets[wanted]


def test_a_number_of_several_things_asks_which(school, register, phone):
    with school.writing() as session:
        session.get(Asset, register.assets["钢琴"]).ledger_number = "TY-001"
    fact = hold(phone, poison(phone), "asset_unknown")
    desk = desk_of(school, fact)
    answer = desk.repair(thing="TY-001", words="typed words")
    assert answer.status_code == 422 and "有 2 件物品" in answer.text
    assert "typed words" in answer.text and answer.text.count('name="asset_id"') == 2
    chosen = register.assets["钢琴"]
    assert desk.repair(thing="TY-001", asset_id=chosen).status_code == 303
    with school.reading() as session:
        assert session.query(Inspection).one().asset_id == chosen


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"thing": "ZZ-999"}, "没有找到“ZZ-999”"),
        ({"thing": ""}, "物品"),
        ({"thing": "TY-001", "condition": "burnt"}, "情况"),
        ({"thing": "TY-001", "words": "x" * 501}, "说明"),
        ({"asset_id": new_id()}, "登记册里没有这件物品"),
    ],
)
def test_a_repair_that_means_nothing_is_refused_and_leaves_it_open(school, phone, form, said):
    fact = hold(phone, poison(phone), "asset_unknown")
    answer = desk_of(school, fact).repair(**form)
    assert answer.status_code == 422 and said in answer.text
    with school.reading() as session:
        assert not session.query(HeldResolution).count() and not session.query(Inspection).count()


def test_phrases_of_another_kind_are_written_out_and_photos_stay(school, phone):
    fact = poison(phone, phrases=["drawer_broken"], photos=[PHOTO])
    held = hold(phone, fact, "asset_unknown")
    desk_of(school, held).repair(thing="XF-001")
    with school.reading() as session:
        record = session.query(Inspection).one()
        assert record.phrases == [] and record.words == "抽屉坏 左边抽屉"
        assert session.query(FactPhoto).one().sha256 == PHOTO["sha256"]


@pytest.mark.parametrize(
    "change",
    [
        lambda fact: fact | {"body": {}},
        lambda fact: fact | {"type": "invented"},
        lambda fact: fact | {"author": new_id()},
        lambda fact: fact | {"seq": "x"},
    ],
)
def test_what_means_nothing_is_not_applied_as_it_is(school, register, phone, change):
    wanted = sealed(change(phone.inspection(register.assets["课桌"])))
    phone.post([wanted])
    desk = desk_of(school, wanted)
    assert "/application?" not in desk.open().text
    assert desk.apply().status_code == 422
    with school.reading() as session:
        assert not session.query(HeldResolution).count()


def test_a_fact_by_nobody_known_is_repaired_with_a_person_who_is(school, register, phone):
    fact = phone.inspection(register.assets["课桌"], author=new_id())
    held = sealed(fact)
    phone.post([held])
    assert desk_of(school, held).repair().status_code == 422
    assert desk_of(school, held).repair(author_id=school.people["rui"]).status_code == 303
    with school.reading() as session:
        assert session.query(Inspection).one().author_id == school.people["rui"]


@pytest.mark.parametrize("raw", ["", "x", "[1]", '{"body": 3}', '"\\ud800"', "\ud800", "1e999"])
def test_even_what_cannot_be_read_can_be_repaired_by_hand(school, phone, raw):
    held = sealed(raw, new_id())
    phone.post([held])
    form = {"thing": "TY-001", "condition": "usable", "author_id": school.people["ines"]}
    assert desk_of(school, held).repair(**form).status_code == 303
    with school.reading() as session:
        record = session.query(Inspection).one()
        assert (record.condition, record.author_id) == ("usable", school.people["ines"])
        assert record.device_id == phone.device and record.time_uncertain


def test_a_kept_code_is_repaired_as_a_kept_code(school, phone):
    fact = phone.kept_code("x" * 301)
    held = hold(phone, fact, "bad_body")
    assert desk_of(school, held).repair(scanned="x" * 300).status_code == 303
    with school.reading() as session:
        assert session.query(KeptCode).one().text == "x" * 300


def test_what_waited_for_a_repaired_fact_follows_and_takes_the_record_back(school, register, phone):
    fact = poison(phone)
    held = hold(phone, fact, "asset_unknown")
    waiting = hold(phone, phone.withdrawal(fact["id"]), "dependency_held")
    answer = desk_of(school, held).repair(thing="TY-001")
    page = desk_of(school, held).client.get(answer.location)
    assert page.status_code == 200
    with school.reading() as session:
        record = session.query(Inspection).one()
        follower = resolution_of(session, waiting)
        assert record.withdrawn_by == follower.fact_id
        assert (follower.outcome, follower.reason) == ("applied", "")
        assert session.get(Asset, register.assets["课桌"]).last_condition is None
        assert untouched(session, waiting)
    assert "自动记入" in desk_of(school, waiting).open().text


def test_a_withdrawal_of_what_never_came_waits_or_is_put_aside(school, phone):
    waiting = hold(phone, phone.withdrawal(new_id()), "dependency_missing")
    desk = desk_of(school, waiting)
    page = desk.open().text
    assert "/application?" not in page and "/repair?" not in page and "一直没有收到" in page
    assert desk.apply().status_code == 422
    assert desk.dismiss("手机丢了").status_code == 303


def test_a_withdrawal_of_somebody_elses_record_cannot_be_applied(school, register, phone):
    fact = phone.inspection(register.assets["课桌"])
    phone.push(fact)
    school.sign_in(phone.client, "rui", phone.device)
    phone.author = school.people["rui"]
    held = hold(phone, phone.withdrawal(fact["id"]), "not_your_record")
    assert desk_of(school, held).apply().status_code == 422
    with school.reading() as session:
        assert session.get(Inspection, fact["id"]).withdrawn_by is None


def test_a_dismissal_needs_a_reason_and_keeps_everything(school, phone):
    fact = hold(phone, poison(phone), "asset_unknown")
    desk = desk_of(school, fact)
    assert desk.dismiss("  ").status_code == 422
    assert desk.dismiss("这是试着玩的").status_code == 303
    with school.reading() as session:
        decided = resolution_of(session, fact)
        assert (decided.outcome, decided.fact_id) == ("dismissed", None)
        assert decided.reason == "这是试着玩的" and decided.rev > 0
        assert untouched(session, fact) and not session.query(Inspection).count()


def test_a_time_that_only_the_phone_knows_is_never_sure_and_never_in_the_future(school, phone):
    fact = poison(phone)
    fact["observed_at"] = phone.clock() + 10**9
    held = hold(phone, fact, "asset_unknown")
    desk_of(school, held).repair(thing="TY-001")
    with school.reading() as session:
        record = session.query(Inspection).one()
        kept = session.get(HeldFact, (held["id"], held["hash"]))
        assert record.effective_at == record.received_at == kept.received_at
        assert record.time_uncertain
