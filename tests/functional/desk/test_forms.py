"""Forms for inspectors: what stands on paper, in workbooks, and in sentences."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import read_schedule
from server.domain.school_class import ClassIdentity, Stage, autumn_of
from server.domain.school_day import school_day
from server.records import Round, new_id
from server.services.class_assignments import FromDay, set_room
from server.services.class_changes import find_or_add_class
from server.services.routes import RouteChange, RoutePlan, add_route
from server.web.clock import now
from tests.factories.facts import phone_of
from tests.factories.rounds import ending, look, unscanned

ALL_DAY = {
    "cycle": "weekdays",
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "on_holidays": True,
    "slots": [{"key": "1", "name": "全天巡", "start": "00:00", "end": "00:00", "grace": 60}],
}
POINTS = ("p1_fire_power", "p2_exits", "p3_equipment", "p4_doors", "p5_people", "p6_other")
TODAY = school_day(now())


def add_plan(school, purpose: RoutePurpose, *stops: Stop) -> dict[str, str]:
    """A route walked once a day; the key of today's round."""
    route_id = new_id()
    plan = RoutePlan(f"{purpose}线", purpose, stops, read_schedule(ALL_DAY))
    with school.writing() as session:
        add_route(session, route_id, plan, RouteChange(None, now(), TODAY))
    return {"route_id": route_id, "day": TODAY.isoformat(), "slot": "1"}


@pytest.fixture
def phone(school):
    return phone_of(school, "ines")


@pytest.fixture
def walked(school, register, phone) -> str:
    """A patrol of three stops: one mended on the spot after a slip, one passed by, one find; it is
    countersigned. Its id."""
    places, assets = register.places, register.assets
    stops = Stop(assets["课桌"]), Stop(None, places["301"]), Stop(None, places["音乐教室"])
    key = add_plan(school, RoutePurpose.PATROL, *stops)
    slip = look(phone, assets["课桌"], round=key, condition="unusable", words="写错了")
    reason = {"stops": [places["301"]], "reason": "other", "words": "房间相邻"}
    reasons = [reason | {"flag": "too_quick"}, reason | {"flag": "of_tomorrow"}]
    said = {"condition": "usable", "level": "general", "fixed_on_spot": True, "words": "=桌腿松动"}
    receipts = phone.push(
        slip,
        phone.withdrawal(slip["id"]),
        look(phone, assets["课桌"], round=key, **said),
        unscanned(phone, key, place_id=places["301"], words="叫不开门"),
        look(phone, place_id=places["音乐教室"], round=key),
        look(phone, assets["钢琴"], round=key, condition="unusable", level="major", words="缺键"),
        ending(phone, key, companions=[school.people["tang"]], reasons=reasons),
    )
    assert {one["status"] for one in receipts} == {"applied"}, receipts
    with school.reading() as session:
        round_id = session.query(Round).one().id
    signed = school.client("pei").post(
        f"/desk/rounds/{round_id}/countersignature", data={"words": "已阅"}
    )
    assert signed.status_code == 303
    return round_id


def asked(school, form: str, ending: str = "pdf", **more: str):
    days = {"first": TODAY.isoformat(), "last": TODAY.isoformat()} | more
    return school.client("pei").get(
        "/desk/forms/file", query_string={"form": form, "as": ending} | days, buffered=True
    )


def pages_of(answer) -> list[str]:
    """The text of each page, without blanks and breaks."""
    assert answer.status_code == 200, answer.text
    with pypdfium2.PdfDocument(answer.data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return ["".join(text.split()) for text in texts]


def rows_of(answer) -> list[tuple[object, ...]]:
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(BytesIO(answer.data))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def row_with(rows, text: str) -> tuple[object, ...]:
    return next(row for row in rows if any(text in str(cell) for cell in row))


def test_a_round_on_paper_shows_all_of_it(school, walked):
    link = f"/desk/forms/file?form=records&amp;round_id={walked}"
    client = school.client("pei")
    assert link in client.get(f"/desk/rounds/{walked}").text
    [page] = pages_of(client.get(link.replace("amp;", ""), buffered=True))
    for words in (
        "应巡3点、已巡2点、异常2处、当场改正1处、未扫码1点、线外发现1处",
        "=桌腿松动",
        "更正过",
        "门锁着；叫不开门",
        "缺键",
        "重大",
        "巡查人Ines",
        "同行：Tang",
        f"主管会签Pei{TODAY}",
        "主管意见：已阅",
        "走得很快：301）：其他；房间相邻",
        "of_tomorrow：301",
        "单位（盖章）：试验小学",
        "第1页，共1页",
    ):
        assert words in page, (words, page)
    assert "写错了" not in page


@pytest.mark.usefixtures("walked")
def test_a_workbook_of_rounds_holds_dates_as_dates_and_no_formula(school):
    rows = rows_of(asked(school, "records", "xlsx"))
    assert row_with(rows, "巡查点")[:7] == (
        "日期",
        "班次",
        "路线",
        "序号",
        "巡查点",
        "时间",
        "结果",
    )
    desk = row_with(rows, "桌腿松动")
    assert (
        desk[0].date() == TODAY and desk[3] == 1 and desk[6:9] == ("异常", "=桌腿松动", "当场改正")
    )
    assert desk[5].date() == TODAY and desk[10] == "Ines" and desk[12] == "Pei"


@pytest.mark.usefixtures("walked")
def test_sentences_to_paste_say_what_the_records_say(school):
    client, days = school.client("pei"), {"first": str(TODAY), "last": str(TODAY)}
    log = client.get("/desk/forms/words", query_string={"form": "log"} | days).text
    for words in ("应巡 3 点，已巡 2 点", "异常 2 处、当场改正 1 处", "Pei 已会签", "缺键"):
        assert words in log, words
    term = client.get("/desk/forms/words", query_string={"form": "term"} | days).text
    assert "readonly" in term
    for words in (
        "应巡查 1 次，完成 1 次",
        "发现隐患 2 条（其中重大 1 条），当场改正 1 条",
        "教学楼",
    ):
        assert words in term, words


def test_the_fire_record_has_the_points_of_the_law_and_the_worst_answer(school, register, phone):
    stops = (Stop(None, register.places[name], "fire_daily") for name in ("201", "301"))
    key = add_plan(school, RoutePurpose.FIRE_DAILY, *stops)

    def answers(**other: str) -> list[dict[str, str | None]]:
        said = dict.fromkeys(POINTS, "ok") | other
        return [{"item": item, "answer": it, "value": None} for item, it in said.items()]

    checklist = {"id": "fire_daily", "version": 1}
    bad = {"condition": "usable", "level": "general", "phrases": ["p2_exits:route_blocked"]}
    receipts = phone.push(
        look(
            phone,
            place_id=register.places["201"],
            round=key,
            checklist=checklist,
            **bad,
            answers=answers(p2_exits="abnormal", p5_people="not_applicable"),
        ),
        look(
            phone,
            place_id=register.places["301"],
            round=key,
            checklist=checklist,
            answers=answers(p5_people="not_applicable"),
        ),
        ending(phone, key),
    )
    assert {one["status"] for one in receipts} == {"applied"}, receipts
    row = row_with(rows_of(asked(school, "fire_daily", "xlsx")), "通道堵塞")
    assert row[2:8] == ("√", "×", "√", "√", "／", "√")
    assert "待整改" in row[8] and row[9].startswith("Ines")
    [page] = pages_of(asked(school, "fire_daily"))
    assert "用火、用电没有违章" in page and "第61号第25条" in page
    [matrix] = pages_of(asked(school, "month"))
    assert "fire_daily线全天巡" in matrix and "△有异常" in matrix and matrix.count("△") == 2
    register_of = "".join(pages_of(asked(school, "findings")))
    assert "通道堵塞" in register_of and "安全办" in register_of and "共1条" in register_of


def test_the_hygiene_table_stands_in_the_order_of_its_sums(school, register, phone):
    names = ("201", "301", "音乐教室")
    stops = (Stop(None, register.places[name], "hygiene_weekly") for name in names)
    key = add_plan(school, RoutePurpose.HYGIENE, *stops)
    checklist = {"id": "hygiene_weekly", "version": 1}
    points = {"floor": 20, "seats": 15, "board": 10, "windows": 15, "walls": 10, "corner": 10}
    points |= {"outside": 10, "order": 10}
    for name, floor in zip(names, ("15.5", "20", "20"), strict=True):
        values = {item: str(most) for item, most in points.items()} | {"floor": floor}
        answers = [{"item": item, "answer": "ok", "value": it} for item, it in values.items()]
        place = register.places[name]
        [receipt] = phone.push(
            look(phone, place_id=place, round=key, checklist=checklist, answers=answers)
        )
        assert receipt["status"] == "applied", receipt
    rows = [row for row in rows_of(asked(school, "hygiene", "xlsx")) if "教学楼" in str(row[1])]
    assert [row[0] for row in rows] == [1, 1, 3] and [row[3] for row in rows] == [100, 100, 95.5]
    assert rows[0][1].endswith("301") and rows[2][1].endswith("201")
    with school.writing() as session:
        row = find_or_add_class(session, ClassIdentity(Stage.PRIMARY, autumn_of(TODAY), 2))
        since = FromDay(date(2020, 9, 1), school.people["ada"], now())
        set_room(session, row.id, register.places["201"], since)
    rows = [row for row in rows_of(asked(school, "hygiene", "xlsx")) if "教学楼" in str(row[2])]
    assert [row[1] for row in rows] == ["", "", "一（2）班"], "a class's room is the class's"
    assert [row[4] for row in rows] == [100, 100, 95.5]


@pytest.mark.usefixtures("walked")
def test_the_pack_has_contents_and_every_part(school):
    pages = pages_of(asked(school, "pack"))
    assert "迎检包" in pages[0] and "不少于3年" in pages[0]
    for title in (
        "每日防火巡查记录",
        "每月防火检查记录",
        "灭火器档案",
        "隐患台账",
        "巡查汇总和签名",
    ):
        assert title in pages[1], title
        assert any(title in page for page in pages[2:]), title
    assert f"第1页，共{len(pages)}页" in pages[0]
    refused = asked(school, "pack", "xlsx")
    assert refused.status_code == 422 and "只有PDF" in refused.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_every_form_of_days_without_records_is_still_a_form(school, register):
    days = {"first": "2020-02-01", "last": "2020-02-29", "asset_id": register.assets["干粉灭火器"]}
    for form in (
        "records",
        "fire_daily",
        "fire_monthly",
        "month",
        "findings",
        "hygiene",
        "archive",
        "card",
    ):
        assert len(pages_of(asked(school, form, **days))) == 1, form
        assert rows_of(asked(school, form, "xlsx", **days)), form
    for form in ("log", "term"):
        page = asked(school, form, **days)
        assert page.status_code == 303
        assert school.client("pei").get(page.location).status_code == 200


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_days_that_cannot_be_are_named_and_stay_as_entered(school):
    wrong = {
        ("2026-11-20", "2026-11-19"): "日期写反了",
        ("2026-01-01", "2026-11-19"): "最多31天",
        ("gestern", "2026-11-19"): "从哪一天",
    }
    for (first, last), words in wrong.items():
        answer = asked(school, "records", first=first, last=last)
        assert answer.status_code in (400, 422) and words in answer.text, words
        assert f'value="{first}"' in answer.text
    assert asked(school, "nothing").status_code == 404
    assert asked(school, "card", asset_id="nothing").status_code == 404
    assert asked(school, "records", round_id="nothing").status_code == 404


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_only_who_may_print_gets_forms(school):
    for login, status in (("ines", 403), ("tang", 403), ("pei", 200), ("ada", 200)):
        for address in (
            "/desk/forms",
            "/desk/forms/file?form=archive",
            "/desk/forms/words?form=log",
        ):
            assert school.client(login).get(address, buffered=True).status_code == status


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_period_is_chosen_with_one_tap_and_the_form_stays(school):
    monday = TODAY - timedelta(days=TODAY.weekday())
    page = school.client("pei").get("/desk/forms?form=pack&preset=week&first=2020-01-01").text
    assert f'name="first" type="date" value="{monday}"' in page
    assert 'value="pack" checked' in page
