"""The words in which an import's state and its rows' verdicts are stored."""

from __future__ import annotations

from enum import StrEnum

READING, JUDGED, APPLIED, ABANDONED = "reading", "judged", "applied", "abandoned"


class Verdict(StrEnum):
    """In the order of the dry run's tabs."""

    BAD = "bad"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TOTAL = "total"
    BLANK = "blank"


COMPARED = (Verdict.BAD, Verdict.NEW, Verdict.CHANGED, Verdict.SAME)
