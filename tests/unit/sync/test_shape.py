"""What fits a shape comes back; what does not is named by field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.sync.shape import (
    MisfitError,
    any_object,
    fits,
    integer,
    list_of,
    matching,
    milliseconds,
    moment,
    nullable,
    one_of,
    record,
    text,
)

FITTING = [
    (text(1, 3), "长长长"),
    (text(), ""),
    (matching("[0-9]{2}"), "42"),
    (one_of("a", "b"), "b"),
    (integer(-1, 1), -1),
    (nullable(integer(0)), None),
    (any_object, {"x": [1]}),
    (list_of(text(1), most=2), ["a", "b"]),
    (record(a=integer(0), b=text()), {"a": 1, "b": ""}),
]
NOT_FITTING = [
    (text(1, 3), value) for value in ("", "abcd", "a\0", 1, None, ["a"])
] + [
    (matching("[0-9]{2}"), value) for value in ("421", "4", "42\n", 42, None)
] + [
    (one_of("a", "b"), value) for value in ("c", "", None, ["a"], 1)
] + [
    (integer(-1, 1), value) for value in (2, -2, 1.0, "1", True, None, 10**400)
] + [
    (milliseconds(9), value) for value in (-1, 10, "1", True, None, float("nan"), 10**400)
] + [
    (moment(), value) for value in (10**13 + 1, -(10**13) - 1, 1.5, "1", True, None)
] + [
    (any_object, value) for value in ([], None, "x")
] + [
    (list_of(text(1), most=2), value) for value in (["a"] * 3, [""], "ab", {}, None)
] + [
    (record(a=integer(0)), value) for value in ({}, {"a": 1, "b": 1}, {"a": -1}, [], None)
]  # fmt: skip


@pytest.mark.parametrize(("check", "value"), FITTING)
def test_what_fits_comes_back_as_it_was(check, value):
    assert check(value) == value and fits(check, value)


@pytest.mark.parametrize(("check", "value"), NOT_FITTING)
def test_what_does_not_fit_is_refused(check, value):
    assert not fits(check, value)


def test_times_come_back_as_times():
    assert moment()(1500) == datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)
    assert milliseconds(10)(1.5) == timedelta(microseconds=1500)


def test_every_fault_is_named_by_its_field():
    shape = record(a=integer(0), photos=list_of(record(size=integer(1)), most=3), words=text())
    with pytest.raises(MisfitError) as caught:
        shape({"a": "x", "photos": [{"size": 1}, {"size": 0}, {}], "words": ""})
    assert caught.value.faults.keys() == {"a", "photos"}
    assert caught.value.faults["photos"].keys() == {"1", "2"}
    assert caught.value.faults["photos"]["2"] == {"size": "missing"}
