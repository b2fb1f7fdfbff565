"""What a sheet as a whole says: its header row, the place of its things, their name."""

import os
import time

from server.records import Asset
from tests.functional.imports.conftest import HEADER


def columns_page(desk, import_id):
    return desk.client.get(f"/desk/imports/{import_id}/columns").text


def assets(school):
    with school.reading() as session:
        return [
            (asset.name, asset.kind_id, asset.place.path if asset.place else None)
            for asset in session.query(Asset).order_by(Asset.ledger_number)
        ]


def test_rows_without_a_place_stand_in_the_place_of_the_title(desk, school):
    title = "三年级（2）班 财产登记表"
    import_id = desk.judged("1,课桌,48张", "2,讲台,1", header=f"{title}\n序号,物品名称,数量")
    assert "没写地点的行，都放在“三年级（2）班”" in desk.page(import_id)
    desk.confirm(import_id)
    assert {place for _, _, place in assets(school)} == {"三年级（2）班"}


def test_the_place_of_a_sheet_can_be_corrected(desk, school):
    import_id = desk.judged("A-1,课桌", header="资产编号,资产名称,数量")
    form = {"use-0": "on", "column-0-0": "ledger_number", "column-0-1": "name"}
    form |= {"place-0": "综合楼-201"}
    desk.client.post(f"/desk/imports/{import_id}/columns", data=form)
    desk.confirm(desk.judge(import_id))
    assert assets(school) == [("课桌", "desk", "综合楼 / 201")]


def test_extinguishers_without_a_name_column_are_called_so(desk, school):
    header = "灭火器编号,规格型号,生产日期,安装位置"
    import_id = desk.judged("X-1,MT/3,2022-03,机房", header=header)
    assert "没有“名称”列，都叫“灭火器”" in desk.page(import_id)
    desk.confirm(import_id)
    assert assets(school)[0][:2] == ("灭火器", "fire_extinguisher_co2")


def test_nothing_is_judged_before_a_name_is_chosen(desk):
    import_id = desk.upload("资产编号,数量,单价,购置日期\nA-1,6,5,2019-09-01\n".encode())
    answer = desk.client.get(f"/desk/imports/{import_id}")
    assert answer.status_code == 303 and answer.location.endswith("/columns")
    assert "没有找到“名称”列，请选一列" in columns_page(desk, import_id)
    form = {"use-0": "on", "column-0-0": "ledger_number", "thing-0": "电子琴"}
    assert desk.client.post(f"/desk/imports/{import_id}/columns", data=form).status_code == 303
    assert desk.verdicts(desk.judge(import_id)) == {2: "new"}


def two_headers(desk):
    """Above the ledger stands a small table that looks like one."""
    above = "资产名称,数量,单价,金额,存放地点,保管人,备注"
    return desk.judged("本校,1,1,1,全校,Ada,", HEADER, "A-1,课桌,6,,,", header=above)


def test_a_person_can_point_at_another_header_row(desk):
    import_id = two_headers(desk)
    answer = desk.client.post(f"/desk/imports/{import_id}/columns", data={"header-0": "3"})
    assert answer.status_code == 303 and answer.location.endswith("/columns")
    assert 'name="header-0" type="number" min="1" max="100" value="3"' in columns_page(
        desk, import_id
    )
    assert desk.verdicts(desk.judge(import_id)) == {4: "new"}


def test_a_header_row_that_does_not_exist_is_refused(desk):
    import_id = two_headers(desk)
    for row in ("0", "5", "x"):
        answer = desk.client.post(f"/desk/imports/{import_id}/columns", data={"header-0": row})
        assert answer.status_code == 422 and "没有这一行" in answer.text
    assert desk.state(import_id) == "judged"


def test_old_folders_without_an_import_are_swept_at_the_next_upload(desk, school):
    kept = desk.judged("A-1,课桌,6,,,")
    uploads = school.settings.upload_dir
    (uploads / "orphan").mkdir()
    (uploads / "new-orphan").mkdir()
    yesterday = time.time() - 2 * 24 * 3600
    for name in (kept, "orphan"):
        os.utime(uploads / name, (yesterday, yesterday))
    latest = desk.upload(HEADER.encode() + b"\nA-2,x,1,,,\n")
    assert {folder.name for folder in uploads.iterdir()} == {kept, latest, "new-orphan"}
