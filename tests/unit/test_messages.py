"""The server's texts: complete in both languages, all of them used, none missing."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from server.web.messages import LANGUAGES, catalogue

SERVER = Path(__file__).parents[2] / "server"
# Keys stand in quotes in templates and code; a key with an inserted part is known by what stands
# before it: t('condition.' ~ condition), t(f"problem.{code}").
KEY = re.compile(r"""["']([a-z_0-9-]+(?:\.[a-z_0-9-]+)+)["']""")
BEGINNING = re.compile(r"""(?:'([a-z_.]+\.)' ~|f"([a-z_.]+\.)\{)""")
SPOKEN = re.compile(r"""\bt\(\s*["']([a-z_0-9.-]+)["']\s*[,)]""")


def sources() -> str:
    files = [*SERVER.rglob("*.html"), *SERVER.rglob("*.py")]
    return "\n".join(file.read_text("utf-8") for file in files)


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_in_order():
    zh, en = (catalogue(language) for language in LANGUAGES)
    assert list(zh) == list(en) == sorted(zh)


def test_both_languages_fill_in_the_same_values():
    zh, en = (catalogue(language) for language in LANGUAGES)
    assert {k: parameters(zh[k]) for k in zh} == {k: parameters(en[k]) for k in en}


def test_every_text_that_is_said_exists():
    missing = set(SPOKEN.findall(sources())) - set(catalogue("zh"))
    assert not missing


def test_no_text_is_left_over():
    text = sources()
    named = set(KEY.findall(text))
    begun = tuple({found for pair in BEGINNING.findall(text) for found in pair if found})
    # Fields of forms are named by their form's own prefix.
    begun += ("desk.asset.", "desk.place.", "desk.person.", "desk.begin.", "desk.calendar.")
    begun += (
        "desk.label.job_id",
        "desk.label.trial",
        "desk.reminder.",
        "count.field.",
        "desk.class.id",
    )
    assert [k for k in catalogue("zh") if k not in named and not k.startswith(begun)] == []
