"""What was said of labels in the field, among the records."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from qr_labels import group_code
from server.records import Asset, LabelBinding, new_id
from server.services.label_requests import dismiss_requests
from server.services.labels import issue_blank_labels
from server.services.places import delete_place
from server.web.clock import now
from tests.factories.facts import phone_of

PAGE = "/desk/records/labels"


@pytest.fixture
def phone(school):
    return phone_of(school)


@pytest.fixture
def code(school):
    with school.writing() as session:
        return issue_blank_labels(session, 1, now())[0]


def page(school, query=""):
    return school.client("pei").get(PAGE + query).text


def test_bindings_and_requests_are_listed_with_thing_place_code_and_person(
    school, register, phone, code
):
    phone.push(
        phone.binding(code, register.assets["课桌"]),
        phone.label_request(register.assets["钢琴"]),
        phone.label_request(place_id=register.places["301"], pile=new_id()),
    )
    text = page(school)
    assert "共 3 条" in text and "Ines" in text
    assert all(word in text for word in ("贴标签", "标签坏了", "整理补打", group_code(code)))
    assert "教学楼 / 2楼 / 201" in text and "教学楼 / 3楼 / 301" in text
    assert "检查" in text and "共 0 条" in school.client("pei").get("/desk/records").text


def test_they_are_narrowed_by_day_person_asset_and_place(school, register, phone, code):
    desk, room = register.assets["课桌"], register.places["301"]
    phone.push(phone.binding(code, desk), phone.label_request(place_id=room))
    with school.writing() as session:
        bound = session.query(LabelBinding).one()
        bound.effective_at = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    for query, count in (
        ("day=2026-11-20", 1),
        ("day=2026-11-19", 0),
        (f"person_id={school.people['ines']}", 2),
        (f"person_id={school.people['rui']}", 0),
        (f"asset_id={desk}", 1),
        (f"place_id={register.places['2楼']}", 1),
        (f"place_id={room}", 1),
        (f"place_id={register.places['教学楼']}", 2),
    ):
        assert f"共 {count} 条" in page(school, f"?{query}"), query


def test_what_became_of_them_is_said(school, register, phone, code):
    bound = phone.binding(code, register.assets["课桌"])
    asked = phone.label_request(register.assets["钢琴"])
    phone.push(bound, asked, phone.withdrawal(bound["id"]))
    with school.writing() as session:
        dismiss_requests(session, [asked["id"]], "要报废", school.people["ada"], now())
    text = page(school)
    assert "已撤回" in text and "没有打印：要报废" in text


def test_what_was_said_of_a_deleted_place_is_still_listed(school, register, phone, code):
    room = register.places["音乐教室"]
    with school.writing() as session:
        session.get(Asset, register.assets["钢琴"]).place_id = None
    phone.push(phone.binding(code, place_id=room))
    with school.writing() as session:
        delete_place(session, room)
    assert "地点已删除" in page(school)


def test_they_come_in_pages_newest_first(school, register, phone):
    things = [register.assets["课桌"]] * 60
    phone.push(*(phone.label_request(thing, pile=new_id()) for thing in things))
    assert page(school).count("<article") == 50
    assert page(school, "?page=2").count("<article") == 10
