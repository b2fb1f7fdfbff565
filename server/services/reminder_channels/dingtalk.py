"""钉钉 (DingTalk) group robots: open.dingtalk.com/document/robots/custom-robot-access.

With 加签 the address carries the time in milliseconds and Base64(HMAC-SHA256(secret, time + "\\n" +
secret)); the service takes it within an hour. ``errcode`` 0 is a yes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlencode

from server.services.reminder_channels.delivery import Address, Message
from server.services.reminder_channels.hosts import check_webhook
from server.services.reminder_channels.webhook import post_json, refuse_unless_zero

EXAMPLE = "https://oapi.dingtalk.com/robot/send?access_token=…"
_HOSTS = ("oapi.dingtalk.com",)
_PATH = "/robot/send"


def check(address: Address, allowed: Collection[str]) -> None:
    """Raises WebhookNotAllowed."""
    check_webhook(address.target, _HOSTS, _PATH, EXAMPLE, allowed)


def send(address: Address, message: Message) -> None:
    """Raises DeliveryError."""
    url = _signed(address, message.sent_at) if address.secret else address.target
    body = {"msgtype": "text", "text": {"content": message.text}}
    refuse_unless_zero(post_json(url, body), "errcode", "errmsg")


def _signed(address: Address, at: datetime) -> str:
    time = str(round(at.timestamp() * 1000))
    signed = f"{time}\n{address.secret}".encode()
    mac = hmac.new(address.secret.encode(), signed, hashlib.sha256).digest()
    added = urlencode({"timestamp": time, "sign": base64.b64encode(mac).decode()})
    return f"{address.target}{'&' if '?' in address.target else '?'}{added}"
