"""The address that goes into the symbols, and whether it will last."""

from __future__ import annotations

import ipaddress
from enum import StrEnum
from urllib.parse import urlsplit

from flask import request

from server.web.current_settings import current_settings


class AddressWarning(StrEnum):
    """Why labels with this address will lead nowhere one day."""

    THIS_COMPUTER = "this_computer"
    BARE_NUMBER = "bare_number"
    NOT_HTTPS = "not_https"


def label_address() -> str:
    """The school's set address, else the one by which this request came."""
    return current_settings().base_url or request.host_url.rstrip("/")


def warning_about(address: str) -> AddressWarning | None:
    """The gravest objection to printing ``address``, None when it will do."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    number = _as_number(host)
    if host == "localhost" or (number is not None and number.is_loopback):
        return AddressWarning.THIS_COMPUTER
    if number is not None:
        return AddressWarning.BARE_NUMBER
    return AddressWarning.NOT_HTTPS if parts.scheme != "https" else None


def _as_number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
