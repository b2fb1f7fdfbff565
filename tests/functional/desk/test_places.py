"""The tree of places at the desk."""

import pytest

from server.records import Asset, Place


def place_named(school, name):
    with school.reading() as session:
        return session.query(Place).filter_by(name=name).one()


def move(school, place_id, name, kind, parent_id):
    form = {"name": name, "kind": kind, "parent_id": parent_id}
    return school.client("ada").post(f"/desk/places/{place_id}", data=form)


def test_a_place_is_added_below_another_once_however_often_it_is_sent(school, register):
    client = school.client("ada")
    form = {"name": "202", "kind": "room", "parent_id": register.places["2楼"]}
    first, second = (client.post("/desk/places", data=form) for _ in range(2))
    assert first.status_code == 303 and first.location == second.location
    assert place_named(school, "202").path == "教学楼 / 2楼 / 202"


def test_renaming_a_building_renames_every_path_below(school, register):
    before = place_named(school, "音乐教室").rev
    assert move(school, register.places["教学楼"], "明德楼", "building", "").status_code == 303
    room = place_named(school, "音乐教室")
    assert room.path == "明德楼 / 3楼 / 音乐教室"
    assert "mdl" in room.search and "jxl" not in room.search and "yyjs" in room.search
    assert room.rev > before


def test_moving_a_floor_takes_its_rooms_along(school, register):
    client = school.client("ada")
    client.post("/desk/places", data={"name": "实验楼", "kind": "building", "parent_id": ""})
    target = place_named(school, "实验楼").id
    move(school, register.places["3楼"], "3楼", "floor", target)
    assert place_named(school, "301").path == "实验楼 / 3楼 / 301"
    assert place_named(school, "201").path == "教学楼 / 2楼 / 201"
    assert "干粉灭火器" in client.get(f"/desk/assets?place_id={target}").text


def test_a_place_cannot_go_into_itself_and_what_was_typed_stays(school, register):
    answer = move(school, register.places["教学楼"], "新名", "building", register.places["301"])
    assert answer.status_code == 422
    assert "不能放到它自己里面" in answer.text and 'value="新名"' in answer.text
    assert place_named(school, "301").path == "教学楼 / 3楼 / 301"


def test_a_place_that_holds_something_is_not_deleted(school, register):
    answer = school.client("ada").post(f"/desk/places/{register.places['3楼']}/deletion")
    assert answer.status_code == 422
    assert "0项物品、2个下级地点" in answer.text


def test_an_empty_place_is_deleted_with_its_door_label(school, register):
    client = school.client("ada")
    client.post(f"/desk/places/{register.places['2楼']}/deletion")
    door = {"what": "place_door", "place_id": register.places["301"]}
    client.post("/desk/print-jobs", data={"job_id": "j" * 36, "layout": "a4-3x8", **door})
    asset_id = register.assets["干粉灭火器"]
    client.post(f"/desk/assets/{asset_id}/removal", data={"reason": "报废"})
    answer = client.post(f"/desk/places/{register.places['301']}/deletion")
    assert answer.location == f"/desk/places/{register.places['3楼']}"
    with school.reading() as session:
        assert session.query(Place).filter_by(name="301").count() == 0
        assert session.get(Asset, asset_id).place_id is None
    assert client.get(f"/desk/assets/{asset_id}").status_code == 200


@pytest.mark.usefixtures("register")
def test_places_are_found_by_initials_and_by_several_words(school):
    client = school.client("ada")
    assert "音乐教室" in client.get("/desk/places?q=yyjs").text
    found = client.get("/desk/places?q=jxl 30").text
    assert "教学楼 / 3楼 / 301" in found and "201" not in found


def test_the_page_of_a_place_shows_what_stands_in_it_and_below(school, register):
    page = school.client("ada").get(f"/desk/places/{register.places['3楼']}").text
    assert "干粉灭火器" in page and "钢琴" in page and "课桌" not in page


def test_a_place_without_a_name_is_refused_in_words(school):
    answer = school.client("ada").post("/desk/places", data={"name": "  ", "kind": "room"})
    assert answer.status_code == 422 and "名称" in answer.text


def test_an_unknown_place_is_not_found(school):
    client = school.client("ada")
    assert client.get("/desk/places/nowhere").status_code == 404
    form = {"name": "x", "kind": "room", "parent_id": "nowhere"}
    assert client.post("/desk/places", data=form).status_code == 404


def test_a_leader_sees_places_but_changes_none(school, register):
    client = school.client("pei")
    page = client.get(f"/desk/places/{register.places['301']}")
    assert page.status_code == 200 and "/edit" not in page.text
    assert client.post(f"/desk/places/{register.places['301']}/deletion").status_code == 403
