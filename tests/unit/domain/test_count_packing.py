"""A sheet's row, as the phone reads it too."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from server.domain.count_packing import (
    Signed,
    pack_entries,
    pack_groups,
    pack_lines,
    pack_meanwhile,
    pack_proposals,
    room_count,
    standing_signature,
    unpack_entries,
    unpack_groups,
    unpack_lines,
    unpack_meanwhile,
    unpack_proposals,
)
from tests.unit.domain.counted_rooms import room_of

CASE = json.loads((Path(__file__).parents[2] / "contract" / "packed_sheet.json").read_text("utf-8"))
SHEET: dict[str, list[Any]] = CASE["sheet"]


def test_a_row_is_read_as_the_rule_takes_it():
    given = CASE["input"]
    room = room_count(
        SimpleNamespace(**SHEET),
        ledger=given["ledger"],
        bindings=given["bindings"],
        closed=given["closed"],
        until=CASE["until"],
    )
    assert room == room_of(given)


def test_what_was_read_is_packed_as_it_was():
    groups = unpack_groups(SHEET["groups"])
    assert pack_groups(groups) == SHEET["groups"]
    assert pack_lines(unpack_lines(SHEET["lines"], groups), groups) == SHEET["lines"]
    assert pack_meanwhile(unpack_meanwhile(SHEET["meanwhile"])) == SHEET["meanwhile"]
    assert pack_entries(unpack_entries(SHEET["entries"])) == SHEET["entries"]
    assert pack_proposals(unpack_proposals(SHEET["proposals"])) == SHEET["proposals"]


def test_the_last_signature_that_was_not_withdrawn_stands():
    standing = standing_signature(unpack_entries(SHEET["entries"]))
    assert standing is not None and isinstance(standing.entry, Signed)
    told = {"id": standing.entry.id, "author": standing.author_id}
    told |= {"discrepancies": standing.entry.discrepancies}
    assert told | {"signed_name": standing.entry.signed_name} == CASE["signed"]
