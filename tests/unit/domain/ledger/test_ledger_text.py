from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.states import UsageState, parse_usage_state
from server.domain.ledger.values.text import (
    clean_text,
    code_text,
    fold,
    optional_text,
    plain_text,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 课 桌 ", "课 桌"),
        ("课\n桌", "课 桌"),
        ("２０１８年调入", "2018年调入"),
        ("ＡＢ－１", "AB-1"),
        ("灭火器（干粉）", "灭火器（干粉）"),
        ("a\u200bb\ufeffc\x00\x07", "abc"),
        ("\u3000\u3000", ""),
        (123.0, "123"),
        (1.5, "1.5"),
        (date(2020, 1, 2), "2020-01-02"),
        (None, ""),
        ("\ud800x", "x"),
    ],
)
def test_text_is_what_a_person_reads(cell, text):
    assert clean_text(cell) == text


@pytest.mark.parametrize("word", ["无", "-", "/", "N/A", "——", "暂无", " 无 ", "－", "（无）"])
def test_words_for_nothing_are_nothing(word):
    assert optional_text(word, 10) is None


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/c calc'!A1", "@SUM(1)", "＝1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C'!A0", "\t=1"],
)
def test_text_that_a_spreadsheet_could_run_is_refused(text):
    with pytest.raises(CellError, match="formula_suspicious"):
        plain_text(text, 100)


@pytest.mark.parametrize("text", ["-1楼车库", "+5V电源", "A=B"])
def test_a_sign_alone_is_no_formula(text):
    assert plain_text(text, 100) == text


def test_a_note_may_look_like_a_formula():
    assert optional_text("=见附件", 100) == "=见附件"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1.23456789012345e18, "code_digits_lost"),
        ("1.23E+15", "code_scientific"),
        (date(2026, 3, 1), "text_is_date"),
        ("#REF!", "sheet_error"),
        ("课\ufffd", "text_damaged"),
    ],
)
def test_a_number_that_a_spreadsheet_spoiled_is_named(cell, code):
    with pytest.raises(CellError) as wrong:
        code_text(cell, 60)
    assert wrong.value.code == code


def test_a_text_too_long_tells_the_limit_and_its_length():
    with pytest.raises(CellError) as wrong:
        plain_text("长" * 101, 100)
    assert wrong.value.params == {"limit": 100, "length": 101}


def test_folded_texts_agree_without_regard_to_width_case_and_spaces():
    assert fold("灭火器（干粉） abc") == fold("灭火器(干粉)ＡＢＣ")


@given(st.text())
def test_cleaned_text_can_be_stored_and_is_clean_already(text):
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("在用", "in_use"),
        ("正常使用", "in_use"),
        ("完好", "in_use"),
        ("闲置", "idle"),
        ("未使用", "idle"),
        ("待修", "awaiting_repair"),
        ("损坏", "awaiting_repair"),
        ("待报废", "awaiting_disposal"),
        ("报废", "disposed"),
        ("已报废", "disposed"),
        ("已处置", "disposed"),
        ("出借", "lent"),
        ("在用（良好）", "in_use"),
        ("不能用", "awaiting_disposal"),
        ("无损坏", "in_use"),
    ],
)
def test_the_ledgers_words_for_a_state_are_understood(words, state):
    assert parse_usage_state(words) is UsageState(state)


def test_an_unknown_state_is_named_and_no_state_is_none():
    assert parse_usage_state("无") is None
    with pytest.raises(CellError, match="state_unknown"):
        parse_usage_state("第三档")
