"""A person with assigned places takes along what stands there, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from server.records import Asset, Assignment
from server.services.assets import remove_asset
from server.services.assignments import assign_place, unassign_place
from server.services.places import add_place, delete_place, get_place, move_place, rename_place
from server.sync.snapshot import PAGE_SIZE
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of
from tests.functional.sync.test_feed import held_by, server_rows


@pytest.fixture
def tree(school):
    """Place ids by name: a building of two floors with two rooms each, and a gym."""
    ids = {}
    with school.writing() as session:
        building = add_place(session, None, "building", "楼")
        ids |= {"楼": building.id, "馆": add_place(session, None, "building", "馆").id}
        for floor in (1, 2):
            storey = add_place(session, building, "floor", f"{floor}层")
            ids[storey.name] = storey.id
            for number in (1, 2):
                room = add_place(session, storey, "room", f"{floor}0{number}")
                ids[room.name] = room.id
    return ids


def assign(school, login, *place_ids):
    with school.writing() as session:
        for place_id in place_ids:
            assign_place(session, school.people[login], place_id, school.people["ada"], now())


def change(school, asset_id, **values):
    with school.writing() as session:
        for name, value in values.items():
            setattr(session.get(Asset, asset_id), name, value)


def assets_of(phone):
    return {row_id for table, row_id in phone.rows if table == "asset"}


def test_only_what_stands_in_the_assigned_places_is_taken_along(school, tree):
    inside = [*add_assets(school, 2, tree["101"]), *add_assets(school, 1, tree["1层"])]
    add_assets(school, 3, tree["201"])
    add_assets(school, 3)
    assign(school, "ines", tree["1层"])
    phone = phone_of(school)
    head = phone.take_along()[0]
    assert assets_of(phone) == set(inside) and head["assets"] == 3


def test_places_kinds_and_people_come_whole(school, tree):
    add_assets(school, 3, tree["201"])
    assign(school, "ines", tree["馆"])
    phone = phone_of(school)
    phone.take_along()
    others = {key for key in server_rows(school) if not key.startswith("asset/")}
    assert set(held_by(phone)) == others


def test_several_places_and_one_inside_another_are_taken_together(school, tree):
    wanted = [add_assets(school, 1, tree[name])[0] for name in ("101", "馆", "202")]
    add_assets(school, 1, tree["201"])
    assign(school, "ines", tree["1层"], tree["101"], tree["馆"], tree["202"])
    phone = phone_of(school)
    phone.take_along()
    assert assets_of(phone) == set(wanted)


def test_what_moves_out_is_gone_and_what_moves_in_comes(school, tree):
    [leaves], [comes] = add_assets(school, 1, tree["101"]), add_assets(school, 1, tree["馆"])
    assign(school, "ines", tree["楼"])
    phone = phone_of(school)
    phone.take_along()
    change(school, leaves, place_id=tree["馆"])
    change(school, comes, place_id=tree["202"])
    [page] = phone.follow()
    assert [row["op"] for row in page["rows"]] == ["gone", "put"]
    assert page["rows"][0] == {"t": "asset", "op": "gone", "id": leaves}
    assert assets_of(phone) == {comes}


def test_what_loses_its_place_is_gone(school, tree):
    [asset] = add_assets(school, 1, tree["101"])
    assign(school, "ines", tree["101"])
    phone = phone_of(school)
    phone.take_along()
    change(school, asset, place_id=None)
    assert phone.follow()[0]["rows"] == [{"t": "asset", "op": "gone", "id": asset}]


def test_what_is_removed_elsewhere_is_deleted_and_what_changes_elsewhere_is_gone(school, tree):
    [removed, renamed] = add_assets(school, 2, tree["馆"])
    assign(school, "ines", tree["101"])
    phone = phone_of(school)
    phone.take_along()
    with school.writing() as session:
        remove_asset(session, removed, "旧", school.people["ada"], now())
    change(school, renamed, name="新名字")
    assert [row["op"] for row in phone.follow()[0]["rows"]] == ["delete", "gone"]


def test_nothing_of_a_thing_elsewhere_is_told(school, tree):
    [asset] = add_assets(school, 1, tree["馆"])
    assign(school, "ines", tree["101"])
    phone = phone_of(school)
    phone.take_along()
    change(school, asset, name="秘密")
    answer = phone.changes(phone.cursor)
    assert "秘密" not in answer.get_data(as_text=True)
    assert answer.json["rows"] == [{"t": "asset", "op": "gone", "id": asset}]


def _given(session, school, tree):
    assign_place(session, school.people["ines"], tree["馆"], school.people["ada"], now())


def _taken(session, school, tree):
    unassign_place(session, school.people["ines"], tree["202"])


def _last_taken(session, school, _tree):
    for assignment in session.query(Assignment).filter_by(person_id=school.people["ines"]):
        session.delete(assignment)


def _room_added(session, _school, tree):
    add_place(session, get_place(session, tree["1层"]), "room", "103")


def _room_removed(session, _school, tree):
    delete_place(session, tree["102"])


def _floor_moved_out(session, _school, tree):
    move_place(session, tree["102"], tree["馆"])


def _gym_moved_in(session, _school, tree):
    move_place(session, tree["馆"], tree["1层"])


SCOPE_CHANGES = (
    _given,
    _taken,
    _last_taken,
    _room_added,
    _room_removed,
    _floor_moved_out,
    _gym_moved_in,
)


@pytest.mark.parametrize("write", SCOPE_CHANGES)
def test_a_change_of_the_scope_makes_the_phone_begin_anew(school, tree, write):
    add_assets(school, 2, tree["101"])
    assign(school, "ines", tree["1层"], tree["202"])
    phone, other = phone_of(school), phone_of(school, "rui")
    phone.take_along()
    other.take_along()
    before = phone.contact().json["scope_hash"]
    with school.writing() as session:
        write(session, school, tree)
    answer = phone.changes(phone.cursor)
    assert (answer.status_code, answer.json["code"]) == (410, "cursor_expired")
    head = phone.take_along()[0]
    assert phone.contact().json["scope_hash"] == head["scope_hash"] != before
    assert phone.changes(phone.cursor).json["rows"] == []
    assert other.changes(other.cursor).status_code == 200


def test_what_changes_elsewhere_or_by_name_only_leaves_the_scope_alone(school, tree):
    assign(school, "ines", tree["1层"])
    phone = phone_of(school)
    phone.take_along()
    with school.writing() as session:
        add_place(session, get_place(session, tree["馆"]), "area", "看台")
        move_place(session, tree["201"], tree["馆"])
        rename_place(session, tree["101"], "room", "新名字")
        assign_place(session, school.people["rui"], tree["101"], school.people["ada"], now())
    phone.follow()
    places = {k: v for k, v in server_rows(school).items() if k.startswith("place/")}
    assert {k: v for k, v in held_by(phone).items() if k.startswith("place/")} == places


def test_everybody_without_assignments_has_the_same_scope(school, tree):
    assign(school, "ines", tree["1层"])
    hashes = {
        login: phone_of(school, login).contact().json["scope_hash"]
        for login in ("ada", "rui", "pei", "ines")
    }
    assert hashes["ada"] == hashes["rui"] == hashes["pei"] != hashes["ines"]


def test_facts_about_what_left_the_scope_are_taken(school, tree):
    [asset] = add_assets(school, 1, tree["101"])
    assign(school, "ines", tree["101"])
    phone = phone_of(school)
    phone.take_along()
    seen = phone.inspection(asset)
    change(school, asset, place_id=tree["馆"])
    assign(school, "ines", tree["202"])
    assert phone.push(seen)[0]["status"] == "applied"


def test_a_scope_of_many_places_is_packed_in_order_and_gone_on_with_when_cut(school):
    with school.writing() as session:
        wing = add_place(session, None, "building", "楼")
        rooms = [add_place(session, wing, "room", f"{n}").id for n in range(150)]
        wing_id = wing.id
    add_assets(school, 650)
    wanted = spread(school, rooms, 600)
    assign(school, "ines", wing_id)
    phone = phone_of(school)
    lines = phone.take_along()
    assert assets_of(phone) == wanted and lines[0]["assets"] == 600
    pages = [line for line in lines if line["t"] == "page"]
    assert [len(page["rows"]) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 600 - 2 * PAGE_SIZE]
    keys = [(row[2], row[0]) for page in pages for row in page["rows"]]
    assert all(a < b for a, b in pairwise(keys))
    phone.rows = {}
    phone.fill(pages[:1])
    phone.take_along(after=pages[0]["key"], as_of=lines[0]["as_of"])
    assert assets_of(phone) == wanted


def spread(school, places, count):
    """Stand so many assets evenly in the places; their ids."""
    with school.writing() as session:
        assets = session.query(Asset).limit(count).all()
        for number, asset in enumerate(assets):
            asset.place_id = places[number % len(places)]
        return {asset.id for asset in assets}


def test_a_snapshot_gone_on_with_after_the_scope_narrowed_tells_its_new_hash(school, tree):
    add_assets(school, 300)
    phone = phone_of(school)
    lines = phone.take_along()
    assign(school, "ines", tree["101"])
    [inside] = add_assets(school, 1, tree["101"])
    key = next(line["key"] for line in lines if line["t"] == "page")
    rest = phone.snapshot_lines(after=key, as_of=lines[0]["as_of"])
    assert rest[0]["scope_hash"] != lines[0]["scope_hash"] and rest[0]["assets"] == 1
    assert [row[0] for line in rest if line["t"] == "page" for row in line["rows"]] == [inside]
