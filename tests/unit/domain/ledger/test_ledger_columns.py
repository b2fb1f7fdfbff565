from __future__ import annotations

from datetime import date

import pytest

from server.domain.ledger.columns import (
    checked_mapping,
    guess_columns,
    header_signature,
    missing_fields,
)
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.header import find_header
from server.domain.ledger.sheet import Sheet
from server.domain.ledger.synonyms import SYNONYMS
from server.domain.ledger.titles import counts_in_ten_thousands

F = LedgerField


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("资产编号", "ledger_number"),
        ("卡片编号*", "ledger_number"),
        ("校内资产编号", "ledger_number"),
        ("资 产\n名 称", "name"),
        ("数量（台/件）", "quantity"),
        ("单价(元)", "unit_price"),
        ("单价\n（元）", "unit_price"),
        ("原值（万元）", "amount"),
        ("价值", "amount"),
        ("购置时间", "acquired_on"),
        ("规格型号", "model"),
        ("规格/型号", "model"),
        ("型号", "model"),
        ("计量单位", "unit"),
        ("分类代码", "category_code"),
        ("资产大类", "category"),
        ("计划使用年限", "useful_life_years"),
        ("使用/管理部门", "department"),
        ("保管人", "custodian"),
        ("责任人", "custodian"),
        ("存放地点", "place"),
        ("房间号", "room"),
        ("校区", "campus"),
        ("楼栋", "building"),
        ("使用状况", "usage_state"),
        ("经费来源", "fund_source"),
        ("物品描述", "note"),
        ("备 注", "note"),
        ("出厂日期", "manufactured_on"),
        ("ＳＮ", "serial_number"),
        ("上次维修日期", "serviced_on"),
        ("灭火器类型", "extinguisher_type"),
        ("序号", "sequence"),
        ("取得方式", "acquisition_method"),
        ("品牌", "brand"),
        ("供应商", "supplier"),
        ("Asset No.", "ledger_number"),
        ("Unit Price", "unit_price"),
    ],
)
def test_a_title_from_the_wild_is_understood(title, field):
    assert guess_columns([title], []) == {0: LedgerField(field)}


def test_a_title_that_says_something_else_is_left_alone():
    assert guess_columns(["报废日期", "条形图", "使用人电话"], []) == {}


def test_every_field_has_titles_of_its_own():
    assert set(SYNONYMS) == set(LedgerField)
    for field, words in SYNONYMS.items():
        expected = {} if field is F.REJECTION else {0: field}
        assert guess_columns([words.split()[0]], []) == expected


def test_two_columns_never_share_a_field():
    mapping = guess_columns(["编号", "名称", "资产编号", "物品名称"], [])
    assert mapping == {2: F.LEDGER_NUMBER, 3: F.NAME} or len(set(mapping.values())) == len(mapping)
    assert mapping[2] is F.LEDGER_NUMBER


def column(title, cells):
    return guess_columns([title], [(cell,) for cell in cells]).get(0)


def test_content_decides_where_a_title_may_mean_two_things():
    assert column("编号", [1.0, 2.0, 3.0, 4.0]) is F.SEQUENCE
    assert column("编号", ["MH-001", "MH-002", "MH-003"]) is F.LEDGER_NUMBER
    assert column("类型", ["干粉", "水基", "二氧化碳"]) is F.EXTINGUISHER_TYPE
    assert column("类型", ["家具", "电器", "图书"]) is F.CATEGORY
    assert column("资产分类", ["A02020800"] * 3) is F.CATEGORY_CODE
    assert column("单位", ["台", "张", "把"]) is F.UNIT
    assert column("单位", ["教务处", "总务处", "德育处"]) is F.DEPARTMENT


def test_content_decides_where_a_title_says_nothing():
    assert column("", [date(2020, 1, 1), "2019.9", "20200101"]) is F.ACQUIRED_ON
    assert column("甲", ["TY2016000001", "TY2016000002", "TY2016000003"]) is F.LEDGER_NUMBER
    assert column("甲", ["教学楼A-101", "教学楼A-102", "门卫室"]) is F.PLACE
    assert column("甲", ["在用", "闲置", "在用"]) is F.USAGE_STATE
    assert column("甲", ["台", "张", "台"]) is F.UNIT
    assert column("个数?", [48.0, 3.0, 7.0]) is F.QUANTITY
    assert column("甲", ["很好看", "随便", "写的"]) is None


def test_prices_telephones_and_other_dates_are_not_taken_for_codes():
    assert column("净值", [1350.5, 99.0, 1200.25]) is None
    assert column("联系电话", ["13800000001", "13800000002", "13800000003"]) is None
    assert column("电话", ["8612345", "8612346", "8612399"]) is None
    assert column("报废日期", ["20190901", "20200101", "20210301"]) is None


def test_a_sheet_that_counts_classes_is_no_ledger():
    assert find_header(sheet(("序号", "班级", "课桌(张)", "课椅(把)", "备注"))) is None


def test_a_signature_does_not_depend_on_spaces_width_or_empty_columns_at_the_end():
    assert header_signature(["资产 编号", "数量（台）", ""]) == header_signature(
        ["资产编号", "数量(台)"]
    )
    assert header_signature(["资产编号", "数量"]) != header_signature(["数量", "资产编号"])


def test_a_mapping_without_a_name_misses_it():
    assert missing_fields({0: F.QUANTITY}) == {F.NAME}
    assert missing_fields({0: F.NAME}) == frozenset()


def test_a_mapping_of_one_field_twice_is_refused():
    with pytest.raises(ValueError, match="two columns"):
        checked_mapping({0: F.NAME, 1: F.NAME})


def test_money_in_ten_thousands_is_seen_in_the_title():
    assert counts_in_ten_thousands("原值（万元）")
    assert not counts_in_ten_thousands("单价(元)")


def sheet(*rows):
    return Sheet("一", [tuple(row) for row in rows])


def test_lists_of_codes_are_no_ledger():
    assert find_header(sheet(("名称", "分类代码", "备注"), ("课桌", "A05010203", None))) is None
    assert find_header(sheet(("学生课桌", "A05010203"))) is None
    assert find_header(sheet()) is None


def test_a_ledger_needs_a_name_and_one_telling_column():
    assert find_header(sheet(("名称", "数量"))).titles == ("名称", "数量")
    assert find_header(sheet(("名称", "爱好"))) is None


def test_a_two_row_header_without_merged_cells_is_read():
    header = find_header(
        sheet(
            ("名称", "存放地点", None, "数量"),
            (None, "楼栋", "房间", None),
            ("课桌", "A楼", "101", 3),
        )
    )
    assert header.titles == ("名称", "存放地点·楼栋", "存放地点·房间", "数量")
    assert header.last_row == 2


def test_the_first_data_row_is_not_taken_for_a_second_header_row():
    header = find_header(sheet(("名称", "地点", "", "数量"), ("物品", "教室", "备注", 3.0)))
    assert header.last_row == 1
