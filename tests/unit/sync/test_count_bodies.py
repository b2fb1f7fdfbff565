"""What people say on a sheet fits into what is written down of it."""

from __future__ import annotations

import pytest

from server.domain.room_count import group_key
from server.records import new_id
from server.sync.count_bodies import COUNT_BODIES
from server.sync.shape import fits

COUNTED = {"good": 5, "damaged": 0, "how": "typed", "words": "", "photos": []}


@pytest.mark.parametrize(
    ("group", "does_fit"),
    [
        (group_key("curtain", "窗帘", "块"), True),
        (group_key("k" * 36, "长" * 100, "字" * 20), True),
        (group_key("desk", "课桌|单人", None), True),
        ("课桌", False),
        (group_key("desk", "长" * 101, None), False),
        (group_key("k" * 37, "课桌", None), False),
        (group_key("desk", "课\0桌", None), False),
    ],
)
def test_a_count_is_of_a_group_that_fits_its_columns(group: str, does_fit: bool) -> None:
    body = {"sheet_id": new_id(), "group": group} | COUNTED
    assert fits(COUNT_BODIES["group_counted", 1], body) is does_fit
