"""The three sample files, cell by cell."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from ledger_books import SAMPLES, judge_file

from server.domain.ledger.asset_kind import AssetKind
from server.domain.ledger.judged import RowKind, Severity
from server.domain.ledger.ledger import plan_ledger
from server.domain.ledger.values.states import UsageState
from server.reports.ledger_file import open_ledger

SCHOOL = SAMPLES / "ledger_school_2025.xlsx"
EXTINGUISHERS = SAMPLES / "fire_extinguishers.xls"
CLASSROOM = SAMPLES / "classroom_301_gbk.csv"


def named(rows):
    return {
        row.number: [(problem.column, problem.code, problem.found) for problem in row.problems]
        for row in rows
        if row.kind is RowKind.BAD
    }


def test_the_school_ledger_has_370_lines_of_which_two_lie_in_the_future():
    rows = judge_file(SCHOOL)
    kinds = Counter(row.kind for row in rows)
    assert kinds == {RowKind.ASSET: 368, RowKind.BAD: 2, RowKind.TOTAL: 2}
    assert named(rows) == {
        275: [("J", "date_future", "2026.12")],
        354: [("J", "date_future", "20261228")],
    }


def test_the_school_ledgers_lines_add_up_to_its_own_total():
    rows = judge_file(SCHOOL)
    taken = sum(row.asset.amount for row in rows if row.asset)
    left_aside = sum(Decimal(str(row.cells[8])) for row in rows if row.kind is RowKind.BAD)
    assert taken + left_aside == Decimal("2206915.20")
    assert sum(row.asset.quantity for row in rows if row.asset) == 3344


def test_the_school_ledgers_list_of_codes_is_left_out_and_named():
    plan = plan_ledger(open_ledger(SCHOOL, SCHOOL.name), SCHOOL.name)
    assert plan.left_out == ("代码表",)
    assert [sheet.sheet.name for sheet in plan.sheets] == ["固定资产台账"]
    assert plan.sheets[0].header.first_row == 3


def test_every_line_of_the_school_ledger_has_its_merged_place():
    assets = [row.asset for row in judge_file(SCHOOL) if row.asset]
    assert all(asset.place for asset in assets)
    assert assets[0].place_text == "教学楼A-101" == assets[6].place_text
    assert assets[7].place_text == "教学楼A-102"
    assert len({asset.place_text for asset in assets}) == 54


def test_states_and_notes_of_the_school_ledger_are_read():
    assets = [row.asset for row in judge_file(SCHOOL) if row.asset]
    assert {asset.usage_state for asset in assets} == {
        UsageState.IN_USE,
        UsageState.IDLE,
        UsageState.AWAITING_DISPOSAL,
    }
    assert {asset.note for asset in assets} == {None, "班级自管", "2018年调入"}


def test_all_extinguishers_are_taken_each_with_its_type():
    rows = judge_file(EXTINGUISHERS)
    assert Counter(row.asset.kind for row in rows if row.asset) == {
        AssetKind.FIRE_EXTINGUISHER_POWDER: 70,
        AssetKind.FIRE_EXTINGUISHER_CO2: 27,
        AssetKind.FIRE_EXTINGUISHER_WATER: 11,
    }
    assert len(rows) == 108


def test_extinguishers_serviced_before_they_were_made_are_taken_with_a_warning():
    warned = [row for row in judge_file(EXTINGUISHERS) if row.problems]
    assert len(warned) == 9
    assert warned[0].number == 17
    assert {(p.code, p.severity, p.column) for row in warned for p in row.problems} == {
        ("serviced_before_made", Severity.WARNING, "E")
    }


def test_every_wrong_cell_of_the_classroom_is_named():
    rows = judge_file(CLASSROOM)
    bad = named(rows)
    assert bad[3] == [("A", "number_taken", "J301-01")]
    assert bad[4] == [("B", "name_missing", "")]
    assert bad[5] == [("C", "quantity_not_positive", "-4"), ("E", "date_impossible", "2018/13/40")]
    assert bad[6] == [("B", "formula_suspicious", "=cmd|'/c calc'!A1")]
    assert [code for _, code, _ in bad[8]] == ["text_too_long"]
    assert sorted(bad) == [3, 4, 5, 6, 8]


def test_the_second_bearer_of_a_number_names_the_first():
    third = next(row for row in judge_file(CLASSROOM) if row.number == 3)
    assert third.problems[0].params == {"first_sheet": "classroom_301_gbk", "first_row": 2}


def test_the_classrooms_right_rows_are_taken_and_its_other_lines_recognised():
    rows = judge_file(CLASSROOM)
    assets = {row.number: row.asset for row in rows if row.asset}
    assert sorted(assets) == [2, 7]
    assert (assets[7].quantity, assets[7].unit_price) == (6, Decimal("180.00"))
    assert assets[7].place == assets[2].place
    assert [(r.number, r.kind) for r in rows[-2:]] == [(9, RowKind.BLANK), (10, RowKind.TOTAL)]


def test_the_same_file_again_has_the_same_identities():
    for path in (SCHOOL, EXTINGUISHERS, CLASSROOM):
        first = [row.asset for row in judge_file(path)]
        assert [row.asset for row in judge_file(path)] == first
        identities = [asset.identity for asset in first if asset]
        assert len(set(identities)) == len(identities)
