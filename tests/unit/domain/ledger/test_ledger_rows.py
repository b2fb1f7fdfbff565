from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ledger.identity import identity_key
from server.domain.ledger.judged import RowKind, Severity
from server.domain.ledger.ledger import plan_ledger, plan_with_header_at
from server.domain.ledger.sheet import MergedRange, Sheet, column_letter
from tests.factories.ledgers import judge_ledger

TODAY = date(2026, 11, 21)
TITLES = ("编号", "名称", "数量", "单价", "金额", "购置日期", "存放地点", "使用状况", "备注")


def judged(*rows, titles=TITLES, merged=()):
    sheet = Sheet("一", [titles, *(tuple(row) for row in rows)], merged)
    return list(judge_ledger([plan_with_header_at(sheet, 1)], TODAY))


def codes(row):
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize(
    "line",
    [
        ("合计", None, 103),
        (None, "合 计", 9),
        (None, None, "小计：", 5),
        ("总计（元）", None, 3),
        ("审核人：\u3000\u3000制表人：",),
        ("制表人:王", None, None, "2025-1-1"),
        ("二、教学楼",),
        ("填表说明：一式两份",),
        TITLES,
        ("第1页共3页",),
        ("负责人（签字）：", None, "经办人："),
    ],
)
def test_a_line_about_the_table_is_no_thing(line):
    assert judged(line)[0].kind is RowKind.TOTAL


@pytest.mark.parametrize(
    "line", [("A-1", "合计器", 1), ("A-2", "总务处桌", 2), ("A-3", "共享平板", 3)]
)
def test_a_thing_whose_name_sounds_like_a_total_is_a_thing(line):
    assert judged(line)[0].kind is RowKind.ASSET


def test_a_line_without_content_is_blank():
    assert [row.kind for row in judged((), (None, " ", ""))] == [RowKind.BLANK] * 2


def test_a_number_shared_by_lines_of_one_name_is_one_card():
    rows = judged(("A-1", "课桌", 40), ("A-1", "课 桌", 8))
    assert [row.kind for row in rows] == [RowKind.ASSET] * 2
    assert rows[0].asset.identity != rows[1].asset.identity


def test_a_number_is_taken_also_by_a_line_of_another_sheet():
    sheets = [
        Sheet(name, [TITLES, ("A-1", thing, 1)]) for name, thing in (("甲", "桌"), ("乙", "椅"))
    ]
    rows = list(judge_ledger(plan_ledger(sheets, "x").sheets, TODAY))
    assert codes(rows[1]) == ["number_taken"]
    assert rows[1].problems[0].params == {"first_sheet": "甲", "first_row": 2}


def test_lines_without_a_number_are_known_by_name_model_place_and_order():
    line = (None, "课桌", 3, None, None, None, "教学楼A-101")
    first, second, elsewhere = judged(line, line, (*line[:6], "教学楼A-102"))
    keys = {row.asset.identity for row in (first, second, elsewhere)}
    assert len(keys) == 3
    assert first.asset.identity == identity_key(None, "课桌", None, "教学楼A-101", 1)


def test_mending_a_row_leaves_the_lines_below_it_as_they_were():
    below = (None, "课桌", 3)
    broken = judged((None, "课桌", "六张"), below)
    mended = judged((None, "课桌", "6张"), below)
    assert broken[0].kind is RowKind.BAD
    assert broken[1].asset == mended[1].asset


def test_an_amount_that_does_not_fit_is_a_warning():
    row = judged(("A-1", "课桌", 3, "100", "250"))[0]
    assert row.kind is RowKind.ASSET
    assert [(p.code, p.severity, p.column, p.params) for p in row.problems] == [
        ("amount_differs", Severity.WARNING, "E", {"expected": "300.00"})
    ]


def test_an_amount_within_rounding_fits():
    assert not judged(("A-1", "课桌", 3, "33.33", "100"))[0].problems


def test_an_unknown_state_is_kept_in_its_own_words():
    row = judged(("A-1", "课桌", 1, None, None, None, None, "第三档"))[0]
    assert (row.asset.usage_state, row.asset.usage_state_text) == (None, "第三档")
    assert codes(row) == ["state_unknown"]


def test_all_wrong_cells_of_a_row_are_named_at_once():
    row = judged(("A-1", None, "-1", "x", None, "2018/13/40"))[0]
    assert row.kind is RowKind.BAD and row.asset is None
    assert {(p.column, p.code) for p in row.problems} == {
        ("B", "name_missing"),
        ("C", "quantity_not_positive"),
        ("D", "money_unreadable"),
        ("F", "date_impossible"),
    }


def test_a_problem_tells_column_title_and_what_stood_there():
    problem = judged(("A-1", "课桌", "六张"))[0].problems[0]
    assert (problem.column, problem.title, problem.found) == ("C", "数量", "六张")


def test_a_merged_place_does_not_fill_a_total_line():
    rows = judged(
        ("A-1", "桌", 1, None, None, None, "101"),
        ("合计", None, 1),
        merged=[MergedRange(1, 6, 2, 6)],
    )
    assert rows[1].kind is RowKind.TOTAL


def test_specification_and_model_are_joined():
    row = judged(("课桌", "600*400", "升降式"), titles=("名称", "规格", "型号"))[0]
    assert row.asset.model == "升降式 600*400"


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.times(),
)


@given(st.lists(st.lists(CELLS, max_size=12).map(tuple), max_size=8))
def test_any_rows_are_judged(rows):
    result = judged(*rows)
    assert [row.number for row in result] == list(range(2, len(rows) + 2))
    assert all((row.asset is not None) == (row.kind is RowKind.ASSET) for row in result)
    assert all(row.problems for row in result if row.kind is RowKind.BAD)
