"""Whatever is uploaded: it is read, or refused with a coded problem, and nothing else happens."""

from __future__ import annotations

import random
import zipfile

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_books import SAMPLES, write_book, zip_of

from server.domain.problems import (
    BadFile,
    FileEmpty,
    FileProtected,
    FileTooLarge,
    FileTooManyColumns,
    FileTooManyRows,
    FileTypeUnknown,
    FileUnpacksTooLarge,
    FileUnreadable,
)
from server.reports.file_limits import CELL_LENGTH, FileLimits
from server.reports.ledger_file import open_ledger

TITLES = ("资产编号", "资产名称", "数量")
# The folder is one for all examples of a test, which each write the same file anew.
many = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LINE = ("A-1", "课桌", "48")
CSV = "\r\n".join(map(",".join, (TITLES, LINE)))


def opened(tmp_path, data: bytes, name: str = "台账.xls", limits: FileLimits | None = None):
    path = tmp_path / "upload"
    path.write_bytes(data)
    return open_ledger(path, name, limits or FileLimits())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_every_office_encoding_is_read(tmp_path, encoding):
    (sheet,) = opened(tmp_path, CSV.encode(encoding))
    assert sheet.rows == [TITLES, LINE]
    assert sheet.name == "台账"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_by_its_zero_bytes(tmp_path, encoding):
    text = "no,name,qty\r\n" + "".join(f"A-{i},desk,48\r\n" for i in range(20))
    assert opened(tmp_path, text.encode(encoding))[0].rows[1] == ("A-0", "desk", "48")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = "\n".join(map(delimiter.join, (TITLES, LINE)))
    assert opened(tmp_path, text.encode())[0].rows == [TITLES, LINE]


def test_blank_lines_and_quoted_line_ends_keep_the_rows_of_the_spreadsheet(tmp_path):
    rows = opened(tmp_path, '编号,名称\n\n1,"课\n桌"\n2,椅'.encode())[0].rows
    assert rows == [("编号", "名称"), (), ("1", "课\n桌"), ("2", "椅")]


@pytest.mark.parametrize("lines", [90, 90_000])
def test_a_quote_that_is_never_closed_swallows_no_lines(tmp_path, lines):
    text = '编号,名称\n1,"55寸电视\n' + "".join(f"{i},椅子\n" for i in range(2, lines))
    rows = opened(tmp_path, text.encode())[0].rows
    assert len(rows) == lines
    assert rows[1:3] == [("1", '"55寸电视'), ("2", "椅子")]


def test_a_few_broken_bytes_are_kept_as_marks_of_damage(tmp_path):
    rows = opened(tmp_path, (CSV + "\n" + "A-2,椅子,3\n" * 80).encode() + b"A-3,\xff\xff,1")[0].rows
    assert "�" in rows[-1][1]


def test_the_content_decides_and_not_the_ending(tmp_path):
    book = (SAMPLES / "ledger_school_2025.xlsx").read_bytes()
    assert len(opened(tmp_path, book, "旧台账.xls")) == 2
    old = (SAMPLES / "fire_extinguishers.xls").read_bytes()
    assert len(opened(tmp_path, old, "灭火器.csv")[0].rows) == 109


def test_a_web_page_saved_as_xls_is_read_with_its_merged_cells(tmp_path):
    page = (
        "<html><head><style>td{}</style></head><body><table><tr><th>名称</th><th>存放地点</th></tr>"
        "<tr><td>课桌</td><td rowspan=2>A&amp;B 101</td></tr><tr><td>椅<br>子</td></tr>"
        "<tr><td colspan=2>合计</td></table>"
    )
    (sheet,) = opened(tmp_path, page.encode("gbk"))
    assert sheet.rows == [
        ("名称", "存放地点"),
        ("课桌", "A&B 101"),
        ("椅 子",),
        ("合计", None),
    ]
    edges = [(m.first_row, m.first_column, m.last_row, m.last_column) for m in sheet.merged]
    assert edges == [(1, 1, 2, 1), (3, 0, 3, 1)]


def test_rows_keep_their_numbers_when_a_sheet_begins_further_down(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [(), (), (None, "名称", "数量"), (None, "课桌", 3)])
    assert open_ledger(path, "a")[0].rows == [(), (), (None, "名称", "数量"), (None, "课桌", 3.0)]


def test_an_old_workbook_with_merged_cells_is_read(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    sheet.write_merge(1, 3, 0, 0, "教学楼")
    sheet.write(0, 0, "地点")
    book.save(str(tmp_path / "a.xls"))
    (read,) = open_ledger(tmp_path / "a.xls", "a.xls")
    assert [(m.first_row, m.last_row) for m in read.merged] == [(1, 3)]


@pytest.mark.parametrize("data", [b"", b"  \r\n\r\n", b",,,\n,,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, data):
    with pytest.raises(FileEmpty):
        opened(tmp_path, data)


def test_a_file_over_the_limit_is_not_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(FileTooLarge) as refused:
        open_ledger(path, "big.csv")
    assert refused.value.params == {"limit_mb": 20}


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
        zip_of({"word/document.xml": b"<w/>"}),
        b"<?xml version='1.0'?><Workbook/>",
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, data):
    with pytest.raises(FileTypeUnknown):
        opened(tmp_path, data)


def test_a_cut_workbook_is_unreadable(tmp_path):
    whole = (SAMPLES / "ledger_school_2025.xlsx").read_bytes()
    for data in (whole[: len(whole) // 2], zip_of({"xl/workbook.xml": b"<nonsense"})):
        with pytest.raises(FileUnreadable):
            opened(tmp_path, data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = zip_of({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": bytes(300 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(FileUnpacksTooLarge):
        opened(tmp_path, bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    honest = zip_of({"xl/workbook.xml": b"<w/>", "a": bytes(3 << 20)})
    lying = honest.replace((3 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(FileUnpacksTooLarge):
        opened(tmp_path, lying, limits=FileLimits(unpacked_mb=1))


def test_a_zip_of_too_many_entries_is_refused(tmp_path):
    many = zip_of({f"xl/{i}.xml": b"" for i in range(20)}, zipfile.ZIP_STORED)
    with pytest.raises(FileUnpacksTooLarge):
        opened(tmp_path, many, limits=FileLimits(entries=10))


def test_two_far_cells_do_not_take_the_server_down(tmp_path):
    """The reader would allocate 17 thousand million cells and abort its process."""
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "名称")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(FileUnpacksTooLarge):
        open_ledger(path, "far.xlsx")


def test_a_locked_workbook_asks_for_the_password_to_be_removed(tmp_path):
    encrypted = zip_of({"xl/workbook.xml": b"<w/>"})
    position = encrypted.index(b"PK\x01\x02") + 8
    locked = encrypted[:position] + b"\x01\x00" + encrypted[position + 2 :]
    with pytest.raises(FileProtected):
        opened(tmp_path, locked)


def test_an_old_workbook_with_a_password_is_recognised(tmp_path):
    """The record after the first becomes FilePass, as in a workbook that Excel has locked."""
    whole = (SAMPLES / "fire_extinguishers.xls").read_bytes()
    with pytest.raises(FileProtected):
        opened(tmp_path, whole.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1))


def test_a_new_workbook_with_a_password_is_recognised(tmp_path):
    """Excel packs it into an OLE container as a stream of this name."""
    whole = (SAMPLES / "fire_extinguishers.xls").read_bytes()
    stream, locked = (n.encode("utf-16-le") for n in ("Workbook", "EncryptedPackage"))
    named = whole.replace(stream + bytes(len(locked) - len(stream)), locked)
    with pytest.raises(FileProtected):
        opened(tmp_path, named)


def test_too_many_rows_are_refused_in_every_kind_of_file(tmp_path):
    limits = FileLimits(rows=5)
    path = write_book(tmp_path / "a.xlsx", [("名称",)] * 6)
    with pytest.raises(FileTooManyRows):
        open_ledger(path, "a", limits)
    for text in ("名称,数量\n" * 6, "<table>" + "<tr><td>名称</td></tr>" * 6 + "</table>"):
        with pytest.raises(FileTooManyRows):
            opened(tmp_path, text.encode(), limits=limits)


def test_too_many_columns_are_refused_in_every_kind_of_file(tmp_path):
    limits = FileLimits(columns=5)
    path = write_book(tmp_path / "a.xlsx", [("名称",) * 6])
    with pytest.raises(FileTooManyColumns):
        open_ledger(path, "a", limits)
    for text in ("名称," * 5 + "数量\n", "<table><tr>" + "<td>名称</td>" * 6 + "</table>"):
        with pytest.raises(FileTooManyColumns):
            opened(tmp_path, text.encode(), limits=limits)


def test_a_cell_longer_than_any_spreadsheets_is_cut(tmp_path):
    rows = opened(tmp_path, ("名称,数量\n" + "长" * 40_000 + ",1").encode())[0].rows
    assert len(rows[1][0]) == CELL_LENGTH


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    refused_or_read(tmp_path, data)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_text_is_read_or_refused(tmp_path, text, encoding):
    refused_or_read(tmp_path, text.encode(encoding, "replace"))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.text(alphabet="<>/!-[]=\"' abtrdhle&;#0159", max_size=120))
def test_any_web_page_is_read_or_refused(tmp_path, body):
    refused_or_read(tmp_path, ("<table>" + body).encode())


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_broken_copies_of_real_files_are_read_or_refused(tmp_path, name):
    whole = (SAMPLES / name).read_bytes()
    dice = random.Random(name)  # noqa: S311  breaks files, keeps no secret
    for _ in range(25):
        broken = bytearray(whole)
        for _ in range(dice.choice([1, 5, 50])):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        refused_or_read(
            tmp_path, bytes(broken[: dice.choice([len(broken), dice.randrange(9_999)])])
        )


def refused_or_read(tmp_path, data: bytes) -> None:
    try:
        sheets = opened(tmp_path, data)
    except BadFile:
        return
    assert all(isinstance(row, tuple) for sheet in sheets for row in sheet.rows)
