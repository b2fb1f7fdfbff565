"""Codes, payloads and scans against the vectors that the phone app runs too."""

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qr_labels.code import ALPHABET, group_code, is_code, issue_code, require_code
from qr_labels.errors import InvalidCodeError, LabelError
from qr_labels.payload import MAX_PAYLOAD, payload
from qr_labels.scan import ScanKind, parse_scan

CONTRACT = Path(__file__).parents[2] / "contract" / "label_codes.json"
VECTORS: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))

codes = st.integers(0, 2**32).map(random.Random).map(issue_code)


def test_the_alphabet_is_the_contracts():
    assert VECTORS["alphabet"] == ALPHABET


@pytest.mark.parametrize("code", VECTORS["valid"])
def test_a_valid_code_passes(code: str):
    assert is_code(code)


@pytest.mark.parametrize("case", VECTORS["not_codes"], ids=lambda case: case["why"])
def test_what_is_no_code_fails(case: dict[str, str]):
    assert not is_code(case["code"])


@pytest.mark.parametrize("case", VECTORS["groups"])
def test_people_read_groups_of_three(case: dict[str, str]):
    assert group_code(case["code"]) == case["grouped"]


@pytest.mark.parametrize("case", VECTORS["payloads"], ids=lambda case: case["base_url"])
def test_the_symbol_says_the_contracts_payload_or_error(case: dict[str, str]):
    if "error" not in case:
        assert payload(case["base_url"], case["code"]) == case["payload"]
        return
    with pytest.raises(LabelError) as caught:
        payload(case["base_url"], case["code"])
    assert caught.value.code == case["error"]


@pytest.mark.parametrize("case", VECTORS["scans"], ids=lambda case: case["text"])
def test_a_scan_is_own_mistyped_or_foreign(case: dict[str, str]):
    parsed = parse_scan(case["text"])
    assert (parsed.kind.value, parsed.code) == (case["kind"], case["code"])


def test_issued_codes_are_valid_and_differ():
    issued = {issue_code() for _ in range(1000)}
    assert len(issued) == 1000
    assert all(is_code(code) for code in issued)


@given(codes)
def test_every_single_substitution_is_caught(code: str):
    for place in range(9):
        for symbol in ALPHABET:
            changed = code[:place] + symbol + code[place + 1 :]
            assert is_code(changed) == (changed == code)


@given(codes)
def test_every_swap_of_two_places_is_caught(code: str):
    for first, second in combinations(range(9), 2):
        symbols = list(code)
        symbols[first], symbols[second] = symbols[second], symbols[first]
        assert is_code("".join(symbols)) == (code[first] == code[second])


@given(st.text(max_size=60))
def test_no_text_breaks_the_scan(text: str):
    assert parse_scan(text).kind in ScanKind


@given(codes, st.sampled_from(["https://a.cn", "http://10.0.0.7:8000", "https://" + "x" * 27]))
def test_a_printed_payload_is_read_back_as_its_code(code: str, base_url: str):
    text = payload(base_url, code)
    assert len(text) <= MAX_PAYLOAD
    assert parse_scan(text).code == code


def test_an_error_names_what_was_wrong():
    with pytest.raises(InvalidCodeError, match=r"label_code_invalid.*ABC"):
        require_code("ABC")
