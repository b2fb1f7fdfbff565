"""The catalogue of planted bugs is kept true, and two of them are hunted to the end."""

from __future__ import annotations

import pytest

from tests.sync.planted.__main__ import hunt
from tests.sync.planted.bug import ROOT, Bug, NotPlantable
from tests.sync.planted.catalogue import BUGS


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_changes_what_is_there(bug: Bug) -> None:
    text = (ROOT / bug.file).read_text("utf-8")
    assert bug.planted(text) != text


def test_a_bug_whose_text_is_gone_is_told() -> None:
    with pytest.raises(NotPlantable):
        Bug("gone", 1, "server/sync/changes.py", "no such text", "").planted("text")


def test_names_are_given_once_and_there_are_enough() -> None:
    names = [bug.name for bug in BUGS]
    assert len(set(names)) == len(names) >= 20


@pytest.mark.parametrize("name", ["resync_wipes_the_outbox", "revision_split_by_the_limit"])
def test_the_storm_finds_a_planted_bug(name: str) -> None:
    bug = next(bug for bug in BUGS if bug.name == name)
    assert hunt(bug) is not None
