"""The fast symbols against the `qrcode` package and against a decoder."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from qr_labels.bitstream import MAX_VERSION, capacity
from qr_labels.code import issue_code
from qr_labels.errors import SymbolOverflowError
from qr_labels.payload import payload
from qr_labels.symbol import Level, Symbol, make_symbol, run_at

SYMBOLS = ALPHA_NUM.decode("ascii")
HOST_SYMBOLS = "abcdefghijklmnopqrstuvwxyz0123456789"


def rows_of(symbol: Symbol) -> list[str]:
    stride = symbol.size + 1
    return [symbol.cells[i * stride : i * stride + symbol.size] for i in range(symbol.size)]


def qrcode_rows(text: str, level: Level, mode: int) -> list[str]:
    code = QRCode(error_correction=level.value, border=0)
    code.add_data(QRData(text, mode=mode))
    code.make(fit=True)
    return ["".join("1" if cell else "0" for cell in row) for row in code.get_matrix()]


def longest(version: int, level: Level) -> int:
    """The most alphanumeric characters that a symbol of this version holds."""
    bits = capacity(version, level.value) * 8 - 4 - 9
    return bits // 11 * 2 + (bits % 11 >= 6)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_thousands_of_labels_symbols_are_qrcodes_own(seed: int):
    """20 x 70 addresses of every length, which make versions 2 and 3, and 20 x 35 bare codes."""
    rng = random.Random(seed)  # noqa: S311 - repeatable labels, no secret
    for index in range(70):
        host = "".join(rng.choices(HOST_SYMBOLS, k=1 + (seed + index) % 27))
        text = payload(rng.choice(("https://", "http://")) + host, issue_code(rng))
        assert rows_of(make_symbol(text)) == qrcode_rows(text, Level.Q, MODE_ALPHA_NUM)
    for _ in range(35):
        code = issue_code(rng)
        assert rows_of(make_symbol(code, Level.H)) == qrcode_rows(code, Level.H, MODE_ALPHA_NUM)


@settings(max_examples=100, deadline=None)
@given(st.text(SYMBOLS, min_size=1, max_size=47))
def test_any_alphanumeric_text_gives_qrcodes_own_symbol(text: str):
    assert rows_of(make_symbol(text)) == qrcode_rows(text, Level.Q, MODE_ALPHA_NUM)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=8).filter(lambda text: set(text) - set(SYMBOLS)))
def test_any_other_text_gives_qrcodes_own_byte_symbol(text: str):
    expected = qrcode_rows(text, Level.M, MODE_8BIT_BYTE)
    assert rows_of(make_symbol(text, Level.M)) == expected


@pytest.mark.parametrize(("version", "level"), list(product(range(1, MAX_VERSION + 1), Level)))
def test_every_version_and_level_gives_qrcodes_own_symbol(version: int, level: Level):
    rng = random.Random(version)  # noqa: S311 - a repeatable test text, no secret
    for length in (longest(version, level), longest(version, level) - 3):
        text = "".join(rng.choices(SYMBOLS, k=length))
        rows = rows_of(make_symbol(text, level))
        assert len(rows) == version * 4 + 17
        assert rows == qrcode_rows(text, level, MODE_ALPHA_NUM)


def test_a_labels_longest_payload_is_a_version_3_symbol():
    text = payload("https://" + "x" * 27, issue_code())
    assert make_symbol(text).size == 29


def test_a_bare_code_is_a_version_1_symbol_at_the_highest_level():
    assert make_symbol(issue_code(), Level.H).size == 21


def test_runs_cover_exactly_the_dark_modules():
    symbol = make_symbol("HTTPS://A.CN/Q/222222222")
    rows = rows_of(symbol)
    runs = [run_at(span, symbol.size) for span in symbol.dark_spans()]
    dark = {(x + i, y) for x, y, length in runs for i in range(length)}
    expected = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "1"}
    assert dark == expected


def test_a_text_too_long_for_version_6_is_refused():
    with pytest.raises(SymbolOverflowError):
        make_symbol("A" * 1000)
