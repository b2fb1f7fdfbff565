"""The server knows per device what was announced, what arrived, and what is missing."""

from __future__ import annotations

import pytest

from server.records import Device, new_id
from tests.factories.facts import add_assets, millis, phone_of, sealed


def ledger(school, phone):
    with school.reading() as session:
        device = session.get(Device, phone.device)
        return device.contiguous_seq, device.announced_seq


def test_numbers_without_gaps_advance_both_and_a_gap_stops_the_contiguous(school):
    [asset], phone = add_assets(school), phone_of(school)
    one, two, three, four = (phone.inspection(asset) for _ in range(4))
    phone.push(one, two)
    assert ledger(school, phone) == (2, 2)
    phone.push(four)
    assert ledger(school, phone) == (2, 4)
    phone.push(three)
    assert ledger(school, phone) == (4, 4)


def test_a_held_fact_has_arrived_too(school):
    [asset], phone = add_assets(school), phone_of(school)
    phone.push(phone.inspection(new_id()), phone.inspection(asset))
    assert ledger(school, phone) == (2, 2)


def test_another_devices_number_does_not_count_here(school):
    [asset], phone = add_assets(school), phone_of(school)
    phone.push(phone.inspection(asset, device=new_id()))
    assert ledger(school, phone) == (0, 0)


def test_a_contact_announces_and_never_steps_back(school):
    phone = phone_of(school)
    phone.contact(highest_seq=7, unsent=7, free_bytes=2**40)
    phone.contact(highest_seq=3)
    assert ledger(school, phone) == (0, 7)


def test_a_contact_tells_both_sides_who_and_where_they_are(school):
    phone = phone_of(school, skew=-60_000)
    answer = phone.contact(unsent=3, app_build="0.1.0", free_bytes=12)
    assert abs(answer.json["server_time"] - millis()) < 5_000
    assert answer.json["person"]["name"] == "Ines" and answer.json["backed_up_rev"] is None
    assert answer.json["capture_grant"] == phone.client.grant
    with school.reading() as session:
        device = session.get(Device, phone.device)
        assert (device.unsent, device.app_build, device.free_bytes) == (3, "0.1.0", 12)
        assert -65_000 < device.clock_error_ms < -55_000


def test_a_contact_of_another_device_is_asked_to_sign_in(school):
    answer = phone_of(school).contact(device=new_id())
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in_needed")


@pytest.mark.parametrize("seq", [0, -1, 2**31, 1.5, "1", None])
def test_a_number_that_is_none_does_not_disturb_the_ledger(school, seq):
    [asset], phone = add_assets(school), phone_of(school)
    answer = phone.post([sealed(phone.inspection(asset, seq=seq))])
    assert answer.json["receipts"][0]["reason"] == "unreadable"
    assert ledger(school, phone) == (0, 0)
