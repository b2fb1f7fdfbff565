"""Judging goes in blocks, shows how far it is, and survives whatever stops it."""

from datetime import date

import pytest

from server.records import LedgerImportRow
from server.services.ledger_import import judge
from server.services.ledger_import.find import get_import
from server.services.ledger_import.start import staging_of
from tests.functional.imports.conftest import HEADER, LEDGERS

TODAY = date(2026, 11, 21)
ROWS = [f"A-{n % 20},课桌{n // 20 % 2},1,,教学楼A-{300 + n},张三" for n in range(50)]


@pytest.fixture
def uploaded(desk, monkeypatch):
    monkeypatch.setattr(judge, "BLOCK_ROWS", 7)
    return desk.upload("\n".join((HEADER, *ROWS)).encode())


def staged(school, import_id):
    with school.reading() as session:
        rows = session.query(LedgerImportRow).filter_by(import_id=import_id)
        return {row.row: (row.verdict, row.identity, row.problems) for row in rows}


def advance(desk, import_id, **headers):
    return desk.client.post(f"/desk/imports/{import_id}/advance", headers=headers)


def test_each_step_shows_how_many_rows_are_done(desk, uploaded):
    answer = advance(desk, uploaded, **{"HX-Request": "true"})
    assert "已检查 7 行，共 50 行" in answer.text
    assert "已检查 7 行，共 50 行" in desk.page(uploaded)


def test_the_last_step_leads_to_the_dry_run(desk, uploaded):
    for _ in range(8):
        answer = advance(desk, uploaded, **{"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/desk/imports/{uploaded}"


def test_blocks_judge_as_one_file(desk, school, uploaded, monkeypatch):
    desk.judge(uploaded)
    monkeypatch.setattr(judge, "BLOCK_ROWS", 1_000)
    whole = desk.judged(*ROWS)
    assert staged(school, uploaded) == staged(school, whole)
    assert "bad" in desk.verdicts(whole).values()


def test_a_killed_server_goes_on_where_it_was_even_without_its_memory(desk, school, uploaded):
    advance(desk, uploaded)
    advance(desk, uploaded)
    for memory in (school.settings.upload_dir / uploaded).glob("memory-*"):
        memory.unlink()
    desk.judge(uploaded)
    assert len(staged(school, uploaded)) == 50
    assert staged(school, uploaded) == staged(school, desk.judged(*ROWS))


def test_merged_cells_are_never_cut_by_a_block(desk, school, monkeypatch):
    monkeypatch.setattr(judge, "BLOCK_ROWS", 7)
    in_blocks = desk.sample("ledger_school_2025.xlsx")
    monkeypatch.setattr(judge, "BLOCK_ROWS", 2_000)
    whole = desk.sample("ledger_school_2025.xlsx")
    assert staged(school, in_blocks) == staged(school, whole)


def test_a_step_that_was_overtaken_is_not_stored_twice(desk, school, uploaded):
    with school.reading() as session:
        staging = staging_of(school.settings.upload_dir, uploaded)
        late = judge.judge_block(session, get_import(session, uploaded), staging, TODAY)
    desk.judge(uploaded)
    with school.writing() as session:
        judge.keep_block(session, late)
    assert len(staged(school, uploaded)) == 50


def test_the_same_file_may_be_open_twice_and_says_so(desk):
    content = (LEDGERS / "classroom_301_gbk.csv").read_bytes()
    first = desk.judge(desk.upload(content))
    second = desk.judge(desk.upload(content))
    assert f"/desk/imports/{first}" in desk.page(second)
    assert "还没有确认" in desk.page(second)


def test_only_administrators_import(school):
    for login in ("ines", "tang", "rui", "pei"):
        assert school.client(login).get("/desk/imports").status_code == 403


def test_pages_hold_fifty_rows(desk):
    import_id = desk.judged(*(f"B-{n},书架,1,,," for n in range(120)))
    assert desk.page(import_id, show="new").count("<strong>书架</strong>") == 50
    assert desk.page(import_id, show="new", page=3).count("<strong>书架</strong>") == 20


def test_the_list_names_every_import(desk):
    import_id = desk.judged(ROWS[0])
    page = desk.client.get("/desk/imports").text
    assert f"/desk/imports/{import_id}" in page and "等待确认" in page


def test_an_import_without_its_files_says_so(desk, school, uploaded):
    (school.settings.upload_dir / uploaded / "sheets.json").unlink()
    answer = advance(desk, uploaded)
    assert answer.status_code == 422
    assert 'data-code="file_unreadable"' in answer.text


def test_an_unknown_import_is_not_found(desk):
    for address in ("", "/columns", "/rejected.xlsx"):
        assert desk.client.get(f"/desk/imports/nowhere{address}").status_code == 404
