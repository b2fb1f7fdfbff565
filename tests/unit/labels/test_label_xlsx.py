"""Workbooks for the printers' own apps."""

from io import BytesIO
from pathlib import Path

import pytest
from design_samples import full_labels
from label_samples import BASE_URL
from openpyxl import load_workbook

from qr_labels import LabelSpec, SheetOptions, group_code, issue_code, payload
from qr_labels.errors import NoLabelsError
from qr_labels.printers.xlsx import write_label_xlsx
from qr_labels.sheet import AS_USUAL
from qr_labels.table import read_labels


def cells_of(labels, options: SheetOptions = AS_USUAL):
    """All cells, a row a label, the titles first."""
    out = BytesIO()
    assert write_label_xlsx(labels, out, options) == len(labels)
    return list(load_workbook(out).active.iter_rows())


def row_of(label: LabelSpec, options: SheetOptions = AS_USUAL) -> dict[str, str | None]:
    titles, cells = cells_of([label], options)
    return {title.value: cell.value for title, cell in zip(titles, cells, strict=True)}


def test_a_row_says_what_the_symbol_and_the_label_say():
    label = next(full_labels(1))
    assert row_of(label) == {
        "二维码内容": payload(BASE_URL, label.code),
        "标签码": group_code(label.code),
        "名称": "课桌",
        "地点": "教学楼305",
        "编号": "TY-2019-000123",
        "房内编号": "305-12号",
        "件数": "46",
        "类型": "干粉 4kg",
        "厂家": "淮海消防器材厂",
        "出厂日期": "2023-05",
        "下次维修": "2028-05",
        "报废日期": "2033-05",
        "学校": "实验中学",
        "样式": None,
    }


def test_labels_stand_in_their_order():
    labels = list(full_labels(30))
    _, *rows = cells_of(labels)
    assert [row[0].value for row in rows] == [payload(BASE_URL, label.code) for label in labels]


@pytest.mark.parametrize("name", ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "https://a.cn", "12"])
def test_no_text_becomes_a_formula_a_link_or_a_number(name: str):
    _, row = cells_of([LabelSpec(issue_code(), BASE_URL, name)])
    cell = row[2]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)
    assert cell.quotePrefix


def test_a_small_label_carries_the_bare_code():
    label = LabelSpec(issue_code(), BASE_URL, "课桌")
    assert row_of(label, SheetOptions(design="small"))["二维码内容"] == label.code
    own = LabelSpec(label.code, BASE_URL, "课桌", design="small")
    assert row_of(own)["二维码内容"] == label.code


def test_a_separator_has_no_symbol():
    row = row_of(LabelSpec("", BASE_URL, "教学楼305", count=46, design="separator"))
    assert (row["二维码内容"], row["标签码"], row["件数"]) == (None, None, "46")


def test_a_written_workbook_is_read_back_as_the_same_labels(tmp_path: Path):
    labels = list(full_labels(40))
    file = tmp_path / "labels.xlsx"
    with file.open("wb") as out:
        write_label_xlsx(labels, out)
    assert read_labels(file, BASE_URL) == labels


def test_no_labels_make_no_workbook():
    with pytest.raises(NoLabelsError):
        write_label_xlsx([], BytesIO())
