"""Channels as the page shows them: never a secret, and of a robot's address, which is one, only
what tells it from others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from server.records import ReminderChannel
from server.web.messages import t

_TAIL = 4


@dataclass(frozen=True)
class ShownChannel:
    """``failure``: what went wrong with its last message, None when it went."""

    id: str
    kind: str
    name: str
    where: str
    paused_at: datetime | None
    failed_at: datetime | None
    failure: str | None


def shown_channels(channels: Iterable[ReminderChannel]) -> list[ShownChannel]:
    return [
        ShownChannel(
            id=one.id,
            kind=one.kind,
            name=one.name,
            where=one.target if one.kind == "smtp" else masked(one.target),
            paused_at=one.paused_at,
            failed_at=one.failed_at,
            failure=_failure(one.failure) if one.failed_at else None,
        )
        for one in channels
    ]


def masked(address: str) -> str:
    """The host and the last characters of the key."""
    return f"{urlsplit(address).hostname} …{address[-_TAIL:]}"


def _failure(kept: str) -> str:
    code, _, detail = kept.partition(" ")
    return t(f"desk.reminder.failure.{code}", detail=detail)
