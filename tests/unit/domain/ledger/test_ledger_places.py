from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ledger.place_name import PlacePart, combine_place, normal_place, split_place


def steps(text):
    return " ".join(f"{step.kind}:{step.name}" for step in split_place(text))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("教学楼A-301", "building:教学楼A room:301"),
        ("教学楼A－３０１", "building:教学楼A room:301"),
        ("教学楼A 301室", "building:教学楼A room:301"),
        ("教学楼A301", "building:教学楼A room:301"),
        ("教学楼301", "building:教学楼 room:301"),
        ("教学楼A-101门口", "building:教学楼A room:101 area:门口"),
        ("女生宿舍1号楼走廊", "building:女生宿舍1号楼 area:走廊"),
        ("男生宿舍2号楼", "building:男生宿舍2号楼"),
        ("门卫室", "room:门卫室"),
        ("门卫室门口", "room:门卫室 area:门口"),
        ("综合楼3楼物理实验室", "building:综合楼 floor:3楼 room:物理实验室"),
        ("行政楼3F会议室", "building:行政楼 floor:3楼 room:会议室"),
        ("食堂一楼走廊", "building:食堂 floor:1楼 area:走廊"),
        ("第一教学楼十二层", "building:第一教学楼 floor:12楼"),
        ("图书馆阅览室", "building:图书馆 room:阅览室"),
        ("计算机教室1", "room:计算机教室1"),
        ("教师办公室201", "room:教师办公室201"),
        ("A栋301", "building:A栋 room:301"),
        ("南校区1号教学楼203室", "campus:南校区 building:1号教学楼 room:203"),
        ("操场", "area:操场"),
        ("学校大门", "area:学校大门"),
        ("-1楼车库", "floor:-1楼 room:车库"),
        ("地下一层水泵房", "floor:-1楼 room:水泵房"),
        ("高一(3)班", "room:高一（3）班"),
        ("", ""),
    ],
)
def test_a_place_is_taken_apart(text, path):
    assert steps(text) == path


def test_one_place_has_one_spelling():
    spellings = ["教学楼A-301", "教学楼Ａ－３０１", "教学楼A—301", " 教学楼A – 301 ", "教学楼A 301"]
    assert {normal_place(text) for text in spellings} == {"教学楼A-301"}


def test_words_of_an_english_place_stay_words():
    assert normal_place("Room  3") == "Room 3"
    assert steps("Main Building 301") == "room:Main Building 301"


def test_columns_of_their_own_make_one_path():
    path = combine_place(
        [
            (PlacePart.CAMPUS, "南校区"),
            (PlacePart.BUILDING, "教学楼A"),
            (PlacePart.FLOOR, "三层"),
            (PlacePart.ROOM, "301室"),
            (None, "教学楼A-301门口"),
        ]
    )
    assert [step.name for step in path] == ["南校区", "教学楼A", "3楼", "301", "门口"]


def test_a_room_column_may_hold_the_whole_place():
    path = combine_place([(PlacePart.ROOM, "教学楼A-301")])
    assert [(step.kind, step.name) for step in path] == [
        (PlacePart.BUILDING, "教学楼A"),
        (PlacePart.ROOM, "301"),
    ]


@given(st.text(max_size=100))
def test_any_text_has_a_path_from_outer_to_inner(text):
    order = [list(PlacePart).index(step.kind) for step in split_place(text)]
    assert order == sorted(set(order))
    assert all(step.name for step in split_place(text))
