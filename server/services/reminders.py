"""The channels that reminders go to: kept, paused, removed, and one message sent by one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound, Problem
from server.domain.problems_reminders import ChannelKindUnknown
from server.records import ReminderChannel
from server.services.reminder_channels import CHANNELS
from server.services.reminder_channels.delivery import Address, DeliveryError, Message


@dataclass(frozen=True)
class NewChannel:
    """``language``: zh or en, what its messages speak."""

    kind: str
    name: str
    address: Address
    language: str


def list_channels(session: Session) -> Sequence[ReminderChannel]:
    """All, by name."""
    wanted = select(ReminderChannel).order_by(ReminderChannel.name, ReminderChannel.id)
    return session.scalars(wanted).all()


def get_channel(session: Session, channel_id: str) -> ReminderChannel:
    """Raises NotFound."""
    channel = session.get(ReminderChannel, channel_id)
    if channel is None:
        raise NotFound
    return channel


def add_channel(
    session: Session, channel_id: str, new: NewChannel, allowed: Collection[str]
) -> None:
    """Once for one ``channel_id``: a second click adds nothing.

    Raises ChannelKindUnknown and what its kind's ``check`` raises.
    """
    if new.kind not in CHANNELS:
        raise ChannelKindUnknown
    CHANNELS[new.kind].check(new.address, allowed)
    if session.get(ReminderChannel, channel_id) is None:
        session.add(
            ReminderChannel(
                id=channel_id,
                kind=new.kind,
                name=new.name,
                target=new.address.target,
                secret=new.address.secret,
                options=dict(new.address.options) | {"language": new.language},
            )
        )


def pause_channel(session: Session, channel_id: str, now: datetime, *, paused: bool) -> None:
    """Nothing goes to a paused channel, and nothing is made up for. Raises NotFound."""
    channel = get_channel(session, channel_id)
    channel.paused_at = (channel.paused_at or now) if paused else None


def remove_channel(session: Session, channel_id: str) -> None:
    """With its secret. One that is gone already stays so."""
    channel = session.get(ReminderChannel, channel_id)
    if channel is not None:
        session.delete(channel)


def deliver(channel: ReminderChannel, message: Message, allowed: Collection[str]) -> None:
    """Send now, outside of every transaction. What was allowed when the channel was added must be
    so still. Raises DeliveryError."""
    address = Address(channel.target, channel.secret, channel.options)
    kind = CHANNELS[channel.kind]
    try:
        kind.check(address, allowed)
    except Problem as problem:
        raise DeliveryError("not_allowed") from problem
    kind.send(address, message)


def note_delivery(
    session: Session, channel_id: str, failure: DeliveryError | None, now: datetime
) -> None:
    """What the desk shows of a channel's last message, unless it was removed meanwhile."""
    channel = session.get(ReminderChannel, channel_id)
    if channel is None:
        return
    channel.failed_at = now if failure else None
    channel.failure = f"{failure.code} {failure.detail}".strip() if failure else ""
