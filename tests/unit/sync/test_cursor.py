"""A cursor comes back as it was written; anything else has expired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.problems import CursorExpired
from server.sync.cursor import Cursor, Position, decode_cursor

revs = st.integers(0, 2**62)
positions = st.builds(
    Position, revs, st.sampled_from(["", "~", "asset", "tombstone"]), st.uuids().map(str)
)
cursors = st.builds(
    Cursor, st.uuids().map(str), st.text("0123456789abcdef"), positions, st.none() | revs
)


@given(cursors)
def test_a_cursor_comes_back_as_it_was_written(cursor):
    assert decode_cursor(cursor.encode()) == cursor


@given(cursors)
def test_a_cursor_fits_an_address(cursor):
    assert cursor.encode().replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=200) | cursors.map(lambda c: c.encode()[:-3]))
def test_anything_else_has_expired(text):
    with pytest.raises(CursorExpired):
        decode_cursor(text)


@given(positions, positions)
def test_positions_are_ordered_by_revision_table_and_id(one, other):
    ordered = (one.rev, one.table, one.id) < (other.rev, other.table, other.id)
    assert (one < other) == ordered
