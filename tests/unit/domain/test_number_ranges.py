"""Numbers of a ledger, written shortly and without loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.domain.number_ranges import number_ranges

NUMBERS = st.lists(st.tuples(st.sampled_from(["TY", "", "甲-"]), st.integers(0, 130)), max_size=40)


def read(text: str) -> list[str]:
    first, _, last = text.partition("~")
    if not last:
        return [first]
    digits = "".join(filter(str.isdigit, first))
    before, width = first[: len(first) - len(digits)], len(digits)
    return [f"{before}{n:0{width}}" for n in range(int(digits), int(last[len(before) :]) + 1)]


@given(NUMBERS)
def test_what_is_written_is_what_there_was(numbers):
    texts = {f"{prefix}{n:03}" for prefix, n in numbers}
    written = number_ranges(texts, "~")
    assert sorted(one for text in written for one in read(text)) == sorted(texts)


def test_only_three_in_a_row_become_a_range():
    assert number_ranges(["K-2", "K-1", "K-9", "K-10", "K-11", "x"], "~") == [
        "K-1", "K-2", "K-9", "K-10", "K-11", "x",
    ]  # fmt: skip
    assert number_ranges(["T09", "T10", "T11"], "~") == ["T09~T11"]
