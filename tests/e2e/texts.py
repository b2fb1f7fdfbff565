"""The words on the screens, from the message files themselves."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from server.web.messages import say

_APP = Path(__file__).parents[2] / "pwa" / "src" / "ui" / "messages"
_ENTRY = re.compile(r"""^  '([\w.]+)':\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),$""", re.M)


@cache
def _app_messages(language: str) -> dict[str, str]:
    names = {"zh": ("firstZh", "zh"), "en": ("en",)}[language]
    source = "".join((_APP / f"{name}.ts").read_text("utf-8") for name in names)
    found = {key: single or double for key, single, double in _ENTRY.findall(source)}
    return {key: re.sub(r"\\(.)", r"\1", text) for key, text in found.items()}


def app_text(key: str, *, language: str = "zh", **params: object) -> str:
    """What the phone app says for ``key``. Raises KeyError for an unknown key."""
    return _app_messages(language)[key].format_map(params)


def desk_text(key: str, *, language: str = "zh", **params: object) -> str:
    """What the server's pages say for ``key``. Raises KeyError for an unknown key."""
    return say(language, key, **params)
