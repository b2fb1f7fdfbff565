"""305-12号: the room's number and the thing's within it."""

import pytest

from server.domain.room_number import room_number


@pytest.mark.parametrize(
    ("room", "ledger_number", "name", "expected"),
    [
        ("教学楼A-301", "J301-01", "学生课桌", "301-01号"),
        ("305", "305-12", "课桌", "305-12号"),
        ("教学楼305教室", None, "课桌12号", "305-12号"),
        ("教学楼３０５", "３０５-２", "课桌", "305-2号"),
        ("305", "TY-2019-001", "课桌 7", "305-7号"),
        ("305", "306-12", "课桌", ""),
        ("305", "TY00012", "课桌", ""),
        ("音乐教室", "305-12", "课桌12号", ""),
        ("3楼", "3-12", "课桌12号", ""),
        ("", None, "", ""),
    ],
)
def test_a_thing_is_called_by_its_room_and_its_number_in_it(room, ledger_number, name, expected):
    assert room_number(room, ledger_number, name) == expected
