"""Tables that people bring to the command line."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from label_samples import BASE_URL

from qr_labels import LabelSpec, group_code, issue_code
from qr_labels.errors import LabelError
from qr_labels.table import read_labels

CODE = issue_code()


def read(folder: Path, data: bytes) -> list[LabelSpec]:
    file = folder / "table.csv"
    file.write_bytes(data)
    return read_labels(file, BASE_URL, "实验中学")


def refused(folder: Path, text: str) -> LabelError:
    with pytest.raises(LabelError) as caught:
        read(folder, text.encode("utf-8"))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_of_any_usual_making_is_read(tmp_path: Path, encoding: str, delimiter: str):
    lines = [["标签码", "资产名称", "存放地点"], [group_code(CODE).lower(), "课桌", "教学楼305"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    [label] = read(tmp_path, text.encode(encoding))
    assert label == LabelSpec(CODE, BASE_URL, "课桌", "教学楼305", school="实验中学")


def test_a_title_over_the_sheet_empty_rows_and_foreign_columns_do_no_harm(tmp_path: Path):
    text = "2026年标签\n\n单价,名称,名称,学校\n12.50,课桌,旧名,二中\n,,,\n3,椅子,,\n"
    labels = read(tmp_path, text.encode())
    assert [(label.name, label.school) for label in labels] == [
        ("课桌", "二中"),
        ("椅子", "实验中学"),
    ]


def test_numbers_and_days_of_a_workbook_are_read_as_people_see_them(tmp_path: Path):
    file = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 1, ["Name", "number", "count", "报废日期"])
        sheet.write_row(2, 1, ["课桌", 305, 46, 48335])
        sheet.write_datetime(2, 4, datetime(2033, 5, 1))  # noqa: DTZ001 - a workbook knows no zone
    [label] = read_labels(file, BASE_URL)
    assert (label.number, label.count, label.scrap_on) == ("305", 46, "2033-05-01")


def test_a_file_that_is_no_table_is_told(tmp_path: Path):
    file = tmp_path / "table.xlsx"
    file.write_bytes(b"no workbook")
    with pytest.raises(LabelError) as caught:
        read_labels(file, BASE_URL)
    assert (caught.value.code, caught.value.params) == ("table_unreadable", {"file": "table.xlsx"})


def test_bytes_in_no_known_encoding_are_told(tmp_path: Path):
    with pytest.raises(LabelError) as caught:
        read(tmp_path, b"\xff\xff\xff\x81")
    assert caught.value.code == "table_unreadable"


def test_a_table_without_titles_is_told(tmp_path: Path):
    assert refused(tmp_path, "课桌,教学楼305\n").code == "table_titles_missing"
    assert refused(tmp_path, "").code == "table_titles_missing"


def test_titles_are_looked_for_in_the_first_rows_only(tmp_path: Path):
    assert refused(tmp_path, "x\n" * 10 + "名称\n课桌\n").code == "table_titles_missing"


def test_a_mistyped_code_names_its_row(tmp_path: Path):
    wrong = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")
    error = refused(tmp_path, f"标签码,名称\n{CODE},课桌\n{wrong},椅子\n")
    assert (error.code, error.params) == ("table_code_invalid", {"row": 3, "text": wrong})


def test_a_code_that_stands_twice_names_both_rows(tmp_path: Path):
    error = refused(tmp_path, f"标签码,名称\n{CODE},课桌\n,椅子\n{CODE},柜子\n")
    assert error.code == "table_code_repeated"
    assert error.params == {"row": 4, "label": CODE, "first": 2}


@pytest.mark.parametrize("count", ["四十六", "-1", "1.5", "9999999", "①"])
def test_a_count_that_is_no_number_names_its_row(tmp_path: Path, count: str):
    error = refused(tmp_path, f"名称,件数\n教学楼305,{count}\n")
    assert (error.code, error.params) == ("table_count_invalid", {"row": 2, "text": count})
