"""The latest condition follows true order under wrong clocks; a device keeps its own order."""

from __future__ import annotations

import itertools

import pytest

from server.records import Asset, Fact, Inspection
from tests.factories.facts import Phone, add_assets, millis, phone_of

DAY = 24 * 3600 * 1000
CONDITIONS = ("intact", "usable", "unusable", "missing")


def latest(school, asset):
    with school.reading() as session:
        return session.get(Asset, asset).last_condition


def times(school):
    with school.reading() as session:
        return {f.id: (f.effective_at, f.received_at, f.seq) for f in session.query(Fact)}


def test_a_clock_wrong_by_years_does_not_decide_the_latest(school):
    [asset] = add_assets(school)
    true, ahead = phone_of(school), phone_of(school, "rui", skew=3 * 365 * DAY)
    early = ahead.inspection(asset, "usable", observed_at=ahead.clock() - 60_000)
    late = true.inspection(asset, "missing", observed_at=millis() - 30_000)
    true.push(late)
    ahead.push(early)
    assert latest(school, asset) == "missing"


def test_a_clock_corrected_between_capture_and_sending_is_bounded_by_its_anchor(school):
    [asset] = add_assets(school)
    phone, other = phone_of(school), phone_of(school, "rui")
    anchor = {"server_time": millis() - 50_000, "age_ms": 10_000}
    wrong = phone.inspection(asset, "usable", observed_at=millis() - 400 * DAY, anchor=anchor)
    other.push(other.inspection(asset, "missing", observed_at=millis() - 45_000))
    phone.push(wrong)
    assert latest(school, asset) == "usable"


def test_an_old_anchor_is_a_lower_bound(school):
    [asset], phone = add_assets(school), phone_of(school)
    contact = millis() - 5_000
    anchor = {"server_time": contact, "age_ms": None}
    fact = phone.inspection(asset, observed_at=millis() - 9 * DAY, anchor=anchor)
    phone.push(fact)
    effective, _, _ = times(school)[fact["id"]]
    assert round(effective.timestamp() * 1000) == contact


def test_nothing_lies_in_the_future(school):
    [asset], phone = add_assets(school), phone_of(school)
    for observed, anchor in (
        (millis() + 9 * DAY, None),
        (millis(), {"server_time": millis() + DAY, "age_ms": 5}),
        (millis(), {"server_time": millis() + DAY, "age_ms": None}),
        (millis(), {"server_time": millis(), "age_ms": 10**9}),
    ):
        phone.push(phone.inspection(asset, observed_at=observed, anchor=anchor))
    assert all(effective <= received for effective, received, _ in times(school).values())


def test_one_device_keeps_its_order_though_its_clock_jumped_back(school):
    [asset], phone = add_assets(school), phone_of(school)
    facts = [
        phone.inspection(asset, condition, observed_at=millis() - hour * 3600 * 1000)
        for condition, hour in zip(CONDITIONS, (1, 5, 3, 9), strict=True)
    ]
    phone.push(*facts)
    ordered = sorted(times(school).values(), key=lambda t: t[2])
    assert [t[0] for t in ordered] == sorted(t[0] for t in ordered)
    assert latest(school, asset) == "missing"


@pytest.mark.parametrize("jumps", [(0, 0, 0, 0), (9, 1, 5, 3)])
def test_every_arrival_order_of_one_device_ends_with_its_last_condition(school, jumps):
    """Also with a clock that jumps: a device's own order is its numbers', whatever arrives when."""
    orders = list(itertools.permutations(range(4)))[::5]
    assets = add_assets(school, len(orders))
    phone = phone_of(school)
    for asset, order in zip(assets, orders, strict=True):
        facts = [
            phone.inspection(asset, condition, observed_at=millis() - jump * 60_000)
            for condition, jump in zip(CONDITIONS, jumps, strict=True)
        ]
        for index in order:
            assert phone.push(facts[index])[0]["status"] == "applied"
        assert latest(school, asset) == "missing", order


def test_every_arrival_order_of_three_phones_ends_the_same_when_their_clocks_run_steadily(school):
    phones = [phone_of(school, login, skew=skew) for login, skew in
              (("ines", 0), ("rui", DAY), ("tang", -400 * DAY))]  # fmt: skip
    orders = list(itertools.permutations(range(6)))[::90]
    assets = add_assets(school, len(orders))
    began = millis() - 3_600_000
    for number, (asset, order) in enumerate(zip(assets, orders, strict=True)):
        facts = [
            (phone, _at(phone, asset, condition, began + number * 60_000 + index * 2_000))
            for index, (phone, condition) in enumerate(
                zip(phones * 2, ("usable", "missing", "usable", "intact", "missing", "unusable"),
                    strict=True)
            )
        ]  # fmt: skip
        for index in order:
            phone, fact = facts[index]
            assert phone.push(fact)[0]["status"] == "applied"
        assert latest(school, asset) == "unusable", order


def _at(phone: Phone, asset: str, condition: str, moment: int):
    return phone.inspection(asset, condition, observed_at=moment + phone.skew)


def test_a_withdrawal_finds_the_same_latest_as_arrival_did(school):
    [asset] = add_assets(school)
    phones = [phone_of(school, login) for login in ("ines", "rui")]
    moment = millis() - 1000
    tied = [
        (p, p.inspection(asset, c, observed_at=moment))
        for p, c in zip(phones * 2, CONDITIONS, strict=True)
    ]
    for phone, fact in tied:
        phone.push(fact)
    with school.reading() as session:
        standing = session.query(Inspection).filter(Inspection.asset_id == asset).all()
        expected = max(standing, key=lambda i: (i.effective_at, i.seq, i.fact_id)).fact_id
        assert session.get(Asset, asset).last_fact_id == expected
    extra = phones[0].inspection(asset)
    phones[0].push(extra, phones[0].withdrawal(extra["id"]))
    with school.reading() as session:
        assert session.get(Asset, asset).last_fact_id == expected
