"""飞书 (Feishu, Lark) group robots: open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.

With 签名校验 the body carries the time in seconds and Base64(HMAC-SHA256(time + "\\n" + secret,
"")): the secret is part of the key, and nothing is signed. ``code`` 0 is a yes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime

from server.services.reminder_channels.delivery import Address, Message
from server.services.reminder_channels.hosts import check_webhook
from server.services.reminder_channels.webhook import post_json, refuse_unless_zero

EXAMPLE = "https://open.feishu.cn/open-apis/bot/v2/hook/…"
_HOSTS = ("open.feishu.cn", "open.larksuite.com")
_PATH = "/open-apis/bot/v2/hook/"


def check(address: Address, allowed: Collection[str]) -> None:
    """Raises WebhookNotAllowed."""
    check_webhook(address.target, _HOSTS, _PATH, EXAMPLE, allowed)


def send(address: Address, message: Message) -> None:
    """Raises DeliveryError."""
    body = {"msg_type": "text", "content": {"text": message.text}}
    signature = _signature(address.secret, message.sent_at) if address.secret else {}
    refuse_unless_zero(post_json(address.target, body | signature), "code", "msg")


def _signature(secret: str, at: datetime) -> dict[str, str]:
    time = str(int(at.timestamp()))
    mac = hmac.new(f"{time}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": time, "sign": base64.b64encode(mac).decode()}
