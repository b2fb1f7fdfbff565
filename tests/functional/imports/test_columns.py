"""Columns are guessed, can be corrected, and are remembered by their header."""

import re
from io import BytesIO

import xlsxwriter

LINES = ("甲,A-1,课桌,6", "乙,A-2,课椅,6")


def choose(desk, import_id, *fields):
    form = {f"column-0-{n}": field for n, field in enumerate(fields)}
    return desk.client.post(f"/desk/imports/{import_id}/columns", data={"use-0": "on"} | form)


def strange_ledger(desk):
    """A header of which only some titles are known."""
    return desk.judged(*LINES, header="牌子,资产编号,资产名称,几个")


def test_a_corrected_column_is_judged_anew_and_remembered(desk):
    import_id = strange_ledger(desk)
    answer = choose(desk, import_id, "brand", "ledger_number", "name", "quantity")
    assert answer.status_code == 303 and desk.state(import_id) == "reading"
    desk.judge(import_id)
    assert "品牌" not in desk.page(import_id, show="bad")
    next_time = strange_ledger(desk)
    columns = desk.client.get(f"/desk/imports/{next_time}/columns").text
    assert "按上次改过的读" in columns
    assert re.search(r'value="brand" selected', columns)
    desk.confirm(next_time)
    again = desk.judged("丙,A-1,课桌,6", "乙,A-2,课椅,7", header="牌子,资产编号,资产名称,几个")
    assert desk.verdicts(again) == {2: "changed", 3: "changed"}


def test_a_field_for_two_columns_is_refused_and_shown_as_it_was_sent(desk):
    import_id = strange_ledger(desk)
    answer = choose(desk, import_id, "brand", "brand", "name", "")
    assert answer.status_code == 422
    assert "有两列都选了“品牌”" in answer.text
    assert answer.text.count('value="brand" selected') == 2
    assert desk.state(import_id) == "judged"


def test_a_sheet_without_a_name_column_is_refused(desk):
    answer = choose(desk, strange_ledger(desk), "brand", "ledger_number", "", "")
    assert answer.status_code == 422
    assert "没有选出“名称”列" in answer.text


def test_the_first_rows_are_shown_beside_their_column(desk):
    import_id = desk.sample("fire_extinguishers.xls")
    page = desk.client.get(f"/desk/imports/{import_id}/columns").text
    assert "MH-001" in page and "MFZ/ABC4" in page


def test_a_file_without_a_known_name_column_leads_to_the_columns_page(desk):
    content = "资产编号,数量,单价,购置日期\nA-1,6,5,2019-09-01\n".encode()
    assert desk.send(content, "a.csv").location.endswith("/columns")


def two_sheets() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("一年级", "二年级"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("资产编号", "资产名称", "数量"))
            sheet.write_row(1, 0, (f"{name}-1", "课桌", 6))
    return out.getvalue()


def test_a_sheet_can_be_left_out(desk):
    import_id = desk.judge(desk.upload(two_sheets(), "a.xlsx"))
    fields = {f"column-1-{n}": f for n, f in enumerate(("ledger_number", "name", "quantity"))}
    desk.client.post(f"/desk/imports/{import_id}/columns", data={"use-1": "on"} | fields)
    desk.judge(import_id)
    page = desk.page(import_id, show="new")
    assert "二年级-1" in page and "一年级-1" not in page
    assert "“一年级”按您的选择没有读" in page


def test_at_least_one_sheet_must_be_read(desk):
    import_id = desk.judge(desk.upload(two_sheets(), "a.xlsx"))
    answer = desk.client.post(f"/desk/imports/{import_id}/columns", data={})
    assert answer.status_code == 422
    assert "至少要选一张工作表" in answer.text
