"""Which reminders have gone: claimed before they go, so that two commands never say the same.

A claim is kept in a transaction of its own. Whoever dies between the claim and the answer has said
it, or not; it is not said again. A message that certainly did not go gives its claims back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.records import ReminderChannel, ReminderSent
from server.services.reminders_due import Reminder

_KEPT = timedelta(days=60)


def claim(
    session: Session, channel_id: str, reminders: Sequence[Reminder], now: datetime
) -> list[Reminder]:
    """Those of ``reminders`` that this channel has not had, which are now the caller's to send;
    none when it was paused or removed meanwhile. Part of a writing transaction, and writers take
    turns."""
    channel = session.get(ReminderChannel, channel_id)
    if channel is None or channel.paused_at is not None:
        return []
    had = set(
        session.scalars(select(ReminderSent.key).where(ReminderSent.channel_id == channel_id))
    )
    fresh = [one for one in reminders if one.key not in had]
    session.add_all(ReminderSent(channel_id=channel_id, key=one.key, sent_at=now) for one in fresh)
    return fresh


def give_back(session: Session, channel_id: str, keys: Collection[str]) -> None:
    """They did not go. Part of a writing transaction."""
    session.execute(
        delete(ReminderSent).where(
            ReminderSent.channel_id == channel_id, ReminderSent.key.in_(keys)
        )
    )


def forget_old(session: Session, now: datetime) -> None:
    """No key comes again after so long. Part of a writing transaction."""
    session.execute(delete(ReminderSent).where(ReminderSent.sent_at < now - _KEPT))
