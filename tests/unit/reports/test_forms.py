"""Forms as PDF and workbook, without any school behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdfium2

from server.reports.forms.document import Cell, Column, Form, Ink, Kind, Paper, Signed, Table
from server.reports.forms.pdf import write_pdf
from server.reports.forms.xlsx import write_xlsx

COLUMNS = (
    Column("序号", 1, Kind.MARK),
    Column("巡查点", 4),
    Column("时间", 3, Kind.MOMENT),
    Column("日期", 2, Kind.DAY),
    Column("情况", 4),
    Column("得分", 1, Kind.MARK),
    Column("签名", 3),
)
INK = Ink(300, 100, ((10, 20, 290, 80), (150, 50), (-40, 900, 20, 30)))
SIGNED = Signed("殷师傅", "2026-11-20 07:31", INK)
MOMENT = datetime(2026, 11, 20, 7, 12, 5)  # noqa: DTZ001 - the school's own time, as paper has it


def row(number: int, words: str = "") -> tuple[Cell, ...]:
    signed = (SIGNED,) if number == 1 else ()
    where = f"教学楼 {number} 室"
    return (number, where, MOMENT, date(2026, 11, 20), words, Decimal("95.50"), signed)


def paper(*forms: Form, **more: object) -> Paper:
    return Paper(
        "巡查记录表", "试验小学", "试验小学 · 巡查", "第{page}页，共", "{pages}页", forms, **more
    )


def form(*rows: tuple[Cell, ...]) -> Form:
    foot = (replace(SIGNED, label="巡查人"), Signed(label="被检查部门负责人"))
    tables = (Table(COLUMNS, rows, empty="没有记录"),)
    return Form("巡查记录表", ("单位（盖章）：试验小学",), tables, ("√ 正常",), (), foot)


def pages_of(drawn: Paper) -> list[str]:
    out = BytesIO()
    write_pdf(drawn, out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def cells_of(drawn: Paper) -> list[tuple[object, ...]]:
    out = BytesIO()
    write_xlsx(drawn, out)
    [sheet] = openpyxl.load_workbook(out)
    assert "f" not in {cell.data_type for line in sheet for cell in line}
    return list(sheet.iter_rows(values_only=True))


def test_a_thousand_stops_keep_their_header_and_count_their_pages():
    pages = pages_of(paper(form(*(row(n) for n in range(1, 1001)))))
    assert all("巡查点" in page for page in pages)
    assert f"第1页，共{len(pages)}页" in pages[0] and "教学楼1000室" in pages[-1]
    assert "巡查人殷师傅2026-11-2007:31" in pages[-1] and "被检查部门负责人" in pages[-1]


def test_words_longer_than_a_page_are_printed_whole():
    words = "".join(f"第{n}处墙面开裂，" for n in range(400))
    pages = pages_of(paper(form(row(1), row(2, words), row(3))))
    assert all(f"第{n}处" in "".join(pages) for n in (0, 200, 399)) and len(pages) > 2
    assert len(pages_of(paper(form(row(1, words))))) > 2


def test_a_signature_stands_with_the_last_row():
    for count in range(20, 45):
        pages = pages_of(paper(form(*(row(n) for n in range(1, count)))))
        assert f"教学楼{count - 1}室" in pages[-1], count


def test_no_mark_begins_a_line_and_markup_is_text():
    [page] = pages_of(paper(form(row(1, "<b>窗户玻璃裂了一块</b>，等人来换 & 已贴条"))))
    assert "<b>窗户玻璃裂了一块</b>，等人来换&已贴条" in page


def test_a_form_without_rows_says_so():
    [page] = pages_of(paper(form()))
    assert "没有记录" in page and "巡查人" in page


def test_contents_name_the_pages_of_the_forms():
    wide = replace(form(row(1)), title="月巡查表", is_wide=True)
    pages = pages_of(paper(form(row(1)), wide, contents="目录", cover=("十一月",)))
    assert len(pages) == 4 and "十一月" in pages[0]
    assert pages[1].index("巡查记录表.") < pages[1].index("月巡查表.") and "4" in pages[1]


def test_a_workbook_has_dates_numbers_and_texts_that_are_no_formulas():
    rows = cells_of(paper(form(row(1, '=HYPERLINK("http://x")'), row(2, "@sum"))))
    assert rows[3] == tuple(column.title for column in COLUMNS)
    number, where, moment, day, words, score, signed = rows[4]
    assert (number, where, score) == (1, "教学楼 1 室", 95.5)
    assert moment == MOMENT and day == datetime(2026, 11, 20)  # noqa: DTZ001 - as Excel has it
    assert words == '=HYPERLINK("http://x")' and signed == "殷师傅 2026-11-20 07:31"
    assert rows[5][4] == "@sum"


def test_columns_stand_under_a_common_title():
    under = tuple(
        replace(column, over="期初") if n in (1, 2) else column for n, column in enumerate(COLUMNS)
    )
    grouped = replace(form(row(1)), tables=(Table(under, (row(1),), row_mm=12),))
    [page] = pages_of(paper(grouped))
    assert page.index("期初") < page.index("巡查点") and "教学楼1室" in page
    upper, lower, cells = cells_of(paper(grouped))[3:6]
    assert upper[1] == "期初" and lower[:3] == ("序号", "巡查点", "时间") and cells[0] == 1


def test_each_part_counts_its_own_pages_and_carries_its_words():
    long = replace(form(*(row(n) for n in range(1, 60))), part="一班 第一联")
    short = replace(form(row(1)), part="一班 第二联")
    pages = pages_of(paper(long, replace(short, part=""), short))
    assert all("一班第一联" in page for page in pages[:-1]) and "一班第二联" in pages[-1]
    assert f"第1页，共{len(pages) - 1}页" in pages[0] and "第1页，共1页" in pages[-1]
