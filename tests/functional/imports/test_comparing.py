"""What a row does to a thing that is registered already."""

from datetime import UTC, datetime

from server.records import Asset, AssetChange, new_id
from server.services.assets import add_asset, remove_asset
from server.services.places import add_place, move_place

DESK = "A-1,课桌,6,128.00,教学楼A-301,张三"


def the_asset(session, number="A-1"):
    return session.query(Asset).filter_by(ledger_number=number, removed_at=None).one()


def test_a_changed_row_shows_before_and_after_and_is_noted(desk, school):
    desk.imported(DESK)
    import_id = desk.judged("A-1,课桌,8,128,实验楼-201,张三")
    page = desk.page(import_id)
    assert "数量：6 → 8" in page
    assert "存放地点：教学楼A / 301 → 实验楼 / 201" in page
    desk.confirm(import_id)
    with school.reading() as session:
        asset = the_asset(session)
        assert (asset.quantity, asset.place.path) == (8, "实验楼 / 201")
        change = session.query(AssetChange).filter_by(import_id=import_id).one()
        assert change.source == "changed_by_import"
        assert change.changes["quantity"] == ["6", "8"]


def test_blank_cells_never_erase(desk):
    desk.imported(DESK)
    assert desk.verdicts(desk.judged("A-1,课桌,,,,")) == {2: "same"}
    assert desk.verdicts(desk.judged("A-1,课桌", header="资产编号,资产名称")) == {2: "same"}


def test_a_changed_name_is_found_by_its_pinyin(desk, school):
    desk.imported(DESK)
    desk.imported("A-1,讲台,6,128.00,教学楼A-301,张三")
    with school.reading() as session:
        assert "jiangtai" in the_asset(session).search


def test_lines_that_share_a_number_are_told_apart(desk):
    lines = ("A-1,课桌,6,,教学楼A-301,", "A-1,课桌,7,,教学楼A-302,")
    desk.imported(*lines)
    assert set(desk.verdicts(desk.judged(*lines)).values()) == {"same"}


def test_a_row_of_a_removed_thing_is_bad_and_brings_nothing_back(desk, school):
    desk.imported(DESK)
    with school.writing() as session:
        asset_id = the_asset(session).id
        remove_asset(session, asset_id, "报废", school.people["ada"], datetime.now(UTC))
    import_id = desk.judged(DESK)
    assert desk.verdicts(import_id) == {2: "bad"}
    assert "从登记册删除" in desk.page(import_id)


def test_a_thing_added_at_the_desk_is_known_by_its_number(desk, school):
    with school.writing() as session:
        values = {"name": "课桌", "ledger_number": "A-1", "kind_id": "desk", "quantity": 6}
        add_asset(session, new_id(), values, school.people["ada"], datetime.now(UTC))
    desk.imported(DESK)
    with school.reading() as session:
        assert the_asset(session).custodian == "张三"
    assert desk.verdicts(desk.judged(DESK)) == {2: "same"}


def test_a_place_that_was_moved_below_a_campus_is_the_same_place(desk, school):
    desk.imported(DESK)
    with school.writing() as session:
        campus = add_place(session, None, "campus", "本部")
        move_place(session, the_asset(session).place.parent_id, campus.id)
    assert desk.verdicts(desk.judged(DESK)) == {2: "same"}
    desk.imported("A-2,课椅,1,,教学楼A-301,")
    with school.reading() as session:
        assert the_asset(session, "A-2").place.path == "本部 / 教学楼A / 301"


def test_a_text_that_the_register_cannot_hold_is_a_named_error(desk):
    header = "资产编号,资产名称,型号,规格"
    import_id = desk.judged(f"A-1,课桌,{'长' * 120},{'宽' * 120}", header=header)
    assert desk.verdicts(import_id) == {2: "bad"}
    assert "规格型号" in desk.page(import_id) or "C 列 型号" in desk.page(import_id)
