# ruff: noqa: S311 - chance in a test needs no secrecy
"""A phone that takes the school along and follows its changes holds the server's rows."""

from __future__ import annotations

import base64
import json
import random
from itertools import pairwise

import pytest
from sqlalchemy import delete, select

from server.records import Asset, AssetKind, Label, Person, Place, SyncCounter
from server.records.asset import Asset as _Asset
from server.services.assets import remove_asset
from server.services.labels import issue_labels
from server.services.places import add_place, delete_place, move_place, rename_place
from server.sync.feed_rows import (
    asset_rows,
    listed_rows,
    place_rows,
    select_assets,
    select_checklists,
    select_kinds,
    select_people,
    select_places,
    select_routes,
    select_school_years,
    select_sheets,
    select_stocktakes,
    sheet_rows,
)
from server.web.clock import now
from tests.factories.facts import TABLE_OF_LINE, Phone, add_assets, desk, phone_of

LISTED = {
    "kind": select_kinds(),
    "person": select_people(),
    "checklist": select_checklists(),
    "route": select_routes(),
    "school_year": select_school_years(),
    "stocktake": select_stocktakes(),
}


def server_rows(school):
    """What a phone should hold, straight from the tables."""
    with school.reading() as session:
        assets = session.execute(select_assets().where(_Asset.removed_at.is_(None))).all()
        tables = {
            "asset": asset_rows(assets),
            "place": place_rows(session.execute(select_places()).all()),
            "count_sheet": sheet_rows(session.execute(select_sheets()).all()),
        }
        tables |= {
            name: listed_rows(session.execute(query).all()) for name, query in LISTED.items()
        }
    rows = {(t, row[0]): row for t, found in tables.items() for row in found}
    return json.loads(json.dumps(rows_as_wire(rows)))


def rows_as_wire(rows):
    return {f"{table}/{row_id}": list(row) for (table, row_id), row in rows.items()}


def held_by(phone):
    return json.loads(json.dumps(rows_as_wire(phone.rows)))


def fill(school, seed, assets=0):
    with school.writing() as session:
        rooms = [add_place(session, None, "room", f"{seed}-{n}") for n in range(6)]
        ids = [room.id for room in rooms]
        kind = session.query(AssetKind).first().id
        for number in range(assets):
            where = random.Random(number).choice([None, *ids])
            session.add(desk(f"{number:08x}-0000-4000-8000-{seed:012x}", kind, where))
    return ids


def disturb(school, chance):
    """One random writing transaction of the desk or a phone."""
    with school.writing() as session:
        assets = list(session.scalars(select(Asset).where(Asset.removed_at.is_(None))))
        places = list(session.scalars(select(Place)))
        asset, place = chance.choice(assets), chance.choice(places)
        match chance.randrange(8):
            case 0:
                asset.name = f"改名 {chance.random()}"
            case 1:
                asset.place_id = chance.choice([None, place.id])
            case 2:
                remove_asset(session, asset.id, "旧", school.people["ada"], now())
            case 3:
                issue_labels(session, now(), asset_ids=[asset.id], place_ids=[place.id])
            case 4:
                rename_place(session, place.id, "room", f"改名 {chance.random()}")
            case 5:
                empty = add_place(session, place, "area", f"新 {chance.random()}")
                if chance.random() < 0.5:
                    move_place(session, empty.id, None)
            case 6:
                _delete_an_empty_place(session, places, assets)
            case 7:
                session.add(desk(_new(chance), asset.kind_id, place.id))


def _new(chance):
    return f"{chance.getrandbits(32):08x}-0000-4000-8000-{chance.getrandbits(48):012x}"


def _delete_an_empty_place(session, places, assets):
    used = {a.place_id for a in assets} | {p.parent_id for p in places}
    for place in places:
        if place.id not in used:
            delete_place(session, place.id)
            return


@pytest.mark.parametrize(("seed", "limit"), [(1, 1), (2, 2), (3, 3), (4, 1000)])
def test_a_phone_that_follows_random_changes_holds_the_servers_rows(school, seed, limit):
    fill(school, seed, assets=30)
    phone, chance = phone_of(school), random.Random(seed)
    phone.take_along()
    assert held_by(phone) == server_rows(school)
    for _ in range(4):
        for _ in range(chance.randrange(1, 6)):
            disturb(school, chance)
        phone.follow(limit)
        assert held_by(phone) == server_rows(school)


def test_a_run_disturbed_between_its_pages_still_ends_right(school):
    fill(school, 5, assets=20)
    phone, chance = phone_of(school), random.Random(5)
    phone.take_along()
    for _ in range(10):
        disturb(school, chance)
    marks = set()
    while (page := phone.next_page(2))["more"]:
        marks.add(page["high_water"])
        disturb(school, chance)
    marks.add(page["high_water"])
    assert len(marks) == 1, "high water is fixed within a run"
    phone.follow(2)
    assert held_by(phone) == server_rows(school)


def test_changes_come_in_the_order_of_revision_table_and_id(school):
    fill(school, 6, assets=40)
    phone = phone_of(school)
    first = phone.take_along()[0]
    with school.writing() as session:
        for row in [*session.query(Asset), *session.query(Place), *session.query(Person)]:
            row.name += "!"
    with school.writing() as session:
        session.query(AssetKind).first().name_en += "!"
    names = {"asset": "asset", "kind": "asset_kind", "person": "person", "place": "place"}
    rows = [row for page in phone.follow(7) for row in page["rows"]]
    keys = [(row["row"][1], names[row["t"]], row["row"][0]) for row in rows]
    assert keys == sorted(keys) and len(set(keys)) == len(keys) == 40 + 6 + 5 + 1
    assert keys[0][0] == first["as_of"] + 1 and keys[-1][0] == first["as_of"] + 2


def test_a_snapshot_is_packed_by_place_and_said_to_end(school):
    fill(school, 7, assets=600)
    lines = phone_of(school).snapshot_lines()
    pages = [line for line in lines if line["t"] == "page"]
    assert [line["t"] for line in lines] == [
        *("head", "places", "kinds", "people", "checklists", "routes", "school_years"),
        "stocktakes",
        *["page"] * 3, "end",
    ]  # fmt: skip
    assert lines[0]["assets"] == sum(len(p["rows"]) for p in pages) == 600
    assert [len(p["rows"]) for p in pages] == [256, 256, 88]
    keys = [(row[2], row[0]) for page in pages for row in page["rows"]]
    assert keys == sorted(keys) and keys[0][0] == ""
    assert all(p["key"] == "|".join((p["rows"][-1][2], p["rows"][-1][0])) for p in pages)
    for line in lines[1:-1]:
        columns = lines[0]["columns"][TABLE_OF_LINE[line["t"]]]
        assert all(len(row) == len(columns) for row in line["rows"])


@pytest.mark.parametrize("pages_read", [0, 1, 2])
def test_a_cut_snapshot_is_gone_on_with_while_rows_change(school, pages_read):
    fill(school, 8, assets=700)
    phone, chance = phone_of(school), random.Random(8)
    lines = phone.snapshot_lines()
    kept = [line for line in lines if line["t"] not in ("page", "end")]
    kept += [line for line in lines if line["t"] == "page"][:pages_read]
    phone.fill(kept)
    for _ in range(25):
        disturb(school, chance)
    after = kept[-1]["key"] if pages_read else "|"
    rest = phone.take_along(after=after, as_of=lines[0]["as_of"])
    assert "places" not in [line["t"] for line in rest]
    phone.follow(3)
    assert held_by(phone) == server_rows(school)


def test_a_stream_read_by_a_plain_client_is_not_packed(school):
    phone = phone_of(school)
    answer = phone.client.get("/api/sync/v1/snapshot")
    assert answer.mimetype == "application/x-ndjson" and "Content-Encoding" not in answer.headers
    assert json.loads(answer.data.splitlines()[-1])["t"] == "end"


def test_an_abandoned_stream_leaves_nothing_open(school):
    fill(school, 9, assets=600)
    phone = phone_of(school)
    answer = phone.client.get("/api/sync/v1/snapshot", buffered=False)
    next(answer.iter_encoded())
    answer.close()
    add_assets(school)
    phone.take_along()
    assert held_by(phone) == server_rows(school)


@pytest.mark.parametrize(("after", "as_of"), [("|x", 10**6), ("|x", 10**30)])
def test_a_snapshot_ahead_of_the_counter_has_expired(school, after, as_of):
    asked = {"after": after, "as_of": as_of}
    answer = phone_of(school).client.get("/api/sync/v1/snapshot", query_string=asked)
    assert (answer.status_code, answer.json["code"]) == (410, "snapshot_expired")


def test_what_the_tombstone_floor_has_passed_has_expired(school):
    phone = phone_of(school)
    phone.take_along()
    add_assets(school)
    with school.writing() as session:
        session.query(SyncCounter).one().tombstone_floor = 2
    asked = {"after": "|x", "as_of": 1}
    answer = phone.client.get("/api/sync/v1/snapshot", query_string=asked)
    assert answer.json["code"] == "snapshot_expired"
    assert phone.changes(phone.cursor).json["code"] == "cursor_expired"


def _changed(cursor: str, **changes):
    data = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    position = data["position"] | changes.pop("position", {})
    text = json.dumps(data | {"position": position} | changes).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


STRANGE = {
    "another epoch": {"epoch": "0" * 36},
    "another scope": {"scope_hash": "0" * 16},
    "ahead of the counter": {"position": {"rev": 10**6}},
    "high water ahead of the counter": {"high_water": 10**6},
    "high water beyond any column": {"high_water": 2**70},
    "below the floor": {"position": {"rev": -1}},
    "a revision of text": {"position": {"rev": "1"}},
    "no revision": {"position": {"rev": None}},
    "a table that is a list": {"position": {"table": []}},
    "an id with NUL": {"position": {"table": "asset", "id": "\0"}},
    "half a character": {"position": {"table": "asset", "id": "\ud800"}},
    "something more": {"extra": 1},
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_cursor_of_another_time_or_place_has_expired(school, name):
    phone = phone_of(school)
    phone.take_along()
    answer = phone.changes(_changed(phone.cursor, **STRANGE[name]))
    assert (answer.status_code, answer.json["code"]) == (410, "cursor_expired")


@pytest.mark.parametrize(
    "text", ["", "x", "é", "e30", "bnVsbA", "W10", "0", "A" * 999, "\0", "===="]
)
def test_garbage_for_a_cursor_has_expired(school, text):
    answer = phone_of(school).changes(text)
    assert (answer.status_code, answer.json["code"]) == (410, "cursor_expired")


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 1001}, {"limit": "x"}, {}])
def test_a_page_of_changes_has_one_to_a_thousand_rows(school, asked):
    client = school.client("ines")
    answer = client.get("/api/sync/v1/changes", query_string={"cursor": "x"} | asked)
    assert answer.status_code == (422 if asked else 410)


def test_a_new_epoch_makes_the_phone_begin_anew_and_leaves_its_facts_alone(school):
    [asset], phone = add_assets(school), phone_of(school)
    phone.take_along()
    with school.writing() as session:
        session.query(SyncCounter).one().epoch = "1" * 36
    assert phone.changes(phone.cursor).status_code == 410
    assert phone.push(phone.inspection(asset))[0]["status"] == "applied"
    phone.take_along()
    assert held_by(phone) == server_rows(school)


def test_everybody_who_may_take_along_gets_the_same(school):
    fill(school, 10, assets=5)
    phones = [phone_of(school, login) for login in ("ada", "ines", "tang", "rui", "pei")]
    for phone in phones:
        phone.take_along()
    assert all(held_by(a) == held_by(b) for a, b in pairwise(phones))


def test_a_replaced_label_comes_first_and_the_old_one_stays(school):
    [asset], phone = add_assets(school), phone_of(school)
    with school.writing() as session:
        old = issue_labels(session, now(), asset_ids=[asset])[asset]
    phone.take_along()
    with school.writing() as session:
        session.add(Label(code="NEWCODE", asset_id=asset, issued_at=now(), bound_at=now()))
        session.get(Asset, asset).name += " "
    phone.follow()
    assert phone.rows["asset", asset][10] == ["NEWCODE", old]


def test_a_deleted_person_or_kind_leaves_the_phones(school):
    with school.writing() as session:
        session.add(AssetKind(id="odd", name_zh="怪", name_en="Odd", phrases=[]))
    phone: Phone = phone_of(school)
    phone.take_along()
    with school.writing() as session:
        session.execute(delete(AssetKind).where(AssetKind.id == "odd"))
    [page] = phone.follow()
    assert page["rows"] == [{"t": "kind", "op": "delete", "id": "odd"}]
    assert held_by(phone) == server_rows(school)
