"""Confirming writes all or nothing, once, and only what the person saw."""

from concurrent.futures import ThreadPoolExecutor

from server.records import Asset, AssetKind, Place
from tests.functional.imports.conftest import ImportDesk

ROWS = [f"A-{n},课桌,1,,教学楼A-{300 + n},张三" for n in range(30)]


def assets(school):
    with school.reading() as session:
        return session.query(Asset).count()


def test_a_second_click_imports_once_and_leads_to_the_same_page(desk, school):
    import_id = desk.judged(*ROWS)
    seen = desk.seen(import_id)
    answers = [desk.confirm(import_id, seen) for _ in range(2)]
    assert {answer.location for answer in answers} == {f"/desk/imports/{import_id}"}
    assert assets(school) == 30


def test_two_clicks_at_the_same_moment_import_once(desk, school):
    import_id = desk.judged(*ROWS)
    seen = desk.seen(import_id)
    other = ImportDesk(school, school.client("ada"))
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda d: d.confirm(import_id, seen), (desk, other)))
    assert {answer.status_code for answer in answers} == {303}
    assert assets(school) == 30


def test_the_second_of_two_administrators_is_shown_what_changed(desk, school):
    other = ImportDesk(school, school.client("ada"))
    mine, theirs = desk.judged(*ROWS), other.judged(*ROWS[:20], "A-20,讲台,1,,,")
    seen = desk.seen(mine)
    other.confirm(theirs)
    answer = desk.confirm(mine, seen)
    assert "was=" in answer.location
    page = desk.client.get(answer.location).text
    assert "登记册被别人改过" in page and "新增 30" in page and "更改 1、不变 20" in page
    assert assets(school) == 21
    assert desk.state(mine) == "judged"
    desk.confirm(mine)
    assert assets(school) == 30


def test_two_administrators_confirming_at_once_double_nothing(desk, school):
    other = ImportDesk(school, school.client("ada"))
    both = [(desk, desk.judged(*ROWS)), (other, other.judged(*ROWS))]
    seen = [(d, one, d.seen(one)) for d, one in both]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda job: job[0].confirm(*job[1:]), seen))
    assert {answer.status_code for answer in answers} == {303}
    assert assets(school) == 30
    assert sorted(desk.state(one) for _, one in both) == ["applied", "judged"]


def test_a_change_elsewhere_that_touches_no_row_does_not_stop_the_import(desk):
    import_id = desk.judged(*ROWS)
    seen = desk.seen(import_id)
    desk.imported("B-1,书架,1,,图书馆,")
    desk.confirm(import_id, seen)
    assert desk.state(import_id) == "applied"


def test_what_the_person_did_not_see_is_not_written(desk, school):
    import_id = desk.judged(*ROWS)
    answer = desk.confirm(import_id, "0.0.1.0.0")
    assert "was=" in answer.location
    assert assets(school) == 0


def test_an_import_that_is_being_read_cannot_be_confirmed(desk):
    import_id = desk.upload("资产编号,资产名称,数量\nA-1,课桌,1".encode())
    assert desk.confirm(import_id, "").status_code == 409


def test_an_abandoned_import_writes_nothing_and_keeps_no_file(desk, school):
    import_id = desk.judged(*ROWS)
    seen = desk.seen(import_id)
    desk.client.post(f"/desk/imports/{import_id}/abandonment")
    assert desk.confirm(import_id, seen).status_code == 409
    assert not (school.settings.upload_dir / import_id).exists()
    assert assets(school) == 0


def test_a_failure_in_the_middle_writes_nothing_at_all(desk, school):
    """A kind that left the catalogue after the rows were judged makes the database refuse."""
    desk.imported(*ROWS)
    import_id = desk.judged("C-1,书架,1,,图书馆,", *(row.replace("课桌", "书桌") for row in ROWS))
    with school.writing() as session:
        session.delete(session.get_one(AssetKind, "bookshelf"))
    answer = desk.confirm(import_id)
    assert answer.status_code == 500
    assert desk.state(import_id) == "judged"
    with school.reading() as session:
        assert session.query(Asset).filter_by(name="书桌").count() == 0
        assert session.query(Place).filter_by(name="图书馆").count() == 0


def test_the_result_offers_the_labels_of_what_was_written(desk):
    import_id = desk.imported(*ROWS)
    assert "打印这些标签（30）" in desk.page(import_id)
    form = {"what": "imported", "import_id": import_id}
    choice = desk.client.post("/desk/labels/choice", data=form).text
    assert f'name="import_id" value="{import_id}"' in choice and "30" in choice
