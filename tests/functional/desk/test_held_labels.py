"""Held facts about labels: shown in plain words, corrected, put aside."""

from __future__ import annotations

import pytest

from qr_labels import group_code
from server.records import HeldResolution, Label, LabelRequest, new_id
from server.services.labels import issue_labels
from server.web.clock import now
from tests.factories.facts import phone_of
from tests.functional.desk.held_desk import HeldDesk, hold


@pytest.fixture
def phone(school):
    return phone_of(school)


@pytest.fixture
def code(school, register):
    """The label of the piano."""
    piano = register.assets["钢琴"]
    with school.writing() as session:
        return issue_labels(session, now(), asset_ids=[piano])[piano]


def desk_of(school, fact):
    return HeldDesk(school.client("ada"), fact)


def lead(school, code):
    with school.reading() as session:
        label = session.get(Label, code)
        return label.asset_id or label.place_id


def test_a_held_binding_shows_its_code_and_does_not_take_the_old_thing_for_granted(
    school, phone, code
):
    fact = hold(phone, phone.binding(code, new_id()), "asset_unknown")
    text = desk_of(school, fact).open().text
    assert "贴标签" in text and group_code(code) in text
    assert "登记册里没有找到" in text and "钢琴" not in text.partition("要怎么处理")[0]
    listed = school.client("ada").get("/desk/held").text
    assert f'贴标签 · <span class="code">{group_code(code)}' in listed


def test_a_binding_is_corrected_to_the_thing_the_administrator_names(school, register, phone, code):
    fact = hold(phone, phone.binding(code, new_id()), "asset_unknown")
    assert desk_of(school, fact).repair(thing="TY-001").status_code == 303
    assert lead(school, code) == register.assets["课桌"]


def test_a_binding_is_corrected_to_a_place(school, register, phone, code):
    fact = hold(phone, phone.binding(code, place_id=new_id()), "place_unknown")
    assert "请在下面选出是哪里" in desk_of(school, fact).open().text
    room = register.places["301"]
    assert desk_of(school, fact).repair(place_id=room).status_code == 303
    assert lead(school, code) == room


def test_a_wrong_code_is_corrected_and_no_code_is_taken_that_fails_its_check(
    school, register, phone, code
):
    bad = phone.binding("2" * 8 + "A", register.assets["课桌"])
    desk = desk_of(school, hold(phone, bad, "bad_body"))
    refused = desk.repair()
    assert refused.status_code == 422 and "标签码" in refused.text
    assert desk.repair(code=group_code(code).lower()).status_code == 303
    assert lead(school, code) == register.assets["课桌"]


def test_a_request_is_corrected_and_stays_in_its_pile(school, register, phone):
    pile = new_id()
    fact = hold(phone, phone.label_request(new_id(), pile=pile), "asset_unknown")
    desk = desk_of(school, fact)
    assert "整理补打" in desk.open().text
    assert desk.repair(thing="TY-001").status_code == 303
    with school.reading() as session:
        asked = session.query(LabelRequest).one()
        assert (asked.asset_id, asked.pile) == (register.assets["课桌"], pile)


def test_a_correction_names_a_thing_or_a_place(school, phone, code):
    fact = hold(phone, phone.binding(code, new_id()), "asset_unknown")
    assert desk_of(school, fact).repair().status_code == 422
    refused = desk_of(school, fact).repair(place_id=new_id())
    assert refused.status_code == 422 and "登记册里没有这个地点" in refused.text


def test_a_held_request_is_put_aside(school, phone):
    fact = hold(phone, phone.label_request(new_id()), "asset_unknown")
    assert desk_of(school, fact).dismiss("看错了").status_code == 303
    with school.reading() as session:
        assert session.query(HeldResolution).one().outcome == "dismissed"
        assert session.query(LabelRequest).count() == 0
