"""The three sample files go in, what is wrong in them is named, and they change nothing twice."""

from collections import Counter

import pytest

from server.records import Asset, AssetChange, Place, SyncCounter

SAMPLES = {
    "ledger_school_2025.xlsx": {"new": 368, "bad": 2, "total": 2},
    "fire_extinguishers.xls": {"new": 108},
    "classroom_301_gbk.csv": {"new": 2, "bad": 5, "total": 1, "blank": 1},
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_ledger_goes_in_and_the_same_file_changes_nothing(desk, school, name):
    first = desk.sample(name)
    assert Counter(desk.verdicts(first).values()) == SAMPLES[name]
    desk.confirm(first)
    with school.reading() as session:
        assert session.query(Asset).count() == SAMPLES[name]["new"]
        rev = session.query(SyncCounter).one().rev
    again = desk.sample(name)
    expected = {"same" if v == "new" else v: n for v, n in SAMPLES[name].items()}
    assert Counter(desk.verdicts(again).values()) == expected
    assert 'name="seen"' not in desk.page(again)
    with school.reading() as session:
        assert session.query(SyncCounter).one().rev == rev


def test_every_bad_row_of_the_classroom_is_named_with_what_stood_there(desk):
    page = desk.page(desk.sample("classroom_301_gbk.csv"), show="bad")
    for words in ("第 4 行", "B 列 资产名称", "没有名称", "-4", "2018/13/40", "C 列 数量"):
        assert words in page
    assert "&#39;/c calc&#39;!A1" in page


def test_an_imported_thing_has_kind_place_search_keys_and_history(desk, school):
    import_id = desk.sample("fire_extinguishers.xls")
    desk.confirm(import_id)
    with school.reading() as session:
        asset = session.query(Asset).filter_by(ledger_number="MH-001").one()
        assert asset.kind_id == "fire_extinguisher_powder"
        assert asset.place.path == "教学楼A / 101 / 门口"
        assert asset.manufactured_on.isoformat() == "2018-06-01"
        assert "stsmhq" in asset.search
        change = session.query(AssetChange).filter_by(asset_id=asset.id).one()
        assert change.source == "created_by_import" and change.import_id == import_id
        assert change.changes["place"] == ["", "教学楼A / 101 / 门口"]
        assert change.person_id == school.people["ada"]


def test_nothing_is_written_before_it_is_confirmed(desk, school):
    desk.sample("ledger_school_2025.xlsx")
    with school.reading() as session:
        assert session.query(Asset).count() == session.query(Place).count() == 0


def test_rows_that_did_not_go_in_are_still_offered_after_the_import(desk):
    import_id = desk.sample("classroom_301_gbk.csv")
    desk.confirm(import_id)
    page = desk.page(import_id)
    assert "新增 2 条" in page and "5 行有错" in page and "rejected.xlsx" in page
