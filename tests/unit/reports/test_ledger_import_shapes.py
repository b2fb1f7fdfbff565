"""Ledgers of other shapes than the samples', from file to judged rows."""

from __future__ import annotations

import io
import time
from datetime import date

import openpyxl
import pytest
from ledger_books import SAMPLES, TODAY, judge_file, write_book

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.judged import RowKind
from server.domain.ledger.ledger import plan_ledger
from server.domain.problems import HeaderNotFound
from server.reports.ledger_file import open_ledger
from server.reports.rejected_rows import (
    RejectedRow,
    RejectedSheet,
    RejectedTitles,
    write_rejected_rows,
)
from tests.factories.ledgers import judge_ledger

F = LedgerField
TITLES = ("资产编号", "资产名称", "数量", "存放地点")


def things(rows):
    return [(r.asset.ledger_number, r.asset.name, r.asset.quantity) for r in rows if r.asset]


@pytest.mark.parametrize("above", range(5))
def test_a_header_in_row_one_to_five_is_found(tmp_path, above):
    head = [("某某学校固定资产明细表",), ("制表日期：2025年8月",), (), ("单位：元",)][:above]
    path = write_book(tmp_path / "a.xlsx", [*head, TITLES, ("A-1", "课桌", 48, "教学楼A-101")])
    assert things(judge_file(path)) == [("A-1", "课桌", 48)]


def test_a_two_row_header_is_read_as_one(tmp_path):
    rows = [
        ("固定资产登记表",),
        ("序号", "名称", None, None, "数量", "备注"),
        (None, None, "楼栋", "房间号", None, None),
        (1, "课桌", "教学楼A", 101, 48, None),
    ]
    merged = [(1, 2, 1, 3, "存放地点"), (1, 0, 2, 0, "序号"), (1, 1, 2, 1, "名称")]
    path = write_book(tmp_path / "a.xlsx", rows, merged)
    (plan,) = plan_ledger(open_ledger(path, "a"), "a").sheets
    assert (plan.header.first_row, plan.header.last_row) == (2, 3)
    assert plan.header.titles[2:4] == ("存放地点·楼栋", "存放地点·房间号")
    (row,) = judge_ledger([plan], TODAY)
    assert row.number == 4
    assert [step.name for step in row.asset.place] == ["教学楼A", "101"]


def test_swapped_columns_give_the_same_assets(tmp_path):
    line = ("A-1", "课桌", 48, "教学楼A-101")
    straight = write_book(tmp_path / "a.xlsx", [TITLES, line])
    swapped = write_book(tmp_path / "b.xlsx", [TITLES[::-1], line[::-1]])
    assert [r.asset for r in judge_file(straight)] == [r.asset for r in judge_file(swapped)]


def test_a_merged_place_reaches_all_its_rows_and_a_merged_sum_does_not(tmp_path):
    titles = ("编号", "名称", "数量", "金额", "存放地点")
    rows = [titles, *((f"A-{i}", "课桌", 1, None, None) for i in range(3)), (), ("A-9", "讲台", 1)]
    merged = [(1, 4, 4, 4, "教学楼A-101"), (1, 3, 3, 3, 900)]
    judged = judge_file(write_book(tmp_path / "a.xlsx", rows, merged))
    assets = [row.asset for row in judged if row.asset]
    assert [asset.place_text for asset in assets] == ["教学楼A-101"] * 3 + [""]
    assert [asset.amount for asset in assets[1:]] == [None] * 3
    assert judged[3].kind is RowKind.BLANK


def test_corrected_columns_are_used_and_remembered_by_the_header(tmp_path):
    path = write_book(
        tmp_path / "a.xlsx",
        [("编号", "东西", "多少", "数量", "位置")]
        + [(f"K{i}x", "椅", 7, 9, "101") for i in range(5)],
    )
    sheets = open_ledger(path, "a")
    (guessed,) = plan_ledger(sheets, "a").sheets
    assert guessed.mapping[3] is F.QUANTITY
    mine = {0: F.LEDGER_NUMBER, 1: F.NAME, 2: F.QUANTITY}
    (plan,) = plan_ledger(sheets, "a", {guessed.signature: mine}).sheets
    assert plan.remembered
    assert things(judge_ledger([plan], TODAY))[0] == ("K0x", "椅", 7)


def test_a_file_without_any_header_is_refused_by_name(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [("学生课桌", "A05010203"), ("讲台", "A05010299")])
    with pytest.raises(HeaderNotFound) as refused:
        plan_ledger(open_ledger(path, "代码.xlsx"), "代码.xlsx")
    assert refused.value.params == {"name": "代码.xlsx"}


def test_twenty_thousand_rows_are_judged_in_seconds(tmp_path):
    titles = ("序号", "卡片编号", "资产名称", "分类代码", "规格型号", "计量单位", "数量", "单价")
    titles += ("金额", "取得日期", "取得方式", "使用部门", "保管人", "存放地点", "使用状况", "备注")
    origin, day = ("购置", "总务处", "周红"), date(2012, 1, 1)
    lines = (
        (
            i,
            f"TY{i:08d}",
            "课桌",
            "A05010203",
            f"型号{i % 300}",
            "张",
            1 + i % 50,
            "128.00",
            None,
            day,
            *origin,
            f"楼A-{i % 400}",
            "在用",
            f"第{i}行",
        )
        for i in range(20_000)
    )
    path = write_book(tmp_path / "a.xlsx", [titles, *lines], options={"constant_memory": True})
    began = time.monotonic()
    rows = judge_file(path)
    assert sum(1 for row in rows if row.kind is RowKind.ASSET) == 20_000
    assert time.monotonic() - began < 20


def rejected(path) -> io.BytesIO:
    plan = plan_ledger(open_ledger(path, path.name), path.name)
    bad = [row for row in judge_ledger(plan.sheets, TODAY) if row.kind is RowKind.BAD]
    rows = [RejectedRow(r.number, r.cells, [p.code for p in r.problems]) for r in bad]
    out = io.BytesIO()
    sheet = RejectedSheet(bad[0].sheet, plan.sheets[0].header.titles, rows)
    write_rejected_rows([sheet], RejectedTitles("工作表", "行号", "原因"), out)
    return out


@pytest.mark.parametrize("name", ["classroom_301_gbk.csv", "ledger_school_2025.xlsx"])
def test_rows_left_aside_come_back_with_their_reasons_and_can_be_imported_again(tmp_path, name):
    path = tmp_path / "rejected.xlsx"
    path.write_bytes(rejected(SAMPLES / name).getvalue())
    before = [row for row in judge_file(SAMPLES / name) if row.kind is RowKind.BAD]
    again = judge_file(path)
    assert len(again) == len(before)
    last = [row.cells[-1] for row in again]
    assert last == ["\n".join(p.code for p in row.problems) for row in before]
    original = {row.cells[-2]: row for row in again}
    for row in before:
        assert original[row.number].cells[: len(row.cells)] == row.cells


def test_a_row_mended_in_that_file_is_taken(tmp_path):
    path = tmp_path / "rejected.xlsx"
    path.write_bytes(rejected(SAMPLES / "classroom_301_gbk.csv").getvalue())
    book = openpyxl.load_workbook(path)
    book.active["B3"] = "讲台"
    book.save(path)
    mended = [row.asset for row in judge_file(path) if row.asset]
    assert ("J301-03", "讲台") in [(asset.ledger_number, asset.name) for asset in mended]


def test_no_cell_of_that_file_is_a_formula():
    book = openpyxl.load_workbook(rejected(SAMPLES / "classroom_301_gbk.csv"))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    risky = next(cell for cell in cells if str(cell.value).startswith("=cmd"))
    assert risky.data_type == "s" and risky.quotePrefix
    assert all(cell.data_type != "f" for cell in cells)


def test_sheet_names_that_excel_refuses_are_mended():
    names = ["a/b", "a:b", "长" * 40, "长" * 40, "", "History"]
    out = io.BytesIO()
    sheets = [RejectedSheet(name, ("名称",), [RejectedRow(2, (None,), [])]) for name in names]
    write_rejected_rows(sheets, RejectedTitles("工作表", "行号", "原因"), out)
    made = openpyxl.load_workbook(out).sheetnames
    assert made == ["a b", "a b 2", "长" * 31, "长" * 29 + " 2", "1", "History 2"]
