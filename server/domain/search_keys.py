"""What a name can be found by: its own letters, its pinyin's initials, its full pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_CACHED_NAMES = 16_384


def fold(text: str) -> str:
    """One spelling for search: widths and case folded, runs of blanks made one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_words(query: str) -> list[str]:
    """The words of a query, all of which must be found; at most eight."""
    return fold(query).split()[:8]


@lru_cache(_CACHED_NAMES)
def pinyin_keys(text: str) -> str:
    """``"dmtjsj duomeitijisuanji"``: initials and full pinyin in lower case without tones.

    Of characters with several readings the one that fits the word is taken (音乐 is yinyue).
    Letters and digits stand as they are, everything else is left out. Empty when the text has no
    Chinese character, because its own letters say all.
    """
    if text.isascii():
        return ""
    parts = [_plain(part) for part in lazy_pinyin(text, style=Style.NORMAL, errors=_keep)]
    syllables = [part for part in parts if part]
    full = "".join(syllables)
    if full == _plain(text):
        return ""
    return f"{_initials(text)} {full}"


def search_keys(texts: Iterable[str | None]) -> str:
    """The given texts as they are searched: each folded, then the pinyin keys of each."""
    given = [text for text in dict.fromkeys(texts) if text]
    return " ".join(
        filter(None, (*(fold(text) for text in given), *(pinyin_keys(text) for text in given)))
    )


def _initials(text: str) -> str:
    parts = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=_keep)
    return "".join(_plain(part) for part in parts)


def _keep(chunk: str) -> str:
    """What is not Chinese stays whole: A301 in 教学楼A301."""
    return chunk


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(symbol for symbol in folded if symbol.isalnum())
