"""Bad rows come back as a workbook that can be mended, and that runs nothing."""

from io import BytesIO

import openpyxl

from server.records import Asset


def rejected(desk, import_id):
    answer = desk.client.get(f"/desk/imports/{import_id}/rejected.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.data))


def test_rejected_rows_carry_their_row_and_reasons(desk):
    sheet = rejected(desk, desk.sample("classroom_301_gbk.csv")).active
    assert [cell.value for cell in sheet[1]][-3:] == ["原工作表", "原行号", "未导入原因"]
    assert [row[-2].value for row in sheet.iter_rows(min_row=2)] == [3, 4, 5, 6, 8]
    assert "没有名称" in sheet.cell(3, sheet.max_column).value


def test_no_rejected_cell_is_a_formula(desk):
    book = rejected(desk, desk.sample("classroom_301_gbk.csv"))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=cmd|'/c calc'!A1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_mended_rows_go_in(desk, school):
    desk.confirm(first := desk.sample("classroom_301_gbk.csv"))
    book = rejected(desk, first)
    book.active["A2"], book.active["B3"] = "J301-02", "讲台"
    book.active["B5"], book.active["B6"] = "吊扇", "一体机"
    book.active["C4"], book.active["E4"] = 4, "2018-12-30"
    mended = BytesIO()
    book.save(mended)
    second = desk.judge(desk.upload(mended.getvalue(), "mended.xlsx"))
    assert set(desk.verdicts(second).values()) == {"new"}
    desk.confirm(second)
    with school.reading() as session:
        assert session.query(Asset).count() == 7
