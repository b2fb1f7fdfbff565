"""Who sent a held fact, and under which number, is the administrator's to judge; who may judge."""

from __future__ import annotations

import json

import pytest

from server.records import Asset, Device, Fact, HeldResolution, new_id
from server.services.devices import revoke_device
from server.web.clock import now
from tests.factories.facts import phone_of
from tests.functional.desk.held_desk import HeldDesk, hold


@pytest.fixture
def phone(school):
    return phone_of(school)


def desk_of(school, fact, login="ada"):
    return HeldDesk(school.client(login), fact)


def _revoked(school, phone, asset):
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    return hold(phone, phone.inspection(asset, "missing"), "device_revoked")


def _grant(_school, phone, asset):
    fact = phone.inspection(asset, "missing", capture_grant="forged")
    return hold(phone, fact, "grant_invalid")


def _seq(_school, phone, asset):
    phone.push(phone.inspection(asset))
    return hold(phone, phone.inspection(asset, "missing", seq=1), "seq_taken")


def _not_allowed(school, phone, asset):
    fact = phone.inspection(asset, "missing", author=school.people["pei"])
    school.sign_in(phone.client, "pei", phone.device)
    return hold(phone, fact | {"capture_grant": phone.client.grant}, "author_not_allowed")


def _other_device(school, phone, asset):
    other = phone_of(school, "rui")
    return hold(phone, other.inspection(asset, "missing"), "other_device")


SENDERS = [_revoked, _grant, _seq, _not_allowed, _other_device]


@pytest.mark.parametrize("make", SENDERS)
def test_who_sent_it_and_under_which_number_is_the_administrators_to_judge(
    school, register, phone, make
):
    fact = make(school, phone, register.assets["课桌"])
    assert desk_of(school, fact).apply().status_code == 303
    with school.reading() as session:
        made = session.get(Fact, session.get(HeldResolution, (fact["id"], fact["hash"])).fact_id)
        said = json.loads(fact["raw"])
        assert made.author_id == said["author"] and made.device_id == said["device"]
        assert json.loads(made.raw) == said | {"id": made.id}
        assert session.get(Asset, register.assets["课桌"]).last_condition == "missing"
        assert made.seq == (-1 if make is _seq else said["seq"])


def test_a_number_outside_the_devices_own_is_given_below_the_lowest(school, register, phone):
    asset = register.assets["课桌"]
    phone.push(phone.inspection(asset))
    facts = [hold(phone, phone.inspection(asset, seq=1), "seq_taken") for _ in range(2)]
    for fact in facts:
        desk_of(school, fact).apply()
    with school.reading() as session:
        assert sorted(seq for (seq,) in session.query(Fact.seq)) == [-2, -1, 1]
        assert session.get(Device, phone.device).contiguous_seq == 1


def test_a_fact_of_an_unknown_phone_is_kept_with_the_one_that_carried_it(school, register, phone):
    held = hold(phone, phone.inspection(register.assets["课桌"], device=new_id()), "other_device")
    assert desk_of(school, held).apply().status_code == 303
    with school.reading() as session:
        made = session.query(Fact).one()
        assert (made.device_id, made.seq) == (phone.device, -1)


@pytest.mark.parametrize("login", ["pei", "ines"])
def test_only_an_administrator_decides(school, phone, login):
    fact = hold(phone, phone.inspection(new_id()), "asset_unknown")
    desk = desk_of(school, fact, login)
    form = {"thing": "TY-001", "condition": "intact"}
    for answer in (desk.apply(), desk._post("repair", form), desk.dismiss("x"), desk.open()):
        assert answer.status_code == 403
    with school.reading() as session:
        assert not session.query(HeldResolution).count()


def test_another_sites_page_decides_nothing(school, phone):
    fact = hold(phone, phone.inspection(new_id()), "asset_unknown")
    client = school.client("ada")
    address = f"/desk/held/{fact['hash']}/dismissal?id={fact['id']}"
    foreign = {"Origin": "https://evil.example"}
    answer = client.post(address, data={"reason": "x"}, headers=foreign)
    assert answer.status_code == 403
    with school.reading() as session:
        assert not session.query(HeldResolution).count()
