"""Assets at the desk: found, added, changed beside others, removed."""

import re

import pytest

from server.records import Asset, AssetChange, new_id
from server.services.assets import Seen, change_asset
from server.services.assets_values import ledger_values, written_values
from server.web.clock import now
from tests.functional.desk.html_form import form_of


def names_found(school, query):
    page = school.client("pei").get("/desk/assets", query_string=query).text
    return set(re.findall(r'<td class="name"><a[^>]*>([^<]+)</a>', page))


FOUND = {
    "TY-0": {"课桌", "多媒体计算机"},
    "ｔｙ－００１": {"课桌"},
    "dmtjsj": {"多媒体计算机"},
    "gangqin": {"钢琴"},
    "灭火器": {"干粉灭火器"},
    "zhaomin": {"多媒体计算机"},
    "yyjs": {"钢琴"},
    "301": {"干粉灭火器"},
    "kz 201": {"课桌"},
    "jxl 3楼": {"干粉灭火器", "钢琴"},
    "%": set(),
    "_": set(),
    "nothing": set(),
}


@pytest.mark.usefixtures("register")
def test_assets_are_found_by_number_name_place_custodian_and_pinyin(school):
    assert {words: names_found(school, {"q": words}) for words in FOUND} == FOUND


def test_a_place_means_all_below_it(school, register):
    assert names_found(school, {"place_id": register.places["3楼"]}) == {"干粉灭火器", "钢琴"}
    assert len(names_found(school, {"place_id": register.places["教学楼"]})) == 4


def test_kind_and_condition_narrow_the_list(school, register):
    with school.writing() as session:
        session.get(Asset, register.assets["课桌"]).last_condition = "unusable"
    assert names_found(school, {"condition": "unusable"}) == {"课桌"}
    assert len(names_found(school, {"condition": "never"})) == 3
    assert names_found(school, {"kind_id": "music"}) == {"钢琴"}


@pytest.mark.usefixtures("register")
def test_a_page_beyond_the_last_is_the_last(school):
    assert len(names_found(school, {"page": "99"})) == 4
    assert len(names_found(school, {"page": "-1"})) == 4
    assert len(names_found(school, {"page": "x"})) == 4


def new_form(school, **changed):
    client = school.client("ada")
    return client, form_of(client.get("/desk/assets/new"), "/desk/assets") | changed


def test_a_form_sent_twice_adds_one_asset(school):
    client, form = new_form(school, name="新桌子", unit_price="1,2", quantity="3")
    assert client.post("/desk/assets", data=form).status_code == 422
    form |= {"unit_price": "199.5"}
    first, second = (client.post("/desk/assets", data=form) for _ in range(2))
    assert first.location == second.location
    with school.reading() as session:
        asset = session.query(Asset).one()
        assert (asset.name, str(asset.unit_price), asset.quantity) == ("新桌子", "199.50", 3)
        assert [change.source for change in session.query(AssetChange)] == ["created"]


def test_what_cannot_be_read_is_named_and_the_rest_is_not_lost(school):
    client, form = new_form(school, name="", quantity="0", brand="格力", acquired_on="2026-02-30")
    answer = client.post("/desk/assets", data=form)
    assert answer.status_code == 422
    assert all(word in answer.text for word in ("取得日期、名称、数量", 'value="格力"'))


def test_a_change_is_written_into_the_history(school, register):
    client, asset_id = school.client("ada"), register.assets["课桌"]
    form = form_of(client.get(f"/desk/assets/{asset_id}/edit"), f"/desk/assets/{asset_id}")
    form |= {"custodian": "李雷", "place_id": register.places["301"]}
    assert client.post(f"/desk/assets/{asset_id}", data=form).status_code == 303
    with school.reading() as session:
        change = session.query(AssetChange).filter_by(asset_id=asset_id, source="edited").one()
        assert change.changes == {
            "custodian": ["王丽", "李雷"],
            "place": ["教学楼 / 2楼 / 201", "教学楼 / 3楼 / 301"],
        }
    page = client.get(f"/desk/assets/{asset_id}").text
    assert "<del>王丽</del>" in page and "李雷" in page
    assert names_found(school, {"q": "lilei"}) == {"课桌"}


def test_saving_without_a_change_leaves_no_trace(school, register):
    client, asset_id = school.client("ada"), register.assets["课桌"]
    form = form_of(client.get(f"/desk/assets/{asset_id}/edit"), f"/desk/assets/{asset_id}")
    assert client.post(f"/desk/assets/{asset_id}", data=form).status_code == 303
    with school.reading() as session:
        assert session.query(AssetChange).filter_by(asset_id=asset_id).count() == 1


def change_meanwhile(school, asset_id, **values):
    with school.writing() as session:
        asset = session.get(Asset, asset_id)
        seen = Seen(asset.rev, written_values(ledger_values(asset)))
        person_id = school.people["ada"]
        change_asset(session, asset_id, values, seen=seen, person_id=person_id, now=now())


def test_what_somebody_else_changed_meanwhile_is_named_and_nothing_typed_is_lost(school, register):
    client, asset_id = school.client("ada"), register.assets["课桌"]
    address = f"/desk/assets/{asset_id}"
    form = form_of(client.get(f"{address}/edit"), address) | {"note": "抽屉坏"}
    change_meanwhile(school, asset_id, custodian="韩梅梅")
    answer = client.post(address, data=form)
    assert answer.status_code == 409
    assert "别人改了：责任人" in answer.text and "现在是：韩梅梅" in answer.text
    assert "抽屉坏" in answer.text
    again = form_of(answer, address)
    assert again["custodian"] == "王丽"
    again["custodian"] = "韩梅梅"
    assert client.post(address, data=again).status_code == 303
    with school.reading() as session:
        asset = session.get(Asset, asset_id)
        assert (asset.custodian, asset.note) == ("韩梅梅", "抽屉坏")


def test_an_inspection_meanwhile_is_no_conflict(school, register):
    client, asset_id = school.client("ada"), register.assets["课桌"]
    address = f"/desk/assets/{asset_id}"
    form = form_of(client.get(f"{address}/edit"), address) | {"note": "抽屉坏"}
    with school.writing() as session:
        session.get(Asset, asset_id).last_condition = "intact"
    assert client.post(address, data=form).status_code == 303


def test_a_removed_asset_leaves_the_list_and_keeps_its_page(school, register):
    client, asset_id = school.client("ada"), register.assets["钢琴"]
    address = f"/desk/assets/{asset_id}"
    form = form_of(client.get(f"{address}/edit"), address)
    assert client.post(f"{address}/removal", data={"reason": " "}).status_code == 422
    for _ in range(2):
        assert client.post(f"{address}/removal", data={"reason": "报废"}).status_code == 303
    assert "钢琴" not in names_found(school, {})
    assert names_found(school, {"condition": "removed"}) == {"钢琴"}
    page = client.get(address).text
    assert "原因：报废" in page and f"{address}/edit" not in page
    assert client.post(address, data=form).status_code == 404
    with school.reading() as session:
        removed = session.query(AssetChange).filter_by(asset_id=asset_id, source="removed")
        assert removed.count() == 1


def test_an_unknown_kind_or_place_is_refused(school):
    for changed in ({"kind_id": "spaceship"}, {"place_id": new_id()}):
        client, form = new_form(school, name="桌子", **changed)
        assert client.post("/desk/assets", data=form).status_code == 404
