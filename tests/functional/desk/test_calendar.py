"""The school calendar on the desk: years, terms, holidays and make-up days."""

from __future__ import annotations

from datetime import date

import pytest

from server.domain.school_calendar import DayKind, day_kind
from server.records import SchoolYear, new_id
from server.services.school_calendar import school_calendar
from tests.functional.desk.html_form import form_of

YEAR = {
    "name": "2027-2028 学年",
    "starts_on": "2027-09-01",
    "ends_on": "2028-08-31",
    "term_1_name": "上",
    "term_1_starts_on": "2027-09-01",
    "term_1_ends_on": "2028-01-21",
    "term_2_name": "下",
    "term_2_starts_on": "2028-02-21",
    "term_2_ends_on": "2028-07-07",
    "days": "10-01 至 10-08 国庆\n10-09 上班",
}


def kind(school, day: str) -> DayKind:
    with school.reading() as session:
        return day_kind(school_calendar(session), date.fromisoformat(day))


def years(school) -> list[SchoolYear]:
    with school.reading() as session:
        return session.query(SchoolYear).order_by(SchoolYear.starts_on).all()


@pytest.fixture
def ada(school):
    return school.client("ada")


def test_a_school_year_says_what_each_day_is(school, ada):
    form = YEAR | {"id": new_id()}
    for _ in range(2):
        assert ada.post("/desk/calendar/years", data=form).status_code == 303
    assert [year.name for year in years(school)] == ["2026-2027 上", "2027-2028 学年"]
    assert kind(school, "2027-10-08") == DayKind.HOLIDAY
    assert kind(school, "2027-10-09") == DayKind.MAKE_UP
    assert kind(school, "2028-02-01") == DayKind.VACATION
    page = ada.get("/desk/calendar?month=2027-10").text
    assert "2027 年 10 月" in page
    assert page.count('class="day-holiday"') == 8 and page.count('class="day-make_up"') == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "学年名称"),
        ({"starts_on": "bald"}, "第一天"),
        ({"ends_on": "2027-09-01"}, "应在“第一天”之后"),
        ({"starts_on": "0001-01-01", "ends_on": "0001-06-01"}, "在 2001 年到 2099 年之间"),
        ({"starts_on": "2027-01-22", "ends_on": "2028-07-07"}, "“2026-2027 上”重叠"),
        ({"term_2_name": ""}, "第 2 学期没有填完"),
        ({"term_2_ends_on": "2028-02-20"}, "第 2 学期的“最后一天”早于"),
        ({"term_2_starts_on": "2028-01-21"}, "第 2 学期的“第一天”应在"),
        ({"term_1_starts_on": "2027-08-31"}, "在 2027-09-01 和 2028-08-31 之间"),
        ({"days": "10-01 国庆\n昨天"}, "第 2 行读不懂：“昨天”"),
    ],
)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_wrong_field_is_named_and_what_was_entered_comes_back(school, ada, wrong, said):
    form = YEAR | {"id": new_id()} | wrong
    answer = ada.post("/desk/calendar/years", data=form)
    assert answer.status_code == 422 and said in answer.text
    back = form_of(answer, "/desk/calendar/years")
    assert back == dict.fromkeys(back, "") | form
    assert len(years(school)) == 1


def test_days_are_pasted_into_the_year_of_the_month_shown(school, ada):
    (year,) = years(school)
    address = f"/desk/calendar/years/{year.id}/days"
    notice = "国庆节：10月1日（周四）至7日（周三）放假调休，共7天。10月10日（周六）上班。"
    answer = ada.post(address, data={"lines": notice, "month": "2026-10"})
    assert answer.headers["Location"] == "/desk/calendar?month=2026-10"
    assert kind(school, "2026-10-07") == DayKind.HOLIDAY
    assert kind(school, "2026-10-10") == DayKind.MAKE_UP
    ada.post(address, data={"lines": "10-07 补课", "month": "2026-10"})
    assert kind(school, "2026-10-07") == DayKind.MAKE_UP
    wrong = ada.post(address, data={"lines": "5-1 劳动节", "month": "2026-10"})
    assert wrong.status_code == 422 and "2027-01-22" in wrong.text
    assert form_of(wrong, address)["lines"] == "5-1 劳动节"


def test_the_next_year_is_drafted_from_this_one_and_kept_when_sent(school, ada):
    ada.post("/desk/calendar/years", data=YEAR | {"id": new_id()})
    newest = years(school)[-1].id
    draft = form_of(ada.get(f"/desk/calendar/years/{newest}/next"), "/desk/calendar/years")
    assert draft["name"] == "2028-2029 学年"
    assert (draft["starts_on"], draft["ends_on"]) == ("2028-09-01", "2029-08-31")
    assert (draft["term_2_starts_on"], draft["term_2_ends_on"]) == ("2029-02-19", "2029-07-06")
    assert draft["days"] == "2028-10-01 至 2028-10-08 国庆"
    assert len(years(school)) == 2
    assert ada.post("/desk/calendar/years", data=draft).status_code == 303
    assert len(years(school)) == 3


def test_a_year_that_somebody_changed_meanwhile_is_changed_only_after_a_look(school, ada):
    (year,) = years(school)
    address = f"/desk/calendar/years/{year.id}"
    mine = form_of(ada.get(address), address)
    theirs = mine | {"name": "他的", "days": "10-01 国庆"}
    for _ in range(2):
        assert ada.post(address, data=theirs).status_code == 303
    for odd in ("", "x", "9" * 5000):
        assert ada.post(address, data=mine | {"based_on": odd}).status_code == 409
    refused = ada.post(address, data=mine | {"name": "我的"})
    assert refused.status_code == 409 and "别人改了：他的" in refused.text
    assert [one.name for one in years(school)] == ["他的"]
    again = form_of(refused, address)
    assert again["name"] == "我的" and ada.post(address, data=again).status_code == 303
    assert [one.name for one in years(school)] == ["我的"]


def test_a_year_is_corrected_as_it_is_shown_and_removed(school, ada):
    (year,) = years(school)
    address = f"/desk/calendar/years/{year.id}"
    shown = form_of(ada.get(address), address)
    assert ada.post(address, data=shown | {"ends_on": "2027-08-31"}).status_code == 303
    assert kind(school, "2027-03-01") == DayKind.VACATION
    for _ in range(2):
        assert ada.post(f"{address}/removal").status_code == 303
    assert kind(school, "2027-03-01") == DayKind.SCHOOL_DAY
    assert "还没有校历" in ada.get("/desk/calendar").text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_month_that_cannot_be_read_is_the_present_one(ada):
    for month in ("2026-13", "x", "9999-99"):
        assert ada.get("/desk/calendar", query_string={"month": month}).status_code == 200
