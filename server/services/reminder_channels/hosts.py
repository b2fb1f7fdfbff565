"""Which machines the server may speak to, so that no channel is pointed at the inside of the
network: webhooks go to their service's own host, mail to public addresses on ports of mail.

``allowed`` are further ``host:port`` that whoever runs the server has named in its settings: a
service of the school's own, or a mail server within the house.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from server.domain.problems_reminders import MailServerNotAllowed, WebhookNotAllowed

MAIL_PORTS = (25, 465, 587)
_HTTPS = 443


def check_webhook(
    url: str, hosts: Collection[str], path: str, example: str, allowed: Collection[str]
) -> None:
    """Raises WebhookNotAllowed unless ``url`` is https at one of ``hosts`` with a path that begins
    with ``path``, or its host and port are ``allowed``."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise WebhookNotAllowed(example=example) from None
    named = f"{host}:{port or _HTTPS}" in allowed and parts.scheme in ("http", "https")
    own = parts.scheme == "https" and host in hosts and port in (None, _HTTPS)
    plain = not (parts.username or parts.password) and url.isascii() and url.isprintable()
    if not ((own or named) and plain and parts.path.startswith(path) and " " not in url):
        raise WebhookNotAllowed(example=example)


def check_mail_server(host: str, port: int, allowed: Collection[str]) -> None:
    """Raises MailServerNotAllowed unless it is ``allowed``, or a public address on a port of mail.
    A name that cannot be resolved is let pass: nothing can be sent there."""
    if f"{host}:{port}" in allowed:
        return
    if port not in MAIL_PORTS or not all(map(_is_public, _addresses(host, port))):
        raise MailServerNotAllowed(ports=" / ".join(map(str, MAIL_PORTS)))


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_, address in found]


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global
