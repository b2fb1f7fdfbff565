"""The papers of a count: what stands on them, in one copy or two, and that nothing is scannable."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from server.domain.stocktake import StocktakeKind
from server.records import CountSheet, Stocktake
from tests.factories.counts import open_count
from tests.factories.settled import SettledCount, settled_count

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def count(school) -> SettledCount:
    return settled_count(school)


def asked(count: SettledCount, form: str, **more: str):
    address = f"/desk/stocktakes/{count.stocktake_id}/papers/file"
    client = count.school.client("pei")
    return client.get(address, query_string={"form": form} | more, buffered=True)


def pages_of(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    with pypdfium2.PdfDocument(answer.data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return ["".join(text.split()) for text in texts]


def assert_holds(page: str, *words: str) -> None:
    for one in words:
        assert one in page, (one, page)


def test_the_papers_of_a_count_say_what_was_counted_and_signed(count):
    with count.school.reading() as session:
        baseline = session.get_one(Stocktake, count.stocktake_id).baseline_on
    first, second = pages_of(asked(count, "count_sheet"))
    for page in (first, second):
        assert_holds(
            page, f"清查基准日：{baseline}", "第1页，共1页", "期初", "期末", "学校（盖章）"
        )
        assert_holds(page, "清点人（班主任、责任人）Ines", "总务处会签Ada")
    assert_holds(first, "南楼101", "窗帘", "K-3", "缺少", "腿断了", "人为")
    assert_holds(second, "南楼102", "错位", "落地扇", "多出")
    rooms = pages_of(asked(count, "register", copies="2"))
    assert len(rooms) == 8
    assert_holds(rooms[0], "第一联（总务处存）", "第1页，共2页", "2999.99")
    assert_holds(rooms[1], "财产责任书", "第2页，共2页", "没有原有损坏", "不计入班级考核")
    assert_holds(rooms[2], "第二联（使用人存）", "第1页，共2页")
    [handover] = pages_of(asked(count, "handover", sheet_id=count.sheets["101"]))
    assert_holds(handover, "移交人签字Ines", "接收人签字", "监交人")
    blank = "".join(pages_of(asked(count, "blank_sheet", sheet_id=count.sheets["101"])))
    assert_holds(blank, "手工清点单", "投影仪", "□", "房间里有的物品")
    assert "缺少" not in blank and "腿断了" not in blank
    [report] = pages_of(asked(count, "report"))
    assert_holds(report, "盘亏", "盘盈", "2999.99", "共2个房间，已会签2个", "平均单价")
    book = openpyxl.load_workbook(BytesIO(asked(count, "count_sheet", **{"as": "xlsx"}).data))
    assert len(book.sheetnames) == 2
    assert asked(count, "nothing").status_code == 404
    assert asked(count, "count_sheet", sheet_id="nothing").status_code == 404
    assert (
        count.school.client("ines").get(f"/desk/stocktakes/{count.stocktake_id}/papers").status_code
        == 403
    )
    page = count.school.client("pei").get(f"/desk/stocktakes/{count.stocktake_id}/papers").text
    assert "全部 2 个房间" in page


def test_the_counts_of_a_year_stand_side_by_side(count):
    room = count.rooms["101"]
    later = open_count(count.school, room, kind=StocktakeKind.TERM_MID, name="期中清查")
    with count.school.reading() as session:
        stocktake_id = session.get_one(CountSheet, later[room]).stocktake_id
    address = f"/desk/stocktakes/{stocktake_id}/papers/file?form=count_sheet&as=xlsx"
    answer = count.school.client("pei").get(address, buffered=True)
    [sheet] = openpyxl.load_workbook(BytesIO(answer.data))
    assert sheet.title == "南楼 101"
    rows = list(sheet.iter_rows(values_only=True))
    [curtains] = [row for row in rows if row[1] == "窗帘"]
    assert curtains[4:13] == (6, 5, None, 6, None, None, None, None, None)
    [projector] = [row for row in rows if row[3] == "K-3"]
    assert projector[5:8] == ("缺", "", "")
