"""Every sentence the server says, by key, from ``server/messages``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import g, has_request_context, request

LANGUAGES = ("zh", "en")
LANGUAGE_COOKIE = "cr_language"
_FOLDER = Path(__file__).parents[1] / "messages"


@cache
def catalogue(language: str) -> dict[str, str]:
    """All messages of 'zh' or 'en'."""
    messages: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return messages


def request_language() -> str:
    """The cookie's language, else the browser's first that we speak, else Chinese."""
    if not has_request_context():
        return LANGUAGES[0]
    if "language" not in g:
        chosen = request.cookies.get(LANGUAGE_COOKIE)
        g.language = (
            chosen
            if chosen in LANGUAGES
            else request.accept_languages.best_match(LANGUAGES, default=LANGUAGES[0])
        )
    language: str = g.language
    return language


def t(key: str, /, **params: Any) -> str:
    """The sentence ``key`` in the request's language. Raises KeyError for an unknown key."""
    return say(request_language(), key, **params)


def say(language: str, key: str, /, **params: Any) -> str:
    """The sentence ``key`` in ``language``, its ``{names}`` filled from ``params``."""
    return catalogue(language)[key].format_map(params)
