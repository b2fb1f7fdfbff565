"""企业微信 (WeCom) group robots: developer.work.weixin.qq.com/document/path/91770.

A text has at most 2,048 bytes of UTF-8; a robot takes 20 messages a minute; ``errcode`` 0 is a yes.
"""

from __future__ import annotations

from collections.abc import Collection

from server.services.reminder_channels.delivery import Address, Message
from server.services.reminder_channels.hosts import check_webhook
from server.services.reminder_channels.webhook import post_json, refuse_unless_zero

EXAMPLE = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…"
_HOSTS = ("qyapi.weixin.qq.com",)
_PATH = "/cgi-bin/webhook/send"
_MOST_BYTES = 2048


def check(address: Address, allowed: Collection[str]) -> None:
    """Raises WebhookNotAllowed."""
    check_webhook(address.target, _HOSTS, _PATH, EXAMPLE, allowed)


def send(address: Address, message: Message) -> None:
    """Raises DeliveryError."""
    body = {"msgtype": "text", "text": {"content": _within(message.text)}}
    refuse_unless_zero(post_json(address.target, body), "errcode", "errmsg")


def _within(text: str) -> str:
    """Cut to what is taken, at a whole character."""
    if len(text.encode()) <= _MOST_BYTES:
        return text
    end = "…".encode()
    return (text.encode()[: _MOST_BYTES - len(end)].decode(errors="ignore")) + "…"
