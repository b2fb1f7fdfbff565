"""Which places a person looks after, chosen at the desk."""

from __future__ import annotations

from datetime import UTC, datetime

from server.records import Assignment, new_id
from server.services.assignments import assign_place, assigned_places, unassign_place
from server.services.places import add_place


def places_of(school, login):
    with school.reading() as session:
        return [a.place.name for a in assigned_places(session, school.people[login])]


def address_of(school, login):
    return f"/desk/people/{school.people[login]}/places"


def ticked(page):
    return [text.split('"')[0] for text in page.split('value="')[1:] if " checked" in text[:60]]


def test_whoever_has_no_places_looks_after_the_whole_school(school):
    page = school.client("ada").get(f"/desk/people/{school.people['ines']}").text
    assert "负责的地方" in page and "全校" in page


def test_places_are_ticked_in_the_tree_and_shown_with_who_and_when(school, register):
    client, ines = school.client("ada"), school.people["ines"]
    assert ticked(client.get(address_of(school, "ines")).text) == []
    chosen = [register.places["201"], register.places["3楼"]]
    answer = client.post(address_of(school, "ines"), data={"place": chosen})
    assert answer.headers["Location"] == f"/desk/people/{ines}"
    assert places_of(school, "ines") == ["201", "3楼"]
    page = client.get(f"/desk/people/{ines}").text
    assert "教学楼 / 2楼 / 201" in page and "教学楼 / 3楼" in page and "Ada 在" in page
    assert set(ticked(client.get(address_of(school, "ines")).text)) == set(chosen)


def test_a_ticked_place_is_not_hidden_in_a_closed_branch(school, register):
    client = school.client("ada")
    client.post(address_of(school, "ines"), data={"place": register.places["201"]})
    page = client.get(address_of(school, "ines")).text
    assert page.count("<details open>") == 2 and page.count("<details>") == 1


def test_a_place_somebody_looks_after_is_not_deleted(school):
    client = school.client("ada")
    with school.writing() as session:
        empty = add_place(session, None, "room", "空房").id
    client.post(address_of(school, "ines"), data={"place": empty})
    answer = client.post(f"/desk/places/{empty}/deletion")
    assert answer.status_code == 422 and "Ines负责这个地点" in answer.text
    client.post(address_of(school, "ines"), data={})
    client.post(f"/desk/places/{empty}/deletion")
    assert client.get(f"/desk/places/{empty}").status_code == 404


def test_a_kept_place_keeps_who_gave_it_and_when(school, register):
    long_ago = datetime(2026, 9, 1, tzinfo=UTC)
    ines, room = school.people["ines"], register.places["201"]
    with school.writing() as session:
        assign_place(session, ines, room, school.people["pei"], long_ago)
    places = [room, register.places["301"]]
    school.client("ada").post(address_of(school, "ines"), data={"place": places})
    with school.reading() as session:
        kept = session.get(Assignment, (ines, room))
        assert (kept.assigned_by, kept.assigned_at) == (school.people["pei"], long_ago)
        added = session.get(Assignment, (ines, places[1]))
        assert added.assigned_by == school.people["ada"] and added.assigned_at > long_ago


def test_with_nothing_ticked_it_is_the_whole_school_again(school, register):
    client = school.client("ada")
    client.post(address_of(school, "ines"), data={"place": register.places["201"]})
    client.post(address_of(school, "ines"), data={})
    assert places_of(school, "ines") == []


def test_assigning_twice_and_taking_away_what_is_not_there_change_nothing(school, register):
    ines, room = school.people["ines"], register.places["201"]
    with school.writing() as session:
        unassign_place(session, ines, room)
        for hour in (1, 2):
            at = datetime(2026, 9, 1, hour, tzinfo=UTC)
            assign_place(session, ines, room, school.people["ada"], at)
    with school.reading() as session:
        [assigned] = assigned_places(session, ines)
        assert assigned.assigned_at.hour == 1
    with school.writing() as session:
        unassign_place(session, ines, room)
    assert places_of(school, "ines") == []


def test_places_and_people_that_do_not_exist_are_not_found(school, register):
    client, room = school.client("ada"), register.places["201"]
    nowhere = client.post(address_of(school, "ines"), data={"place": [room, new_id()]})
    assert nowhere.status_code == 404 and places_of(school, "ines") == []
    nobody = f"/desk/people/{new_id()}/places"
    assert client.get(nobody).status_code == 404
    assert client.post(nobody, data={"place": room}).status_code == 404
    assert client.post(nobody, data={}).status_code == 404


def test_only_whoever_manages_people_assigns_places(school, register):
    form = {"place": register.places["201"]}
    for login in ("ines", "tang", "rui", "pei"):
        client = school.client(login)
        assert client.get(address_of(school, "ines")).status_code == 403
        assert client.post(address_of(school, "ines"), data=form).status_code == 403
    assert places_of(school, "ines") == []
