"""What answers mean (shared with the phone), and which items can be asked."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.checklist import (
    Item,
    item_json,
    judge,
    missing,
    photo_due,
    read_answers,
    read_items,
    result_of,
)
from server.domain.checklist_item import AnswerType
from server.domain.decimal_text import decimal_text, is_decimal, thousandths
from server.domain.problems import Problem
from server.domain.problems_checklist import (
    ChecklistEmpty,
    ChecklistItemInvalid,
    ChecklistItemRepeated,
    ChecklistTooLong,
)

VECTORS = json.loads(
    (Path(__file__).parents[2] / "contract" / "checklist_answers.json").read_text("utf-8")
)
ITEMS = {item.key: item for item in read_items(list(VECTORS["items"].values()))}
ASKED = {
    "key": "seal",
    "zh": "铅封",
    "en": "Seal",
    "answer": "check",
    "photo_when_abnormal": False,
    "phrases": [{"key": "broken", "zh": "断开", "en": "Broken"}],
}
CHOICES = [
    {"key": "green", "zh": "绿区", "en": "Green", "abnormal": False},
    {"key": "red", "zh": "红区", "en": "Red", "abnormal": True},
]


@pytest.mark.parametrize(("entered", "text"), VECTORS["decimals"])
def test_what_was_typed_is_written_as_facts_write_it(entered, text):
    assert decimal_text(entered) == text
    assert text is None or is_decimal(text)


@given(st.integers(-999_999_999, 999_999_999))
def test_a_number_is_compared_exactly(size):
    text = format(Decimal(size).scaleb(-3), "f")
    assert is_decimal(text)
    assert thousandths(text) == size


@pytest.mark.parametrize("case", VECTORS["judge"], ids=lambda it: f"{it['item']}-{it['value']}")
def test_a_value_is_judged_by_the_limits(case):
    assert judge(ITEMS[case["item"]], case["value"]) == case["answer"]


@pytest.mark.parametrize("case", VECTORS["answers"], ids=lambda it: it["why"])
def test_answers_say_what_is_missing_and_what_came_out(case):
    items = [ITEMS[key] for key in case["items"]]
    answers = read_answers(case["answers"])
    assert missing(items, answers) == case["missing"]
    assert result_of(answers) == case["result"]
    assert photo_due(items, answers) == case["photo_due"]


def test_items_are_stored_as_they_are_read():
    for raw in VECTORS["items"].values():
        (item,) = read_items([raw])
        assert item_json(item) == raw
        assert read_items([item_json(item)]) == (item,)


def test_a_form_may_bring_blanks_and_full_width_numbers():
    (item,) = read_items([ASKED | {"zh": " 压力 ", "answer": "reading", "low": "１.0", "high": ""}])
    assert (item.zh, item.low, item.high) == ("压力", "1.0", None)
    (scored,) = read_items([ASKED | {"answer": "score", "most": "１０"}])
    assert scored.most == 10


def test_what_another_answer_asks_is_dropped():
    (item,) = read_items([ASKED | {"low": "1", "most": 5, "choices": CHOICES, "unit": "kg"}])
    assert item == Item(
        key="seal", zh="铅封", en="Seal", answer=AnswerType.CHECK, phrases=item.phrases
    )


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"key": "Seal!"}, "key", "key"),
        ({"zh": " "}, "zh", "text"),
        ({"en": 5}, "en", "text"),
        ({"zh": "长" * 121}, "zh", "text"),
        ({"section_zh": "长" * 121}, "section_zh", "text"),
        ({"answer": "maybe"}, "answer", "answer"),
        ({"answer": []}, "answer", "answer"),
        ({"answer": "reading", "low": "low"}, "low", "decimal"),
        ({"answer": "reading", "low": 1.5}, "low", "decimal"),
        ({"answer": "reading", "low": "1.401", "high": "1.4"}, "high", "above_low"),
        ({"answer": "reading", "unit": "kilograms each"}, "unit", "text"),
        ({"answer": "score"}, "most", "points"),
        ({"answer": "score", "most": 0}, "most", "points"),
        ({"answer": "score", "most": True}, "most", "points"),
        ({"answer": "score", "most": "9.5"}, "most", "points"),
        ({"answer": "score", "most": 10, "low": "10.5"}, "low", "below_most"),
        ({"answer": "choice"}, "choices", "choices"),
        ({"answer": "choice", "choices": CHOICES[:1]}, "choices", "choices"),
        ({"answer": "choice", "choices": [CHOICES[0], CHOICES[0]]}, "choices", "choices"),
        ({"answer": "choice", "choices": [{**CHOICES[0], "abnormal": 1}]}, "choices", "yes_no"),
        ({"photo_when_abnormal": "yes"}, "photo_when_abnormal", "yes_no"),
        ({"phrases": "broken"}, "phrases", "phrases"),
        ({"phrases": [{"key": "x", "zh": "", "en": "x"}]}, "phrases", "text"),
        ({"phrases": ["broken"]}, "phrases", "key"),
        ({"phrases": ASKED["phrases"] * 2}, "phrases", "phrases"),
    ],
)
def test_an_item_that_cannot_be_asked_is_named_with_its_field(change, field, expected):
    with pytest.raises(ChecklistItemInvalid) as refused:
        read_items([ASKED | change])
    name = "1" if change.get("zh") == " " else change.get("zh", "铅封")
    assert refused.value.params == {"item": name, "field": field, "expected": expected}


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ([], ChecklistEmpty),
        ("seal", ChecklistEmpty),
        (None, ChecklistEmpty),
        ([5], ChecklistItemInvalid),
        ([ASKED] * 61, ChecklistTooLong),
        ([ASKED, ASKED | {"zh": "喷管"}], ChecklistItemRepeated),
        ([ASKED, ASKED | {"key": "hose"}], ChecklistItemRepeated),
    ],
)
def test_a_list_that_cannot_be_asked_is_refused(raw, problem):
    with pytest.raises(problem):
        read_items(raw)


def test_two_sections_may_ask_the_same():
    inside = ASKED | {"section_zh": "室内", "key": "inside"}
    outside = ASKED | {"section_zh": "室外", "key": "outside"}
    assert len(read_items([inside, outside])) == 2


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*sorted(ASKED), "low", "choices"]), inner, max_size=4
            )
        ),
    ),
    st.sampled_from([*ASKED, "low", "high", "most", "choices", "unit", "section_zh"]),
    st.sampled_from(["check", "reading", "choice", "score"]),
)
def test_whatever_comes_is_read_or_refused(value, field, answer):
    try:
        items = read_items([ASKED | {"answer": answer} | {field: value}])
    except Problem:
        return
    assert read_items([item_json(it) for it in items]) == items
