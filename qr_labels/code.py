"""Label codes: eight random symbols and one check symbol."""

from __future__ import annotations

import random
import secrets

from qr_labels.errors import InvalidCodeError
from qr_labels.gf32 import check_symbol

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 symbols without 0, 1, I and O; a symbol's place here is its value in GF(32)."""
RANDOM_LENGTH = 8
CODE_LENGTH = RANDOM_LENGTH + 1
GROUP_LENGTH = 3

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}


def issue_code(rng: random.Random | None = None) -> str:
    """A new code of 9 symbols; `rng` is the system's secure source unless told otherwise."""
    source = rng or secrets.SystemRandom()
    body = "".join(source.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return body + _check_of(body)


def is_code(text: str) -> bool:
    """Whether `text` is a code in its canonical form (upper case, no separators)."""
    if len(text) != CODE_LENGTH or any(symbol not in _VALUES for symbol in text):
        return False
    return text[-1] == _check_of(text[:-1])


def require_code(text: str) -> str:
    """`text` itself when it is a code; raises InvalidCodeError(label) else."""
    if not is_code(text):
        raise InvalidCodeError(label=text)
    return text


def group_code(code: str) -> str:
    """How people read it: `ABCDEFGHK` becomes `ABC-DEF-GHK`."""
    return "-".join(code[i : i + GROUP_LENGTH] for i in range(0, len(code), GROUP_LENGTH))


def _check_of(body: str) -> str:
    return ALPHABET[check_symbol(_VALUES[symbol] for symbol in body)]
