"""What schools' own ledgers are read as, from their header rows alone."""

from __future__ import annotations

from datetime import date

import pytest
from wild_ledgers import WILD, merged_range, row_of

from server.domain.ledger.judged import RowKind
from server.domain.ledger.ledger import plan_ledger
from server.domain.ledger.sheet import Sheet
from server.domain.ledger.sheet_place import place_in_title
from server.domain.ledger.titles import field_of_title
from tests.factories.ledgers import judge_ledger

TODAY = date(2026, 11, 21)


def judged(*sheets):
    return list(judge_ledger(plan_ledger(sheets, "x").sheets, TODAY))


def sheet(rows, name="Sheet1", merged=""):
    lines = [row_of(line) for line in rows.split("\n")]
    return Sheet(name, lines, tuple(map(merged_range, merged.split())))


@pytest.mark.parametrize("ledger", WILD, ids=lambda ledger: ledger.what)
def test_the_columns_of_a_ledger_are_known(ledger):
    plan = plan_ledger([ledger.sheet()], ledger.what).sheets[0]
    assert dict(plan.mapping) == ledger.mapping()
    assert plan.header.first_row == ledger.header_row
    assert plan.header.last_row == (ledger.last_header_row or ledger.header_row)


@pytest.mark.parametrize("ledger", WILD, ids=lambda ledger: ledger.what)
def test_no_row_of_a_ledger_is_bad(ledger):
    rows = judged(ledger.sheet())
    assert RowKind.ASSET in {row.kind for row in rows}
    assert [row.problems for row in rows if row.kind is RowKind.BAD] == []


@pytest.mark.parametrize(
    "title",
    [
        *("有效期至", "检查人", "下次检修日期", "报废日期", "IP地址", "合同编号", "发票号"),
        *("供应商电话", "供应商·编号", "实盘数·数量", "应配数量", "已使用月数", "使用方向"),
        *("领用人签字", "入库单号"),
    ],
)
def test_a_title_of_something_else_is_not_guessed(title):
    assert field_of_title(title) is None


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("教学楼305", "教学楼305"),
        ("三年级(2)班财产登记表", "三年级（2）班"),
        ("育才小学2023-2024学年第一学期高一3班公物登记表", "高一3班"),
        ("物理实验室仪器账", "物理实验室"),
        ("综合楼资产清单", "综合楼"),
        ("二、教学楼：", "教学楼"),
        ("计算机教室（2）", "计算机教室2"),
        ("固定资产台账", ""),
        ("育才小学固定资产登记表", ""),
        ("初中物理仪器账", ""),
        ("办公室设备", ""),
        ("各教室设备", ""),
        ("教学楼和实验楼", ""),
        ("Sheet1", ""),
    ],
)
def test_a_title_gives_a_place_only_when_it_clearly_is_one(title, place):
    assert place_in_title(title) == place


def places(rows):
    return [row.asset.place_text for row in rows if row.asset]


def test_a_place_in_a_line_above_the_header_is_that_of_all_rows():
    rows = judged(
        sheet("财产登记表\n存放地点：物理实验室||负责人：王五\n名称|数量|单价\n天平|2|85")
    )
    assert places(rows) == ["物理实验室"]


def test_a_sheet_for_each_building_says_where_its_rooms_are():
    text = "资产名称|数量|房间号\n课桌|40|301\n课椅|40|"
    rows = judged(sheet(text, "教学楼"), sheet(text, "1号楼"))
    assert places(rows) == ["教学楼-301", "教学楼", "1号楼-301", "1号楼"]


def test_a_row_with_a_place_keeps_it():
    rows = judged(sheet("资产名称|数量|存放地点\n课桌|40|实验楼-101", "教学楼305"))
    assert places(rows) == ["实验楼-101"]


def test_rooms_in_lines_of_their_own_hold_what_stands_below_them():
    text = (
        "名称|数量|单价\n301教室||\n课桌|40|1\n301教室小计|40|\n"
        "三楼会议室||\n椅|9|1\n以下为旧物||\n柜|1|1"
    )
    rows = judged(sheet(text, merged="A2:C2 A5:C5 A7:C7"))
    assert places(rows) == ["301教室", "三楼会议室", ""]
    assert [row.kind for row in rows].count(RowKind.TOTAL) == 4


def test_extinguishers_need_no_name_column():
    rows = judged(sheet("灭火器编号|规格型号|生产日期|安装位置\nX-1|MT/3|2022-03|机房"))
    assert (rows[0].asset.name, rows[0].asset.kind) == ("灭火器", "fire_extinguisher_co2")


def test_short_years_terms_and_vague_months_are_dates():
    days = ("23.9.1", "2023年秋", "98年9月", "2019年8月底", "2018年度")
    text = "\n".join(["名称|数量|购置日期", *(f"桌|1|{day}" for day in days)])
    read = [row.asset.acquired_on.value.isoformat() for row in judged(sheet(text))]
    assert read == ["2023-09-01", "2023-09-01", "1998-09-01", "2019-08-01", "2018-01-01"]
