"""Files that cannot be taken: a clear sentence, and nothing of them is kept."""

import resource
import zipfile
from io import BytesIO

import pytest

from server.records import LedgerImport
from tests.functional.imports.conftest import HEADER, LEDGERS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def bomb() -> bytes:
    """An .xlsx of 300 KB that would unpack to 300 MB."""
    out = BytesIO()
    with zipfile.ZipFile(LEDGERS / "ledger_school_2025.xlsx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b" " * (300 << 20)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


BAD_FILES = {
    "a picture called .xlsx": (lambda: PNG, "photo.xlsx", 422, "file_type_unknown"),
    "an empty file": (lambda: b"", "ledger.xlsx", 422, "file_empty"),
    "a zip bomb": (bomb, "ledger.xlsx", 422, "file_unpacks_too_large"),
    "a text without a header": (lambda: b"hello\nworld\n", "a.csv", 422, "header_not_found"),
    "a broken workbook": (lambda: b"PK\x03\x04" + b"x" * 999, "a.xlsx", 422, "file_unreadable"),
    "one MB too much": (lambda: b"a,b\n" * (41 << 17), "a.csv", 413, "file_too_large"),
    "100 MB": (lambda: b"\0" * (100 << 20), "a.xlsx", 413, "body_too_large"),
}


def assert_nothing_kept(school):
    folder = school.settings.upload_dir
    assert not folder.exists() or not list(folder.iterdir())
    with school.reading() as session:
        assert session.query(LedgerImport).count() == 0


@pytest.mark.parametrize("which", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(desk, school, which):
    make, name, status, code = BAD_FILES[which]
    answer = desk.send(make(), name)
    assert (answer.status_code, code) == (status, code), answer.text
    assert 'role="alert"' in answer.text or f'data-code="{code}"' in answer.text
    assert_nothing_kept(school)


def test_a_form_without_a_file_is_asked_for_one(desk):
    assert desk.client.post("/desk/imports", data={}).status_code == 422


def test_a_full_disk_is_said_and_the_half_written_file_goes(desk, school):
    """The limit on the size of files stands for the full disk: the system refuses the bytes."""
    content = (HEADER + "\n" + "A-1,课桌,1,,,\n" * 20_000).encode()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        answer = desk.send(content, "ledger.csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answer.status_code == 507
    assert 'data-code="disk_full"' in answer.text
    assert_nothing_kept(school)
