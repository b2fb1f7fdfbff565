"""Labels asked for in the field, as the desk lists, prints and puts them aside."""

from __future__ import annotations

import pytest

from server.records import LabelRequestDismissal, PrintJob, new_id
from server.services.assets import remove_asset
from server.services.label_requests import answer_requests, find_requests, open_requests
from server.services.labels import issue_blank_labels, issue_labels
from server.web.clock import now
from tests.factories.facts import millis, phone_of
from tests.functional.desk.html_form import form_of

PAGE = "/desk/labels/requests"


@pytest.fixture
def phone(school):
    return phone_of(school)


def page(school):
    return school.client("ada").get(PAGE).text


def groups(school):
    """By pile: the names of the things, in order."""
    with school.reading() as session:
        return {g.pile: [thing.name for thing in g.things] for g in open_requests(session)}


def count(school):
    """What the desk's first page says; nothing when nothing is asked for."""
    before, named, _ = (
        school.client("ada").get("/desk/").text.partition("</strong><span>件待补打标签")
    )
    return before.rpartition("<strong>")[2] if named else ""


def test_worn_labels_and_piles_are_listed_in_the_order_they_were_taken(school, register, phone):
    pile, at = new_id(), millis() - 60_000
    things = [register.assets["钢琴"], register.assets["课桌"], register.assets["干粉灭火器"]]
    phone.push(
        phone.label_request(register.assets["课桌"]),
        *(phone.label_request(one, pile=pile, observed_at=at) for one in things),
        phone.label_request(place_id=register.places["301"], pile=pile, observed_at=at),
    )
    assert groups(school) == {None: ["课桌"], pile: ["钢琴", "课桌", "干粉灭火器", "301"]}
    text = page(school)
    assert "标签坏了（1）" in text and "Ines整理的一批（4）" in text
    assert "教学楼 / 2楼 / 201" in text and "门牌" in text
    assert count(school) == "4"


def test_a_thing_asked_for_twice_is_printed_once_and_both_are_answered(school, register, phone):
    asked = [phone.label_request(register.assets["课桌"]) for _ in range(2)]
    phone.push(*asked)
    other = phone_of(school, "rui")
    other.push(other.label_request(register.assets["课桌"]))
    assert groups(school) == {None: ["课桌"]} and count(school) == "1"
    with school.writing() as session:
        group = find_requests(session, None)
        job = PrintJob(
            id=new_id(),
            person_id=school.people["ada"],
            created_at=now(),
            layout="a4-3x8",
            base_url="https://xj.shiyan.edu.cn",
        )
        session.add(job)
        session.flush()
        answer_requests(session, group.fact_ids, job.id)
    assert groups(school) == {} and count(school) == ""
    assert "没有人要补打标签" in page(school)


def test_a_request_that_was_taken_back_is_gone_from_the_list(school, register, phone):
    asked = phone.label_request(register.assets["课桌"])
    phone.push(asked, phone.withdrawal(asked["id"]))
    assert groups(school) == {}


def test_another_label_stuck_on_answers_a_worn_one(school, register, phone):
    desk, pile = register.assets["课桌"], new_id()
    with school.writing() as session:
        issue_labels(session, now(), asset_ids=[desk])
        [code] = issue_blank_labels(session, 1, now())
    phone.push(phone.label_request(desk), phone.label_request(desk, pile=pile))
    assert groups(school) == {None: ["课桌"], pile: ["课桌"]}
    phone.push(phone.binding(code, desk))
    assert groups(school) == {pile: ["课桌"]}


def test_nothing_is_printed_for_a_removed_thing(school, register, phone):
    desk = register.assets["课桌"]
    phone.push(phone.label_request(desk))
    with school.writing() as session:
        remove_asset(session, desk, "旧", school.people["ada"], now())
    assert groups(school) == {} and count(school) == ""


def test_a_request_is_put_aside_with_a_reason_by_whom_and_when(school, register, phone):
    asked = phone.label_request(register.assets["课桌"])
    phone.push(asked, phone.label_request(register.assets["钢琴"]))
    client = school.client("ada")
    form = form_of(client.get(PAGE), f"{PAGE}/dismissal")
    assert form["fact"] == asked["id"]
    refused = client.post(f"{PAGE}/dismissal", data=form)
    assert refused.status_code == 422 and "原因" in refused.text and "课桌" in refused.text
    done = client.post(f"{PAGE}/dismissal", data=form | {"reason": "要报废"})
    assert done.location == PAGE
    assert groups(school) == {None: ["钢琴"]}
    with school.reading() as session:
        [row] = session.query(LabelRequestDismissal)
        assert (row.fact_id, row.reason) == (asked["id"], "要报废")
        assert row.dismissed_by == school.people["ada"]


def test_what_was_put_aside_or_never_asked_for_is_not_put_aside_again(school, register, phone):
    asked = phone.label_request(register.assets["课桌"])
    phone.push(asked)
    client = school.client("ada")
    for _ in range(2):
        form = {"fact": [asked["id"], new_id()], "reason": "x"}
        client.post(f"{PAGE}/dismissal", data=form)
    assert "已经处理过了" in client.get(PAGE).text
    with school.reading() as session:
        assert session.query(LabelRequestDismissal).count() == 1


def test_a_group_is_printed_by_its_pile(school, register, phone):
    pile = new_id()
    phone.push(phone.label_request(register.assets["课桌"], pile=pile))
    form = form_of(school.client("ada").get(PAGE), "/desk/labels/choice")
    assert form == {"what": "requests", "pile": pile}
