"""Where reminders go, and which ones have gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis, new_id


class ReminderChannel(Base):
    """``kind``: `wecom`, `dingtalk`, `feishu` (group robots by webhook) or `smtp`. ``target``: the
    webhook's address, or the recipients. ``secret``: the robot's signing secret or the mail
    password; never shown again."""

    __tablename__ = "reminder_channel"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(200), default="")
    options: Mapped[dict[str, str]] = mapped_column(JsonValue, default=dict)
    paused_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    failed_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    failure: Mapped[str] = mapped_column(Text, default="")


class ReminderSent(Base):
    """One message to one channel: ``key`` names what it was about, and it goes once."""

    __tablename__ = "reminder_sent"
    channel_id: Mapped[str] = mapped_column(
        ForeignKey("reminder_channel.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(UtcMillis)
