"""True time: what the server's clock shows and every phone's clock is wrong against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEGINNING = 1_790_000_000_000  # 2026-09-21, in milliseconds


def moment(millis: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=millis)


@dataclass
class TrueClock:
    """Handed to the application as its clock; moved by the storm only."""

    millis: int = BEGINNING

    def __call__(self) -> datetime:
        return moment(self.millis)

    def advance(self, millis: int) -> None:
        self.millis += millis
