"""What came of taking in an export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.sync.intake.lines import End
from server.sync.repair import HeldKey

_MOST_REMARKS = 200


@dataclass(frozen=True)
class Remark:
    """Something about one line. ``key`` is its message, which ``params`` fill; ``held`` leads to
    the fact, when that is held now."""

    number: int
    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    held: HeldKey | None = None


@dataclass
class IntakeReport:
    """``facts`` and ``photos`` count by outcome: ``applied duplicate held dismissed`` and
    ``stored known deleted refused``. The first 200 ``remarks`` are kept, all are counted."""

    device_name: str | None
    facts: Counter[str] = field(default_factory=Counter)
    photos: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    remark_count: int = 0
    end: End | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything the phone wrote was in the file."""
        read = End(self.facts.total(), self.photos.total())
        return self.end == read

    def note(self, remark: Remark) -> None:
        self.remark_count += 1
        if len(self.remarks) < _MOST_REMARKS:
            self.remarks.append(remark)
