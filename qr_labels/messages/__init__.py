"""What the command line says, in every language at once: nobody chooses one at a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All messages of 'zh' or 'en'."""
    text = (files("qr_labels.messages") / f"{language}.json").read_text("utf-8")
    messages: dict[str, str] = json.loads(text)
    return messages


def say(key: str, **params: object) -> Iterator[str]:
    """The sentence `key` in each language, its `{names}` filled. Raises KeyError."""
    for language in LANGUAGES:
        yield catalogue(language)[key].format_map(params)
