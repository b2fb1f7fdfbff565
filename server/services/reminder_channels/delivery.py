"""What becomes of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Address:
    """Where a channel sends, as its row holds it. ``secret`` is empty when none was given."""

    target: str
    secret: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """Plain text. ``subject`` is one line; robots show it as the first one."""

    subject: str
    lines: tuple[str, ...]
    sent_at: datetime

    @property
    def text(self) -> str:
        return "\n".join((self.subject, *self.lines))


class DeliveryError(Exception):
    """``code`` names a message `desk.reminder.failure.<code>`; ``detail`` is the service's own
    answer. ``may_have_arrived``: nobody can tell whether it did."""

    def __init__(self, code: str, detail: str = "", *, may_have_arrived: bool = False) -> None:
        super().__init__(f"{code} {detail}")
        self.code, self.detail, self.may_have_arrived = code, detail, may_have_arrived
