"""The bureau's workbooks: uploaded, mapped, filled from the register."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from server.domain.bureau_template import ColumnField, Subject
from server.domain.problems import FileTooLarge
from server.records import BureauTemplate, new_id
from server.services.bureau_templates import take_book
from server.services.forms_bureau import bureau_rows, totals_of
from tests.factories.settled import settled_count
from tests.functional.desk.html_form import form_of

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
C = ColumnField
TITLES = ("序号", "资产编号", "资产名称", "存放地点", "数量", "实盘数量", "备注")


def empty_book() -> BytesIO:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清查表"
    sheet.append(["固定资产清查表"])
    sheet.append(["填报单位："])
    sheet.append(TITLES)
    for _ in range(2):
        sheet.append([None] * 7)
    sheet["A6"] = "合计"
    sheet["E6"] = "=SUM(E4:E5)"
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def upload(client, stream, name: str = "教育局清查表.xlsx", template_id: str = ""):
    data = {"id": template_id or new_id(), "file": (stream, name)}
    return client.post("/desk/bureau", data=data, content_type="multipart/form-data")


@pytest.mark.usefixtures("register")
def test_a_workbook_is_mapped_once_and_filled_from_the_register(school):
    client, template_id = school.client("ada"), new_id()
    for _ in range(2):
        assert upload(client, empty_book(), template_id=template_id).status_code == 303
    home = f"/desk/bureau/{template_id}"
    answer = client.get(home)
    page = answer.text
    assert "C · 资产名称" in page and 'value="name" selected' in page
    entered = form_of(answer, home) | {"cell-1": "a2", "cell-field-1": "school"}
    wrong = client.post(home, data=entered | {"column-G": "name"})
    assert wrong.status_code == 422 and "有两列都填“名称”" in wrong.text
    assert 'value="A2"' in wrong.text
    for cell, words in (("3B", "“3B”不是格子的名称"), ("ZZ1", "“ZZ1”不是格子的名称")):
        assert words in client.post(home, data=entered | {"cell-1": cell}).text
    assert "开始填的行" in client.post(home, data=entered | {"first_row": "900"}).text
    assert client.post(home, data=entered).status_code == 303
    filled = client.get(f"{home}/file")
    sheet = openpyxl.load_workbook(BytesIO(filled.data))["清查表"]
    assert sheet["A2"].value == "填报单位：试验小学"
    rows = [[cell.value for cell in row] for row in sheet["A4:F7"]]
    assert rows[0] == [1, "TY-001", "课桌", "教学楼 2楼 201", 1, None]
    assert [row[2] for row in rows] == ["课桌", "多媒体计算机", "干粉灭火器", "钢琴"]
    assert sheet["A8"].value == "合计" and sheet["E8"].value == "=SUM(E4:E7)"
    leader = school.client("pei")
    assert leader.get(f"{home}/file").status_code == 200 and leader.get(home).status_code == 403
    assert client.post(f"{home}/deletion").status_code == 303
    assert client.post(f"{home}/deletion").status_code == 303
    assert client.get(home).status_code == 404


def test_what_is_no_workbook_is_refused_with_a_reason(school):
    client = school.client("ada")
    for stream, words in (
        (BytesIO(b""), "空的"),
        (BytesIO(b"\xd0\xcf\x11\xe0 old"), "不是表格文件"),
        (BytesIO(b"PK\x03\x04 broken"), "打不开"),
    ):
        answer = upload(client, stream)
        assert answer.status_code == 422 and words in answer.text, words
    with pytest.raises(FileTooLarge):
        take_book(BytesIO(b"x" * (5 * 2**20 + 1)), "a.xlsx")
    assert client.post("/desk/bureau", data={"id": new_id()}).status_code == 422
    with school.reading() as session:
        assert session.query(BureauTemplate).count() == 0


def filled_rows(school, stocktake_id: str, subject: Subject, *fields: ColumnField):
    with school.reading() as session:
        rows = bureau_rows(session, subject, stocktake_id)
        return {row[ColumnField.NAME]: tuple(row.get(field) for field in fields) for row in rows}


def test_a_count_fills_what_was_there_and_what_was_not(school):
    count = settled_count(school)
    wanted = (C.QUANTITY, C.COUNTED_QUANTITY, C.LOSS_QUANTITY, C.LOSS_AMOUNT, C.GAIN_QUANTITY)
    every = filled_rows(school, count.stocktake_id, Subject.ASSETS, *wanted, C.COUNTED_AMOUNT)
    assert every["投影仪"] == (1, 0, 1, Decimal("2999.99"), None, Decimal(0))
    assert every["椅子"][:2] == (1, 1) and every["黑板"] == (1, 1, None, None, None, Decimal(500))
    assert every["窗帘"] == (6, 7, None, None, 1, Decimal(70))
    assert every["落地扇"] == (0, 1, None, None, 1, None)
    found = filled_rows(school, count.stocktake_id, Subject.DISCREPANCIES, C.DAMAGED_QUANTITY)
    assert found["椅子"] == (1,) and "黑板" not in found
    with school.reading() as session:
        totals = totals_of(bureau_rows(session, Subject.ASSETS, count.stocktake_id))
    assert totals["total_loss_quantity"] == 3 and totals["total_gain_quantity"] == 2
