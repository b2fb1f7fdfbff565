"""A bureau's workbook, filled: what it looked like stays, what was put in stays text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from server.domain.bureau_template import CellField, ColumnField, Plan, Subject, field_of, guess
from server.domain.ledger.sheet import Sheet
from server.domain.problems_forms import BureauSheetGone
from server.reports.bureau_book import fill_book

TITLES = ("序号", "资产编号", "资产名称", "单价", "账面数量", "实盘数量", "小计", "备注")
C = ColumnField
PLAN = Plan(
    sheet="清查表",
    first_row=5,
    subject=Subject.ASSETS,
    columns={"A": C.NUMBER, "B": C.LEDGER_NUMBER, "C": C.NAME, "D": C.UNIT_PRICE}
    | {"E": C.QUANTITY, "F": C.COUNTED_QUANTITY, "H": C.NOTE},
    cells={"A2": CellField.SCHOOL, "H2": CellField.TODAY},
)
SINGLES = {CellField.SCHOOL: "试验小学", CellField.TODAY: date(2026, 11, 20)}
THIN = Side(style="thin")
RULED = Border(THIN, THIN, THIN, THIN)


def template(empty: int = 4) -> bytes:
    """Titles in row 4, ``empty`` ruled rows, a total, a line to sign merged across."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清查表"
    sheet["A1"] = "学校固定资产清查表"
    sheet["A1"].font = Font(name="黑体", size=18, bold=True)
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "填报单位："
    for n, title in enumerate(TITLES, 1):
        sheet.cell(4, n, title).fill = PatternFill("solid", fgColor="DDEEFF")
    for row in range(5, 5 + empty):
        sheet.row_dimensions[row].height = 22.5
        for n in range(1, 9):
            sheet.cell(row, n).border = RULED
        sheet.cell(row, 4).number_format = "#,##0.00"
        sheet.cell(row, 7, f"=D{row}*F{row}")
    total = 5 + empty
    sheet.cell(total, 1, "合计").font = Font(bold=True)
    sheet.cell(total, 5, f"=SUM(E5:E{total - 1})")
    sheet.cell(total + 1, 1, "单位负责人：　　　　经办人：")
    sheet.merge_cells(start_row=total + 1, end_row=total + 1, start_column=1, end_column=8)
    sheet.row_dimensions[total + 1].height = 40
    sheet.print_area = f"A1:H{total + 1}"
    other = book.create_sheet("汇总")
    other["B2"] = f"=清查表!E{total}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def rows(count: int) -> list[dict[str, object]]:
    return [
        {C.NUMBER: n, C.LEDGER_NUMBER: f"00{n}", C.NAME: "课桌", C.UNIT_PRICE: Decimal("120.50")}
        | {C.QUANTITY: 2, C.COUNTED_QUANTITY: 1, C.NOTE: "=1+1"}
        for n in range(1, count + 1)
    ]


def filled(count: int, empty: int = 4) -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(fill_book(template(empty), PLAN, rows(count), SINGLES)))
    assert book["汇总"]["B2"].value == f"=清查表!E{5 + max(count, empty)}"
    return book["清查表"]


@pytest.mark.parametrize("empty", [1, 2, 4])
def test_more_rows_than_the_form_has_push_down_what_follows(empty):
    sheet = filled(30, empty)
    assert [sheet.cell(row, 2).value for row in (5, 34)] == ["001", "0030"]
    for row in (5, 20, 33, 34):
        assert sheet.cell(row, 8).border.left.style == "thin", row
        assert sheet.cell(row, 4).number_format == "#,##0.00" and sheet.cell(row, 4).value == 120.5
        assert sheet.cell(row, 7).value == f"=D{row}*F{row}"
        assert sheet.row_dimensions[row].height == 22.5
    assert sheet["A35"].value == "合计" and sheet["A35"].font.bold
    assert sheet["E35"].value == "=SUM(E5:E34)"
    assert "A36:H36" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[36].height == 40 and sheet.print_area.endswith("$H$36")


def test_fewer_rows_leave_the_form_as_long_as_it_was():
    sheet = filled(2)
    assert sheet["B6"].value == "002" and sheet["B7"].value is None
    assert sheet["E9"].value == "=SUM(E5:E8)" and sheet["A1"].font.name == "黑体"


def test_a_text_is_never_a_formula_and_a_label_keeps_its_words():
    sheet = filled(1)
    note = sheet["H5"]
    assert (note.value, note.data_type, note.quotePrefix) == ("=1+1", "s", True)
    assert sheet["A2"].value == "填报单位：试验小学"
    assert sheet["H2"].value.date() == date(2026, 11, 20) and sheet["H2"].is_date


def test_a_sheet_that_is_gone_is_said():
    with pytest.raises(BureauSheetGone):
        fill_book(template(), replace(PLAN, sheet="不在"), [], {})


def test_titles_suggest_a_plan():
    plan = guess([Sheet("封面", [("固定资产",)]), Sheet("清查表", [("清查表",), (), (), TITLES])])
    assert plan is not None and (plan.sheet, plan.first_row) == ("清查表", 5)
    assert plan.subject is Subject.ASSETS
    assert plan.columns == PLAN.columns
    assert field_of("盘盈·金额（元）") is C.GAIN_AMOUNT and field_of("盘亏数量") is C.LOSS_QUANTITY
    assert field_of("随便") is None
