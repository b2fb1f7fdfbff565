"""Signs that a device has lost facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis, new_id


class DeviceAlarm(Base):
    """``kind`` is ``gap`` (numbers are missing that the phone no longer claims to hold) or
    ``step_back`` (it announces a lower number than before). ``detail`` holds the numbers ``from``
    and ``to``. Settled by the numbers' arrival (``settled_by`` is None) or by an administrator,
    with a reason."""

    __tablename__ = "device_alarm"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    raised_at: Mapped[datetime] = mapped_column(UtcMillis)
    detail: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    settled_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    settled_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    settled_reason: Mapped[str] = mapped_column(Text, default="")
