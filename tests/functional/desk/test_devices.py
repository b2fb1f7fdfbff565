"""What the desk shows of each phone, and the alarms of records that may be lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from server.records import Device, DeviceAlarm, HeldFact, HeldResolution, new_id
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of


def page_of(school, language="zh", login="ada"):
    client = school.client(login)
    client.set_cookie("cr_language", language)
    return re.sub(r"\s+", " ", client.get("/desk/devices").text)


def known(school, device_id, **values):
    with school.writing() as session:
        device = session.get(Device, device_id)
        for name, value in values.items():
            setattr(device, name, value)


def raise_alarm(school, device_id, kind="gap", first=3, last=7):
    alarm_id = new_id()
    with school.writing() as session:
        session.add(
            DeviceAlarm(
                id=alarm_id,
                device_id=device_id,
                kind=kind,
                raised_at=now(),
                detail={"from": first, "to": last},
            )
        )
    return alarm_id


def alarm(school, alarm_id):
    with school.reading() as session:
        found = session.get(DeviceAlarm, alarm_id)
        return found.settled_at, found.settled_by, found.settled_reason


def settle(school, alarm_id, reason="手机换过，重新巡查了", login="ada"):
    address = f"/desk/devices/alarms/{alarm_id}/settlement"
    return school.client(login).post(address, data={"reason": reason})


def test_numbers_that_have_not_arrived_are_named(school):
    phone = phone_of(school)
    [asset] = add_assets(school)
    facts = [phone.inspection(asset) for _ in range(6)]
    phone.push(facts[0], facts[3])
    phone.contact(unsent=4)
    page = page_of(school)
    assert "第 2 条到第 6 条之间缺 4 条" in page and "4 条没上传" in page and "1 / 6" in page


@pytest.mark.parametrize(
    ("error_ms", "zh", "en"),
    [
        (0, "准", "Right"),
        (59_999, "准", "Right"),
        (60_000, "快了 1 分钟", "1 min fast"),
        (-3 * 3600_000, "慢了 3 小时", "3 h slow"),
        (400 * 86400_000, "快了 400 天", "400 days fast"),
    ],
)
def test_a_clocks_error_is_said_in_words(school, error_ms, zh, en):
    phone = school.client("ines")
    known(school, phone.device_id, clock_error_ms=error_ms)
    assert zh in page_of(school) and en in page_of(school, "en")


def test_held_facts_are_counted_until_they_are_decided(school):
    phone = phone_of(school)
    phone.push(phone.inspection(new_id()), phone.inspection(new_id()))
    assert "2 条待处理" in page_of(school)
    with school.writing() as session:
        held = session.query(HeldFact).first()
        session.add(
            HeldResolution(
                held_id=held.id,
                held_hash=held.hash,
                outcome="dismissed",
                reason="练习",
                resolved_by=school.people["ada"],
                resolved_at=now(),
            )
        )
    assert "1 条待处理" in page_of(school)


def test_a_phone_that_owes_records_and_keeps_silent_is_marked(school):
    phone = school.client("ines")
    known(school, phone.device_id, unsent=1, last_seen_at=now() - timedelta(days=5))
    assert "5 天没有联系" in page_of(school)
    first_page = school.client("ada").get("/desk/").text
    assert "部手机还欠着记录" in first_page and 'href="/desk/devices"' in first_page


@pytest.mark.parametrize(
    "values",
    [
        {"unsent": 0},
        {"unsent": 1, "last_seen_at": now() - timedelta(days=2)},
        {"unsent": 1, "revoked_at": now()},
    ],
)
def test_a_phone_that_owes_nothing_or_was_seen_or_was_shut_out_is_not_missed(school, values):
    phone = school.client("ines")
    known(school, phone.device_id, **({"last_seen_at": now() - timedelta(days=5)} | values))
    assert "没有联系" not in page_of(school)
    assert "没有联系" not in school.client("ada").get("/desk/").text


def test_open_alarms_stand_on_top_and_on_the_first_page(school):
    phone = school.client("ines")
    raise_alarm(school, phone.device_id)
    raise_alarm(school, phone.device_id, "step_back", 9, 4)
    page = page_of(school)
    assert "第 3 条到第 7 条之间有记录没有收到" in page
    assert "手机以前记到第 9 条，这次却说只到第 4 条" in page
    assert page.index("notice bad") < page.index("card device")
    assert "<strong>2</strong><span>个手机警报要处理" in school.client("ada").get("/desk/").text
    assert "手机警报" not in school.client("pei").get("/desk/").text


def test_a_phone_that_was_emptied_raises_an_alarm_at_the_desk(school):
    phone = phone_of(school)
    [asset] = add_assets(school)
    phone.push(*(phone.inspection(asset) for _ in range(3)))
    phone.contact()
    phone.contact(highest_seq=0)
    assert "手机以前记到第 3 条，这次却说只到第 0 条" in page_of(school)


def test_an_alarm_is_settled_with_a_reason_by_whom_and_when(school):
    alarm_id = raise_alarm(school, school.client("ines").device_id)
    assert settle(school, alarm_id).headers["Location"] == "/desk/devices"
    settled_at, settled_by, reason = alarm(school, alarm_id)
    assert settled_at and settled_by == school.people["ada"]
    page = page_of(school)
    assert reason in page and "处理过的（1）" in page and "notice bad" not in page
    assert "手机警报" not in school.client("ada").get("/desk/").text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_an_alarm_is_not_settled_without_a_reason(school, reason):
    alarm_id = raise_alarm(school, school.client("ines").device_id)
    answer = settle(school, alarm_id, reason)
    assert answer.status_code == 422 and "查到的情况" in answer.text
    assert alarm(school, alarm_id)[0] is None


def test_an_alarm_that_settled_by_itself_says_so(school):
    alarm_id = raise_alarm(school, school.client("ines").device_id)
    with school.writing() as session:
        session.get(DeviceAlarm, alarm_id).settled_at = now()
    assert "记录到齐，自动消除" in page_of(school)


def test_only_whoever_manages_devices_settles_alarms(school):
    alarm_id = raise_alarm(school, school.client("ines").device_id)
    for login in ("ines", "tang", "rui", "pei"):
        assert settle(school, alarm_id, login=login).status_code == 403
    assert alarm(school, alarm_id)[0] is None


def test_an_alarm_that_does_not_exist_is_not_found(school):
    assert settle(school, new_id()).status_code == 404
