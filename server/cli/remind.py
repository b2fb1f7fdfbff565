"""``remind``: say what is to be said now, once; run by a timer every few minutes."""

from __future__ import annotations

from enum import Enum
from typing import Any, Protocol

import click
from sqlalchemy.orm import Session

from server.cli.tell import ProblemCommand, tell
from server.records import ReminderChannel
from server.records.database import write_transaction
from server.services.backup.place import SchoolPlace
from server.services.reminder_channels.delivery import DeliveryError, Message
from server.services.reminders import deliver, list_channels, note_delivery
from server.services.reminders_due import Reminder, reminders_due
from server.services.reminders_sent import claim, forget_old, give_back
from server.services.school import the_school
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.reminder_text import digest


class Reminding(Protocol):
    """An installation as this command sees it."""

    def place_in_force(self) -> SchoolPlace: ...

    def app(self) -> Any: ...


class _Turn(Enum):
    NOTHING_NEW = 0
    SENT = 1
    FAILED = 2


@click.command(cls=ProblemCommand)
@click.pass_context
def remind(context: click.Context) -> None:
    """Send the reminders that are due and have not gone yet."""
    installation: Reminding = context.obj
    installation.place_in_force()
    with installation.app().app_context():
        turns = _remind(db.session)
    if sent := sum(turn is _Turn.SENT for _, turn in turns):
        tell("remind.sent", n=sent)
    failed = [name for name, turn in turns if turn is _Turn.FAILED]
    for name in failed:
        tell("remind.failed", name=name)
    context.exit(1 if failed else 0)


def _remind(session: Session) -> list[tuple[str, _Turn]]:
    """What became of each channel, by its name."""
    channels = [(one.id, one.name) for one in list_channels(session) if one.paused_at is None]
    due = reminders_due(session, now()) if channels else []
    turns = [(name, _one_channel(session, channel_id, due)) for channel_id, name in channels]
    with write_transaction(session):
        forget_old(session, now())
    return turns


def _one_channel(session: Session, channel_id: str, due: list[Reminder]) -> _Turn:
    """One digest of what this channel has not had; nothing is locked while it goes."""
    with write_transaction(session):
        fresh = claim(session, channel_id, due, now())
    if not fresh:
        return _Turn.NOTHING_NEW
    failure = _failure(*_made(session, channel_id, fresh))
    with write_transaction(session):
        note_delivery(session, channel_id, failure, now())
        if failure and not failure.may_have_arrived:
            give_back(session, channel_id, [one.key for one in fresh])
    return _Turn.FAILED if failure else _Turn.SENT


def _made(
    session: Session, channel_id: str, fresh: list[Reminder]
) -> tuple[ReminderChannel, Message]:
    channel = session.get_one(ReminderChannel, channel_id)
    language, school = channel.options.get("language"), the_school(session).name
    message = digest(fresh, language, school, current_settings().base_url, now())
    session.expunge(channel)
    session.rollback()
    return channel, message


def _failure(channel: ReminderChannel, message: Message) -> DeliveryError | None:
    try:
        deliver(channel, message, current_settings().reminder_hosts)
    except DeliveryError as failure:
        return failure
    return None
