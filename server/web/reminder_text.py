"""Reminders as a message in a channel's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.domain.school_day import SCHOOL_ZONE
from server.services.reminder_channels.delivery import Message
from server.services.reminders_due import Reminder
from server.web.messages import LANGUAGES, say


def digest(
    reminders: Sequence[Reminder], language: str | None, school: str, base_url: str, now: datetime
) -> Message:
    """One message of them all. ``base_url``: where the desk is opened, or empty."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    lines = [say(spoken, f"reminder.{one.said}", **_shown(one.params)) for one in reminders]
    if base_url:
        lines.append(say(spoken, "reminder.look", address=f"{base_url}/desk/"))
    return _message(spoken, school, lines, now)


def trial(language: str | None, school: str, now: datetime) -> Message:
    """What a channel sends when somebody tries it."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    return _message(spoken, school, [say(spoken, "reminder.trial")], now)


def _message(language: str, school: str, lines: list[str], now: datetime) -> Message:
    at = now.astimezone(SCHOOL_ZONE).strftime("%m-%d %H:%M")
    subject = say(language, "reminder.subject", school=" ".join(school.split()), at=at)
    return Message(subject, tuple(lines), now)


def _shown(params: Any) -> dict[str, Any]:
    """Times as the school's clock shows them."""
    return {
        name: value.astimezone(SCHOOL_ZONE).strftime("%H:%M")
        if isinstance(value, datetime)
        else value
        for name, value in params.items()
    }
