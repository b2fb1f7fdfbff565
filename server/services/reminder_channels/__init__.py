"""The ways a reminder can go, one file each: ``check`` what was entered, ``send`` one message."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Protocol

from server.services.reminder_channels import dingtalk, feishu, smtp, wecom
from server.services.reminder_channels.delivery import Address, Message


class Channel(Protocol):
    def check(self, address: Address, allowed: Collection[str]) -> None:
        """Raises a problem of server.domain.problems_reminders unless one may send there.
        ``allowed``: see ``hosts``."""

    def send(self, address: Address, message: Message) -> None:
        """Raises DeliveryError."""


CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {"wecom": wecom, "dingtalk": dingtalk, "feishu": feishu, "smtp": smtp}
)
"""By the kind in a channel's row, in the order they are offered."""
