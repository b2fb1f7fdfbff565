"""Classes on the desk: registered, moved up by a pasted table, closed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from server.domain.room_count import group_key
from server.domain.school_class import ClassIdentity, Stage
from server.domain.stocktake import Scope
from server.records import ClassTeacher, CountSheet, SchoolClass, Stocktake, new_id
from server.services.class_assignments import FromDay, set_room, set_teachers
from server.services.class_changes import find_or_add_class
from server.services.class_names import room_names
from server.services.classes import class_of_room, classes_on
from server.services.places import find_or_add_place
from server.web.clock import system_clock
from tests.factories.counts import counted, open_count, signing
from tests.factories.facts import phone_of
from tests.functional.desk.html_form import form_of

LAST_YEAR, THIS_YEAR = date(2025, 9, 1), date(2026, 9, 1)
CLASSES = (
    (2025, 1, "201", "tang"),
    (2025, 2, "301", "rui"),
    (2020, 1, "音乐教室", "ines"),
)
TABLE = """新学年对照表
班主任\t教室\t原班\t新班
Tang\t301\t一（1）班\t二（1）班
\t教学楼201\t1年级2班\t2年级2班
ines、RUI\t音乐教室\t\t一（1）班
\t\t六（1）班\t毕业
"""


@pytest.fixture
def classes(school, register) -> dict[str, str]:
    """Three classes since last year; ids by room."""
    with school.writing() as session:
        change = FromDay(LAST_YEAR, school.people["ada"], system_clock())
        ids = {}
        for entry_year, number, room, login in CLASSES:
            row = find_or_add_class(session, ClassIdentity(Stage.PRIMARY, entry_year, number))
            set_teachers(session, row.id, [school.people[login]], change)
            set_room(session, row.id, register.places[room], change)
            ids[room] = row.id
        return ids


def paste(client, table, where="", names="last_year", day=THIS_YEAR):
    form = {"table": table, "names": names, "from_on": day.isoformat()}
    return client.post(f"/desk/classes/table{where}", data=form)


def seen_on(school, day):
    """Name, room and teachers of every class, as ids."""
    with school.reading() as session:
        return {one.name: (one.place_id, set(one.person_ids)) for one in classes_on(session, day)}


def test_a_pasted_table_moves_the_classes_up_and_keeps_what_was(school, register, classes):
    client, places, people = school.client("ada"), register.places, school.people
    assert form_of(client.get("/desk/classes/table"), "/desk/classes/table/preview")["names"]
    page = paste(client, TABLE, "/preview")
    assert page.status_code == 200 and "4行都看懂了" in page.text and "改班号" not in page.text
    with school.reading() as session:
        assert session.query(SchoolClass).count() == 3, "a preview changes nothing"

    shown = form_of(page, "/desk/classes/table")
    for _ in range(2):
        assert client.post("/desk/classes/table", data=shown).status_code == 303
    expected = {
        "二（1）班": (places["301"], {people["tang"]}),
        "二（2）班": (places["201"], {people["rui"]}),
        "一（1）班": (places["音乐教室"], {people["ines"], people["rui"]}),
    }
    assert seen_on(school, THIS_YEAR) == expected
    assert (
        seen_on(school, date(2026, 8, 31)).items()
        >= {
            "二（1）班": (places["201"], {people["tang"]}),
            "二（2）班": (places["301"], {people["rui"]}),
            "小学2020级（1）班": (places["音乐教室"], {people["ines"]}),
        }.items()
    )
    with school.reading() as session:
        assert class_of_room(session, THIS_YEAR)[places["301"]].name == "二（1）班"
        assert session.query(ClassTeacher).count() == 3 + 2, "the teachers who stay stay on"
    page = client.get(f"/desk/classes/{classes['201']}")
    assert "2025-09-01 至 2026-08-31" in page.text and "2026-09-01 起" in page.text
    assert "已毕业或撤销的班级：1个" in client.get("/desk/classes").text

    mended = TABLE.replace("ines、RUI", "pei").replace("毕业", "六（1）班")
    assert "和新班对不上" in paste(client, mended).text
    assert paste(client, TABLE.replace("ines、RUI", "pei")).status_code == 303
    assert seen_on(school, THIS_YEAR) == expected | {
        "一（1）班": (places["音乐教室"], {people["pei"]})
    }


@pytest.mark.usefixtures("classes")
def test_a_table_names_the_trouble_of_each_row_and_changes_nothing(school):
    with school.writing() as session:
        find_or_add_place(session, [("building", "综合楼"), ("room", "301")])
        assert len(room_names(session).find("综合楼 301")) == 1
    client = school.client("ada")
    rows = {
        "一（1）班\t三（1）班\t\t": "一（1）班到时应是二（1）班",
        "一（2）班\t二年级\t\t": "看不懂新班“二年级”",
        "\t一（1）班\t301\t": "有2个教室都叫“301”",
        "\t一（2）班\t999\tNemo": "找不到教室“999”",
        "\t一（3）班\t2楼201\t": "教学楼 / 2楼 / 201在表里给了两个班",
        "\t一（4）班\t教学楼201\t": "给了两个班",
        "五（5）班\t撤销\t\t": "系统里没有原班“五（5）班”",
        "\t\t201\t": "这一行没有写班级",
    }
    answer = paste(client, "原班\t新班\t教室\t班主任\n" + "\n".join(rows))
    assert answer.status_code == 422 and "什么也没有保存" in answer.text
    missing = [sentence for sentence in rows.values() if sentence not in answer.text]
    assert not missing
    assert "找不到班主任“Nemo”" in answer.text
    assert "一（2）班\t二年级" in answer.text, "the table comes back to be corrected"
    alone = paste(client, "新班\t教室\n一（1）班\t201", names="this_year")
    assert "还坐着二（1）班" in alone.text
    no_header = paste(client, "一（1）班\t201", "/preview")
    assert no_header.status_code == 422 and "找不到表头" in no_header.text
    assert paste(client, "", "/preview").status_code == 422
    with school.reading() as session:
        assert session.query(SchoolClass).count() == 3


def test_a_class_is_added_changed_closed_opened_and_deleted(school, register, classes):
    client, people = school.client("ada"), school.people
    form = form_of(client.get("/desk/classes/new"), "/desk/classes")
    form |= {"name": "2024级3班", "teacher": people["pei"], "from_on": "2026-09-01"}
    taken = client.post("/desk/classes", data=form | {"place_id": register.places["201"]})
    assert taken.status_code == 422 and "还坐着二（1）班" in taken.text
    assert 'value="2024级3班"' in taken.text and " selected>Pei" in taken.text
    assert "看不懂班级" in client.post("/desk/classes", data=form | {"name": "三"}).text
    for _ in range(2):
        assert client.post("/desk/classes", data=form).status_code == 303
    assert "已经登记过了" in client.post("/desk/classes", data=form | {"id": new_id()}).text
    assert seen_on(school, THIS_YEAR)["三（3）班"] == (None, {people["pei"]})

    address = f"/desk/classes/{form['id']}"
    later = {"from_on": "2026-10-08", "teacher": [people["tang"], people["rui"]]}
    assert client.post(address, data=later).status_code == 303
    assert client.post(address, data=later | {"from_on": "soon"}).status_code == 422
    assert client.post(address, data=later | {"teacher": "nobody"}).status_code == 422
    assert seen_on(school, date(2026, 10, 7))["三（3）班"][1] == {people["pei"]}
    assert seen_on(school, date(2026, 10, 8))["三（3）班"][1] == {people["tang"], people["rui"]}

    assert client.post(f"{address}/closure", data={"last_on": "2026-10-31"}).status_code == 303
    assert "三（3）班" in seen_on(school, date(2026, 10, 31))
    assert "三（3）班" not in seen_on(school, date(2026, 11, 1))
    assert "恢复这个班" in client.get(address).text
    client.post(f"{address}/opening")
    assert seen_on(school, date(2026, 11, 1))["三（3）班"] == (None, set())

    with school.writing() as session:
        _count(session, school, register.places["201"], classes["201"])
    refused = client.post(f"/desk/classes/{classes['201']}/removal")
    assert refused.status_code == 422 and "有清查记录" in refused.text
    for _ in range(2):
        assert client.post(f"{address}/removal").status_code == 303
    assert client.get(address).status_code == 404
    assert school.client("pei").get("/desk/classes").status_code == 403


def test_the_score_sheet_counts_what_humans_lost_in_a_class_s_room(school, register, classes):
    sheets = open_count(school, scope=Scope(class_ids=tuple(classes.values())), person_ids=())
    phone, sheet_id = phone_of(school, "tang"), sheets[register.places["201"]]
    desks = group_key("desk", "课桌", None)
    gone = f"missing/{register.assets['多媒体计算机']}"
    found = [(f"damaged/{desks}", 1), (gone, -1)]
    told = {"words": "", "photos": []}
    causes = [told | {"key": gone, "cause": "human"}]
    receipts = phone.push(
        counted(phone, sheet_id, desks, 0, damaged=1),
        signing(phone, sheet_id, *found, explanations=causes),
    )
    assert {one["status"] for one in receipts} == {"applied"}, receipts
    with school.reading() as session:
        stocktake_id = session.get_one(CountSheet, sheet_id).stocktake_id
    address = f"/desk/stocktakes/{stocktake_id}/papers/file?form=classes&as=xlsx"
    book = openpyxl.load_workbook(BytesIO(school.client("pei").get(address, buffered=True).data))
    rows = {row[0]: row[1:10] for row in book.active.iter_rows(values_only=True) if row[0]}
    assert rows["二（1）班"] == ("Tang", "教学楼 2楼 201", 2, 1, 0, 1, "是", 50, 1)
    assert rows["二（2）班"][:3] == ("Rui", "教学楼 3楼 301", "未完成")


def _count(session, school, place_id, class_id):
    stocktake = Stocktake(
        kind="term_start",
        name="期初清查",
        baseline_on=THIS_YEAR,
        due_on=THIS_YEAR,
        methods={},
        scope={},
        opened_at=system_clock(),
        opened_by=school.people["ada"],
    )
    session.add(stocktake)
    session.flush()
    nothing = {"person_ids": [], "groups": [], "lines": []}
    sheet = {"stocktake_id": stocktake.id, "place_id": place_id, "title": "201"}
    session.add(CountSheet(class_id=class_id, **sheet, **nothing))
