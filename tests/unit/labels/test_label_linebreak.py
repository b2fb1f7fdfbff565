"""Where lines of Chinese end, and how words shrink."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qr_labels.fit import ELLIPSIS, fit
from qr_labels.font import label_font
from qr_labels.linebreak import NEVER_FIRST, NEVER_LAST, break_lines, may_break
from qr_labels.text_style import TextStyle

STYLE = TextStyle((12, 10), max_lines=2, squeezed=(8,))
WORDS = st.text(st.sampled_from("课桌椅AB7-（）。，、“” %"), min_size=1, max_size=40)


def broken(text: str, width: int) -> list[str]:
    return break_lines(text, lambda line: len(line) <= width)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("多媒体教学一体机", 4, ["多媒体教", "学一体机"]),
        ("实验箱（共三十件）", 4, ["实验箱", "（共三十", "件）"]),
        ("课桌，椅子", 2, ["课", "桌，", "椅子"]),
        ("高度75厘米", 4, ["高度75", "厘米"]),
        ("高度175厘米", 4, ["高度", "175厘", "米"]),
        ("Dell OptiPlex 台式机", 8, ["Dell", "OptiPlex", "台式机"]),
        ("浓度95%酒精", 4, ["浓度", "95%酒", "精"]),
        ("KFR-72LW-NhAa", 9, ["KFR-72LW-", "NhAa"]),
        ("《安全手册》二", 3, ["《安全", "手册》", "二"]),
        ("", 5, []),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: int, lines: list[str]):
    assert broken(text, width) == lines


@given(WORDS, st.integers(4, 12))
def test_no_character_is_lost_and_no_line_is_too_long(text: str, width: int):
    lines = broken(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)


@given(st.text(st.sampled_from("课桌椅（）。，、A7"), min_size=1, max_size=40))
def test_no_line_starts_or_ends_with_a_forbidden_sign_where_a_break_is_allowed(text: str):
    assert all(
        after not in NEVER_FIRST and before not in NEVER_LAST
        for before, after in pairwise(text)
        if may_break(before, after)
    )


def test_a_name_shrinks_then_wraps_then_is_squeezed_then_cut():
    font = label_font()
    fits = [fit(font, "课" * count, STYLE, 25.4, 20) for count in (5, 7, 10, 15, 40)]
    assert [(text.size, len(text.lines)) for text in fits] == [
        (12, 1),
        (10, 1),
        (12, 2),
        (8, 2),
        (8, 2),
    ]
    assert [text.lines[-1].endswith(ELLIPSIS) for text in fits] == [False] * 4 + [True]


def test_a_wrapped_name_leaves_no_lone_character():
    wrapped = fit(label_font(), "学生单人课桌椅套", STYLE, 25.4, 20)
    assert [len(line) for line in wrapped.lines] == [4, 4]


def test_a_cut_name_never_ends_in_an_opening_bracket():
    cut = fit(label_font(), "课桌（" * 30, STYLE, 25.4, 20)
    assert cut.lines[-1].endswith(ELLIPSIS)
    assert cut.lines[-1][-2] not in NEVER_LAST


def test_low_space_takes_fewer_lines():
    low = fit(label_font(), "课" * 40, STYLE, 25.4, 4)
    assert len(low.lines) == 1
