"""A label that is stuck on a thing in the field leads there, by every road and on every phone."""

from __future__ import annotations

import pytest

from qr_labels import issue_code
from server.records import Asset, Fact, HeldFact, Label, LabelBinding, Place, new_id
from server.services.labels import issue_blank_labels, issue_labels
from server.services.places import add_place, delete_place
from server.sync.repair import Decider, HeldKey, apply_as_it_is
from server.web.clock import now
from tests.factories.facts import add_assets, desk, millis, phone_of, sealed

CODES = 10


@pytest.fixture
def room(school):
    with school.writing() as session:
        return add_place(session, None, "room", "305").id


def blank(school, count=1):
    with school.writing() as session:
        return issue_blank_labels(session, count, now())


def lead(school, code):
    """Where the label leads: an id, or None."""
    with school.reading() as session:
        label = session.get(Label, code)
        assert (label.bound_at is None) == (label.asset_id is None and label.place_id is None)
        return label.asset_id or label.place_id


def codes_of(phone, asset):
    return phone.rows["asset", asset][CODES]


def statuses(receipts):
    return [receipt["reason"] or receipt["status"] for receipt in receipts]


def test_a_blank_code_leads_nowhere_until_it_is_bound_and_phones_hear_of_it(school, room):
    [asset], phone, other = add_assets(school), phone_of(school), phone_of(school, "rui")
    one, two = blank(school, 2)
    other.take_along()
    assert lead(school, one) is None
    [first, second] = phone.push(phone.binding(one, asset), phone.binding(two, place_id=room))
    assert first["status"] == second["status"] == "applied"
    other.follow()
    assert codes_of(other, asset) == [one] and other.rows["place", room][5] == [two]
    assert other.rows["asset", asset][1] == first["rev"]


def test_the_newest_label_of_a_thing_is_the_current_one_and_the_old_one_still_finds_it(school):
    [asset], phone = add_assets(school), phone_of(school)
    with school.writing() as session:
        old = issue_labels(session, now(), asset_ids=[asset])[asset]
    [new] = blank(school)
    phone.take_along()
    phone.push(phone.binding(new, asset))
    phone.follow()
    assert codes_of(phone, asset) == [new, old]
    with school.writing() as session:
        assert issue_labels(session, now(), asset_ids=[asset]) == {asset: new}


def test_a_label_that_moves_leaves_the_thing_it_led_to(school, room):
    [one, two], phone = add_assets(school, 2), phone_of(school)
    [code] = blank(school)
    phone.push(phone.binding(code, one))
    phone.take_along()
    phone.push(phone.binding(code, two))
    phone.follow()
    assert (codes_of(phone, one), codes_of(phone, two)) == ([], [code])
    phone.push(phone.binding(code, place_id=room))
    phone.follow()
    assert codes_of(phone, two) == [] and phone.rows["place", room][5] == [code]


def test_the_binding_made_last_counts_whatever_comes_first(school):
    [one, two], phone, other = add_assets(school, 2), phone_of(school), phone_of(school, "rui")
    [code] = blank(school)
    earlier = other.binding(code, two, observed_at=millis() - 60_000)
    phone.push(phone.binding(code, one))
    other.push(earlier)
    assert lead(school, code) == one
    with school.reading() as session:
        assert session.query(LabelBinding).count() == 2


def test_a_withdrawn_binding_gives_the_code_back_to_the_one_before(school):
    [issued_for, one, two], phone = add_assets(school, 3), phone_of(school)
    with school.writing() as session:
        code = issue_labels(session, now(), asset_ids=[issued_for])[issued_for]
    first, second = phone.binding(code, one), phone.binding(code, two)
    phone.push(first, second)
    phone.take_along()
    for withdrawn, leads in ((second, one), (first, issued_for)):
        assert statuses(phone.push(phone.withdrawal(withdrawn["id"]))) == ["applied"]
        assert lead(school, code) == leads
        phone.follow()
        assert codes_of(phone, leads) == [code]


def test_a_withdrawn_binding_of_a_blank_code_leaves_it_blank(school):
    [asset], phone = add_assets(school), phone_of(school)
    [code] = blank(school)
    bound = phone.binding(code, asset)
    receipts = phone.push(bound, phone.withdrawal(bound["id"]), phone.withdrawal(bound["id"]))
    assert statuses(receipts) == ["applied"] * 3
    assert lead(school, code) is None


def test_a_code_of_ours_that_the_server_lost_in_a_restore_is_taken(school):
    [asset], phone = add_assets(school), phone_of(school)
    code = issue_code()
    bound = phone.binding(code, asset)
    assert statuses(phone.push(bound)) == ["applied"]
    assert lead(school, code) == asset
    with school.reading() as session:
        assert session.get(Label, code).printed_at is not None
    phone.push(phone.withdrawal(bound["id"]))
    assert lead(school, code) is None


def test_a_binding_sent_again_changes_nothing(school):
    [asset], phone = add_assets(school), phone_of(school)
    bound = phone.binding(blank(school)[0], asset)
    [first], [again] = phone.push(bound), phone.push(bound)
    assert again == first | {"status": "duplicate"}
    with school.reading() as session:
        assert session.get(Asset, asset).rev == first["rev"]
        assert session.query(LabelBinding).count() == 1


@pytest.mark.parametrize("kind", ["binding", "label_request"])
def test_what_is_about_an_unknown_thing_is_held(school, kind):
    phone, code = phone_of(school), blank(school)
    make = getattr(phone, kind)
    args = code if kind == "binding" else []
    facts = [make(*args, asset_id=new_id()), make(*args, place_id=new_id())]
    assert statuses(phone.push(*facts)) == ["asset_unknown", "place_unknown"]
    with school.reading() as session:
        assert session.query(HeldFact).count() == 2 and session.query(Fact).count() == 0


def test_a_held_binding_is_applied_as_it_is_once_its_thing_is_known(school):
    [other], phone, asset = add_assets(school), phone_of(school), new_id()
    bound = phone.binding(blank(school)[0], asset)
    phone.push(bound)
    with school.writing() as session:
        session.add(desk(asset, session.get(Asset, other).kind_id))
    with school.writing() as session:
        key = HeldKey(bound["id"], sealed(bound)["hash"])
        apply_as_it_is(session, key, Decider(school.people["ada"], now()))
    assert lead(school, bound["body"]["code"]) == asset
    phone.push(phone.withdrawal(bound["id"]))
    assert lead(school, bound["body"]["code"]) is None


BAD = {
    "a wrong check symbol": {"code": "22222222A"},
    "a code with separators": {"code": "222-222-222"},
    "no code": {"code": None},
    "no thing": {"asset_id": None},
    "two things": {"place_id": new_id()},
    "no way": {"how": "dreamt"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_binding_that_means_nothing_is_held(school, name):
    [asset], phone = add_assets(school), phone_of(school)
    bound = phone.binding(blank(school)[0], asset)
    assert statuses(phone.push(bound | {"body": bound["body"] | BAD[name]})) == ["bad_body"]


def test_a_deleted_places_labels_are_blank_and_can_be_bound_again(school, room):
    [asset], phone = add_assets(school), phone_of(school)
    with school.writing() as session:
        issued = issue_labels(session, now(), place_ids=[room])[room]
    [stuck] = blank(school)
    bound = phone.binding(stuck, place_id=room)
    phone.push(bound, phone.label_request(place_id=room))
    with school.writing() as session:
        delete_place(session, room)
    with school.reading() as session:
        assert session.get(Place, room) is None
    assert lead(school, issued) is lead(school, stuck) is None
    assert statuses(phone.push(phone.withdrawal(bound["id"]))) == ["applied"]
    assert statuses(phone.push(phone.binding(issued, asset))) == ["applied"]
    assert lead(school, issued) == asset
