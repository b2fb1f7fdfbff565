"""The command line: from words in a terminal to files that are printed."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest
from design_samples import full_labels
from label_samples import BASE_URL, decode, pages_at
from PIL import Image

from qr_labels import DESIGNS, LAYOUTS, is_code, issue_code, parse_scan, payload
from qr_labels.cli import main
from qr_labels.errors import LabelError
from qr_labels.messages import LANGUAGES, catalogue
from qr_labels.printers.xlsx import write_label_xlsx
from qr_labels.table import read_labels

ROOT = Path(__file__).parents[3]
CODE = issue_code()
TABLE = f"标签码,名称,地点\n{CODE},课桌,教学楼305\n"
FREE = {"page_width": 210, "page_height": 297, "columns": 2, "rows": 5, "left": 10, "top": 20} | {
    "width": 80,
    "height": 40,
    "gap_x": 5,
    "gap_y": 5,
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desks.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def ran(*arguments: str) -> int:
    return main([*arguments, "--address", BASE_URL])


def symbols_on(page: Image.Image) -> list[str]:
    return decode(page)


def test_the_layouts_and_designs_are_listed_by_the_module_itself():
    command = [sys.executable, "-m", "qr_labels", "--list"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603 - our own module
    first_words = {line.split()[0] for line in done.stdout.splitlines()}
    assert set(LAYOUTS) <= first_words
    assert set(DESIGNS) <= set(done.stdout.split())


def test_a_table_becomes_a_pdf_by_default(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert ran("desks.csv") == 0
    [page] = pages_at((folder / "labels.pdf").read_bytes(), 200)
    assert symbols_on(page) == [payload(BASE_URL, CODE)]
    said = capsys.readouterr().out
    assert "实际大小100%" in said
    assert "1 pages written: labels.pdf" in said


def test_a_table_becomes_pictures(folder: Path):
    assert ran("desks.csv", "--format", "png", "--dpi", "300", "--layout", "roll-50x30") == 0
    with ZipFile(folder / "labels.zip") as archive:
        [name] = archive.namelist()
        picture = Image.open(BytesIO(archive.read(name)))
    assert picture.size == (591, 354)
    assert symbols_on(picture) == [payload(BASE_URL, CODE)]


def test_a_table_becomes_tspl_with_copies_and_design(folder: Path):
    arguments = ("--format", "tspl", "--layout", "roll-40x30", "--design", "small")
    assert ran("desks.csv", *arguments, "--copies", "3", "--out", "job.prn") == 0
    data = (folder / "job.prn").read_bytes()
    assert data.startswith(b"SIZE 40 mm,30 mm\r\n")
    assert data.endswith(b"PRINT 1,3\r\n")


def test_a_table_becomes_a_workbook_that_is_a_table_again(folder: Path):
    assert ran("desks.csv", "--format", "xlsx") == 0
    [label] = read_labels(folder / "labels.xlsx", BASE_URL)
    assert (label.code, label.name, label.place) == (CODE, "课桌", "教学楼305")


def test_blank_labels_begin_at_a_cell_and_all_differ(folder: Path):
    assert ran("--blank", "30", "--first-cell", "20", "--layout", "a4-3x8") == 0
    pages = pages_at((folder / "labels.pdf").read_bytes(), 300)
    read = [sorted(symbols_on(page)) for page in pages]
    assert [len(page) for page in read] == [5, 24, 1]
    codes = {parse_scan(text).code for page in read for text in page}
    assert len(codes) == 30
    assert all(map(is_code, codes))


def test_new_codes_are_kept_and_print_the_same_labels_again(folder: Path):
    (folder / "new.csv").write_text("名称\n课桌\n椅子\n", encoding="utf-8")
    assert ran("new.csv", "--new-codes", "codes.xlsx", "--out", "first.pdf") == 0
    assert ran("codes.xlsx", "--out", "second.pdf") == 0
    labels = read_labels(folder / "codes.xlsx", BASE_URL)
    assert [label.name for label in labels] == ["课桌", "椅子"]
    assert all(is_code(label.code) for label in labels)
    assert (folder / "first.pdf").read_bytes() == (folder / "second.pdf").read_bytes()


def test_kept_codes_are_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "codes.xlsx").write_bytes(b"codes of last year")
    assert ran("--blank", "3", "--new-codes", "codes.xlsx") == 1
    assert (folder / "codes.xlsx").read_bytes() == b"codes of last year"
    assert not (folder / "labels.pdf").exists()
    assert "codes.xlsx exists already" in capsys.readouterr().err


def test_a_separator_of_a_table_needs_no_code(folder: Path):
    (folder / "room.csv").write_text(
        f"标签码,名称,件数,样式\n,教学楼305,1,separator\n{CODE},课桌,,\n", encoding="utf-8"
    )
    assert ran("room.csv") == 0
    [page] = pages_at((folder / "labels.pdf").read_bytes(), 200)
    assert symbols_on(page) == [payload(BASE_URL, CODE)]


def test_a_layout_of_ones_own_comes_from_a_file(folder: Path):
    (folder / "mine.json").write_text(json.dumps(FREE), encoding="utf-8")
    assert ran("--blank", "11", "--measures", "mine.json", "--cut-marks") == 0
    pages = pages_at((folder / "labels.pdf").read_bytes(), 200)
    assert [len(symbols_on(page)) for page in pages] == [10, 1]


@pytest.mark.parametrize(("form", "file"), [("pdf", "test-page.pdf"), ("tspl", "test-page.prn")])
def test_a_test_page_needs_neither_labels_nor_an_address(folder: Path, form: str, file: str):
    assert main(["--test-page", "--layout", "roll-50x30", "--format", form, "--right", "-5"]) == 0
    assert (folder / file).stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give one table, or one of --blank, --test-page, --list."),
        (["desks.csv", "--blank", "3"], "Give one table, or one of"),
        (["desks.csv"], "The address “” cannot go on a label. Give --address https://HOST."),
        (["desks.csv", "--address", "https://" + "x" * 40], "too long for a symbol"),
        (["none.csv"], "none.csv cannot be used: No such file or directory"),
        (["--blank", "0"], "There is no label to print."),
        (["desks.csv", "--first-cell", "25"], "“first_cell” has to be 1-24."),
        (["desks.csv", "--copies", "0"], "“copies” has to be 1-100."),
        (["desks.csv", "--right", "101"], "“right” has to be -100-100."),
        (["desks.csv", "--format", "tspl"], "“layout” has to be roll."),
        (["desks.csv", "--measures", "desks.csv"], "does not hold the measures of a layout"),
        (["desks.csv", "--measures", "list.json"], "does not hold the measures of a layout"),
        (["desks.csv", "--measures", "short.json"], "“page_height” of the layout has to be"),
        (["bare.csv"], "2 rows have no label code, the first is “课桌”. Add --new-codes"),
        (["glyph.csv"], "The font has no glyph for “🪑” (U+1FA91) of the label “椅子🪑”."),
        (["design.csv"], "“design” has to be asset, door, separator, extinguisher, small."),
        (["titles.csv"], "No title such as “name” or “code” in the first 10 rows of titles.csv."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_no_file_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
):
    files = {
        "list.json": "[]",
        "short.json": '{"page_width": 210}',
        "bare.csv": f"标签码,名称\n,课桌\n{CODE},柜子\n,椅子\n",
        "glyph.csv": f"标签码,名称\n{CODE},椅子🪑\n",
        "design.csv": f"标签码,样式\n{CODE},large\n",
        "titles.csv": "课桌\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = {file.name for file in folder.iterdir()}
    if "address “”" not in said and "--address" not in arguments:
        arguments = [*arguments, "--address", BASE_URL]
    assert main(arguments) == 1
    sentences = capsys.readouterr().err.splitlines()
    assert len(sentences) == len(LANGUAGES)
    assert said in sentences[1]
    assert {file.name for file in folder.iterdir()} == before


def test_many_labels_are_written_from_a_workbook(folder: Path):
    with (folder / "many.xlsx").open("wb") as out:
        write_label_xlsx(full_labels(60), out)
    assert ran("many.xlsx", "--layout", "a4-3x7") == 0
    pages = pages_at((folder / "labels.pdf").read_bytes(), 200)
    assert [len(symbols_on(page)) for page in pages] == [21, 21, 18]


def codes_of(error: type[LabelError]) -> set[str]:
    return {error.code}.union(*map(codes_of, error.__subclasses__()))


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_error_has_a_sentence_in_both_languages_with_the_same_values():
    zh, en = (catalogue(language) for language in LANGUAGES)
    assert list(zh) == list(en) == sorted(zh)
    assert {k: parameters(zh[k]) for k in zh} == {k: parameters(en[k]) for k in en}
    said = {key.removeprefix("error.") for key in zh if key.startswith("error.")}
    assert codes_of(LabelError) - {"label_error"} == said - {"file_unusable"}
