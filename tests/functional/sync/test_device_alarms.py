"""A device that has lost facts is noticed: numbers nobody holds, a step back, silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.domain.problems import NotFound
from server.records import Device, DeviceAlarm
from server.services.device_warnings import is_silent
from server.sync.device_alarms import open_alarms, settle_alarm
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of


def alarms(school):
    with school.reading() as session:
        return [(alarm.kind, alarm.detail) for alarm in open_alarms(session)]


def settle(school):
    with school.writing() as session:
        [alarm] = open_alarms(session)
        settle_alarm(session, alarm.id, school.people["ada"], "the phone fell into a pond", now())
        return alarm.id


def test_numbers_the_phone_no_longer_holds_are_a_gap(school):
    [asset], phone = add_assets(school), phone_of(school)
    one, _two, _three, four = (phone.inspection(asset) for _ in range(4))
    phone.push(one, four)
    phone.contact(highest_seq=4, unsent=1)
    assert alarms(school) == [("gap", {"from": 2, "to": 3})]


def test_numbers_the_phone_still_holds_are_none(school):
    [asset], phone = add_assets(school), phone_of(school)
    one, _two, _three, four = (phone.inspection(asset) for _ in range(4))
    phone.push(one, four)
    phone.contact(highest_seq=6, unsent=4)
    assert alarms(school) == []


def test_the_newest_numbers_may_be_lost_too(school):
    phone = phone_of(school)
    phone.contact(highest_seq=3, unsent=0)
    assert alarms(school) == [("gap", {"from": 1, "to": 3})]


def test_a_gap_is_one_alarm_however_often_it_is_seen_and_follows_what_is_missing(school):
    [asset], phone = add_assets(school), phone_of(school)
    one, _two, three, four = (phone.inspection(asset) for _ in range(4))
    phone.push(four)
    for _ in range(2):
        phone.contact(highest_seq=4, unsent=0)
    assert alarms(school) == [("gap", {"from": 1, "to": 3})]
    phone.push(one, three)
    phone.contact(highest_seq=4, unsent=0)
    assert alarms(school) == [("gap", {"from": 2, "to": 2})]


def test_a_gap_settles_by_itself_when_its_numbers_arrive(school):
    [asset], phone = add_assets(school), phone_of(school)
    one, two, three = (phone.inspection(asset) for _ in range(3))
    phone.push(three)
    phone.contact(highest_seq=3, unsent=0)
    phone.push(one)
    assert len(alarms(school)) == 1
    phone.push(two)
    assert alarms(school) == []
    with school.reading() as session:
        [alarm] = session.query(DeviceAlarm)
        assert alarm.settled_at is not None and alarm.settled_by is None


def test_a_settled_gap_is_not_raised_again_and_nobody_waits_for_it(school):
    [asset], phone = add_assets(school), phone_of(school)
    lost, kept = phone.inspection(asset), phone.inspection(asset)
    phone.push(kept)
    phone.contact(highest_seq=2, unsent=0)
    settle(school)
    phone.contact(highest_seq=2, unsent=0)
    assert alarms(school) == []
    with school.reading() as session:
        alarm, device = session.query(DeviceAlarm).one(), session.get(Device, phone.device)
        assert alarm.settled_by == school.people["ada"] and "pond" in alarm.settled_reason
        assert device.contiguous_seq == 2
        assert not is_silent(device, now() + timedelta(days=9))
    assert phone.push(lost)[0]["status"] == "applied"


def test_a_later_gap_after_a_settled_one_is_an_alarm_of_its_own(school):
    phone = phone_of(school)
    phone.contact(highest_seq=2, unsent=0)
    settle(school)
    phone.contact(highest_seq=4, unsent=1)
    assert alarms(school) == [("gap", {"from": 3, "to": 4})]


def test_an_alarm_settled_once_stays_as_it_was(school):
    phone = phone_of(school)
    phone.contact(highest_seq=2, unsent=0)
    alarm_id = settle(school)
    with school.writing() as session:
        settle_alarm(session, alarm_id, school.people["rui"], "again", now())
    with school.reading() as session:
        assert session.query(DeviceAlarm).one().settled_by == school.people["ada"]


def test_an_alarm_nobody_knows_cannot_be_settled(school):
    with pytest.raises(NotFound), school.writing() as session:
        settle_alarm(session, "none", school.people["ada"], "", now())


def test_announcing_less_than_before_is_a_step_back_once(school):
    phone = phone_of(school)
    phone.contact(highest_seq=7, unsent=7)
    for highest in (3, 3, 4, 5):
        phone.contact(highest_seq=highest, unsent=7)
    assert alarms(school) == [("step_back", {"from": 7, "to": 3})]
    settle(school)
    phone.contact(highest_seq=6, unsent=7)
    assert alarms(school) == []


def test_stepping_back_further_is_another_alarm(school):
    phone = phone_of(school)
    for highest in (7, 5, 2):
        phone.contact(highest_seq=highest, unsent=7)
    assert sorted(detail["to"] for _, detail in alarms(school)) == [2, 5]


def test_a_contact_that_was_overtaken_on_its_way_is_no_step_back(school):
    phone = phone_of(school, skew=-90_000)
    phone.contact(highest_seq=7, unsent=7)
    phone.contact(highest_seq=6, unsent=7, sent_at=phone.clock() - 60_000)
    assert alarms(school) == []


@pytest.mark.parametrize(
    ("days", "announced", "unsent", "silent"),
    [(4, 2, 0, True), (2, 2, 0, False), (4, 0, 1, True), (4, 0, 0, False)],
)
def test_a_device_that_owes_something_is_silent_after_three_days(
    school, days, announced, unsent, silent
):
    phone = phone_of(school)
    phone.contact(highest_seq=announced, unsent=unsent)
    with school.reading() as session:
        device = session.get(Device, phone.device)
        assert is_silent(device, device.last_seen_at + timedelta(days=days)) is silent
