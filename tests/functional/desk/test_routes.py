"""Writing routes at the desk."""

from datetime import timedelta

import pytest

from server.domain.school_day import school_day
from server.records import Person, Route, RouteVersion, new_id
from server.web.clock import now
from tests.functional.desk.html_form import form_of

SLOT = {
    "slot_key": "",
    "slot_name": "早巡",
    "slot_start": "07:00",
    "slot_end": "07:40",
    "slot_grace": "60",
}


def route_form(*stops, **changed):
    return {
        "do": "save",
        "name": "教学楼三巡",
        "purpose": "patrol",
        "cycle": "school_days",
        "walkers": "1",
        "spot_check_percent": "5",
        "stop": list(stops),
        **SLOT,
    } | changed


def room(register, name):
    return f"place:{register.places[name]}:"


def thing(register, name):
    return f"asset:{register.assets[name]}:"


def press(client, register, do, *stops, **changed):
    """The stops of the form after a button."""
    form = route_form(*stops, do=do, **changed)
    answer = client.post(f"/desk/routes/new/{new_id()}", data=form)
    assert answer.status_code == 200
    names = {f"place:{id_}:": name for name, id_ in register.places.items()}
    names |= {f"asset:{id_}:": name for name, id_ in register.assets.items()}
    sent = [part.split('"')[0] for part in answer.text.split('name="stop" value="')[1:]]
    return [names.get(stop, stop) for stop in sent]


def saved(school, route_id):
    with school.reading() as session:
        versions = session.query(RouteVersion).filter_by(route_id=route_id).all()
        return session.get(Route, route_id), sorted(versions, key=lambda one: one.version)


def test_a_route_is_made_once_however_often_it_is_sent(school, register):
    client, route_id = school.client("ada"), new_id()
    form = route_form(room(register, "201"), thing(register, "课桌"))
    for _ in range(2):
        assert client.post(f"/desk/routes/new/{route_id}", data=form).status_code == 303
    route, versions = saved(school, route_id)
    assert [(stop["place_id"], stop["asset_id"]) for stop in route.stops] == [
        (register.places["201"], None),
        (None, register.assets["课桌"]),
    ]
    assert route.schedule["slots"] == [
        {"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60}
    ]
    assert [(one.version, one.valid_from) for one in versions] == [(1, school_day(now()))]
    assert "教学楼三巡" in client.get("/desk/routes").text


def test_a_change_from_tomorrow_on_leaves_what_today_was(school, register):
    client, route_id = school.client("ada"), new_id()
    client.post(f"/desk/routes/new/{route_id}", data=route_form(room(register, "201")))
    shown = form_of(client.get(f"/desk/routes/{route_id}"), f"/desk/routes/{route_id}")
    assert shown["slot_key"] == "" and shown["based_on"] == "1"
    form = route_form(room(register, "301"), slot_key="1", valid="tomorrow", based_on="1")
    for _ in range(2):
        assert client.post(f"/desk/routes/{route_id}", data=form).status_code == 303
    _, (first, second) = saved(school, route_id)
    assert first.stops[0]["place_id"] == register.places["201"]
    assert second.stops[0]["place_id"] == register.places["301"]
    assert second.valid_from - first.valid_from == timedelta(days=1)
    today = route_form(room(register, "301"), name="改名", slot_key="1", based_on="2")
    client.post(f"/desk/routes/{route_id}", data=today)
    assert saved(school, route_id)[1][2].valid_from == second.valid_from
    stale = route_form(room(register, "201"), name="旧的改动", slot_key="1", based_on="1")
    refused = client.post(f"/desk/routes/{route_id}", data=stale)
    assert refused.status_code == 409 and 'value="旧的改动"' in refused.text
    again = stale | {"based_on": form_of(refused, f"/desk/routes/{route_id}")["based_on"]}
    assert client.post(f"/desk/routes/{route_id}", data=again).status_code == 303
    assert saved(school, route_id)[0].name == "旧的改动"


def test_a_retired_route_is_no_days_route_until_it_is_taken_up_again(school, register):
    client, route_id = school.client("ada"), new_id()
    client.post(f"/desk/routes/new/{route_id}", data=route_form(room(register, "201")))
    for step in ("retirement", "retirement"):
        client.post(f"/desk/routes/{route_id}/{step}")
    route, versions = saved(school, route_id)
    assert route.retired_on == school_day(now())
    assert [one.schedule["cycle"] for one in versions] == ["school_days", "none"]
    change = route_form(room(register, "301"), slot_key="1", based_on="2")
    assert client.post(f"/desk/routes/{route_id}", data=change).status_code == 422
    client.post(f"/desk/routes/{route_id}/resumption")
    route, versions = saved(school, route_id)
    assert route.retired_on is None and versions[-1].schedule["cycle"] == "school_days"


def test_what_leaves_the_register_leaves_its_routes(school, register):
    client, route_id, piano = school.client("ada"), new_id(), new_id()
    stops = room(register, "201"), thing(register, "钢琴")
    client.post(f"/desk/routes/new/{route_id}", data=route_form(*stops))
    client.post(f"/desk/routes/new/{piano}", data=route_form(stops[1]))
    client.post(f"/desk/assets/{register.assets['钢琴']}/removal", data={"reason": "报废"})
    route, versions = saved(school, route_id)
    assert [len(one.stops) for one in versions] == [2, 1]
    assert route.stops[0]["place_id"] == register.places["201"]
    assert saved(school, piano)[0].retired_on is not None
    resumed = client.post(f"/desk/routes/{piano}/resumption")
    assert resumed.status_code == 422 and "请至少加一个巡查点" in resumed.text
    kept = client.post(f"/desk/places/{register.places['201']}/deletion")
    assert kept.status_code == 422


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_buttons_change_the_draft_and_save_nothing(school, register):
    client = school.client("ada")
    rooms = [room(register, name) for name in ("201", "301", "音乐教室")]
    assert press(client, register, "up:1", *rooms) == ["301", "201", "音乐教室"]
    assert press(client, register, "down:0", *rooms) == ["301", "201", "音乐教室"]
    assert press(client, register, "remove:0", *rooms) == ["301", "音乐教室"]
    assert press(client, register, "move", *rooms, tick="2", move_to="1") == [
        "音乐教室",
        "201",
        "301",
    ]
    added = press(client, register, "add", rooms[0], found=[rooms[0], thing(register, "钢琴")])
    assert added == ["201", "钢琴"]
    assert press(client, register, "sort", *reversed(rooms)) == ["201", "301", "音乐教室"]
    for odd in ("up:99", f"remove:{'9' * 5000}", "up:x", "preset:x", "dance"):
        assert press(client, register, odd, rooms[0], tick="9" * 5000) == ["201"]
    with school.reading() as session:
        assert session.query(Route).count() == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_building_becomes_a_route_in_the_order_of_its_rooms(school, register):
    client = school.client("ada")
    chosen = {"building_id": register.places["教学楼"], "what": ["room", "extinguishers"]}
    stops = press(client, register, "building", **chosen)
    assert stops == ["201", "301", "干粉灭火器", "音乐教室"]
    sample = client.get("/desk/routes/new", query_string=chosen).text
    assert "教学楼日常巡查" in sample and "4 个点" in sample and 'value="午巡"' in sample


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_search_finds_rooms_and_things_by_initials(school, register):
    form = route_form(do="find", q="yyjs")
    page = school.client("ada").post(f"/desk/routes/new/{new_id()}", data=form).text
    assert f'name="found" value="{room(register, "音乐教室")}"' in page
    assert f'name="found" value="{thing(register, "钢琴")}"' in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_cannot_be_is_refused_in_words_and_what_was_typed_stays(school, register):
    client, here = school.client("ada"), room(register, "201")
    refusals = {
        "名称": route_form(here, name=" "),
        "至少加一个巡查点": route_form(),
        "1 个巡查点已不在台账里": route_form(here, f"place:{new_id()}:"),
        "“201”在路线里出现了两次": route_form(here, here),
        "检查表已经没有了": route_form(f"{here}nothing"),
        "至少指定两个人": route_form(here, walkers="2", person=school.people["ines"]),
        "Pei不能巡查": route_form(here, person=school.people["pei"]),
        "第 1 个班次的“结束”": route_form(here, slot_end=""),
        "至少勾选一个星期几": route_form(here, cycle="weekdays"),
        "抽查拍照": route_form(here, spot_check_percent="101"),
    }
    for words, form in refusals.items():
        answer = client.post(f"/desk/routes/new/{new_id()}", data=form)
        assert answer.status_code == 422 and words in answer.text, words
        assert 'value="早巡"' in answer.text
    assert client.get("/desk/routes/nowhere").status_code == 404
    with school.reading() as session:
        assert session.query(Route).count() == 0


def test_a_walker_who_was_suspended_is_taken_off_by_somebody_not_by_saving(school, register):
    client, route_id = school.client("ada"), new_id()
    ines = school.people["ines"]
    form = route_form(room(register, "201"), person=ines)
    assert client.post(f"/desk/routes/new/{route_id}", data=form).status_code == 303
    with school.writing() as session:
        session.get(Person, ines).suspended_at = now()
    page = client.get(f"/desk/routes/{route_id}")
    assert "不能再巡查" in page.text
    fields = form_of(page, f"/desk/routes/{route_id}")
    assert fields["person"] == ines
    answer = client.post(f"/desk/routes/{route_id}", data=fields | {"do": "save"})
    assert answer.status_code == 422
    assert saved(school, route_id)[0].person_ids == [ines]
