"""A JSON message posted to a group robot, and its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from server.services.reminder_channels.delivery import TIMEOUT_SECONDS, DeliveryError

_LONGEST_ANSWER = 20_000
_LONGEST_DETAIL = 200
_SERVER_ERROR = 500


def _opener() -> OpenerDirector:
    """Follows no redirect: an answer that leads elsewhere is an answer, so that no service leads
    into the network."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


_OPENER = _opener()


def post_json(url: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The robot's answer. Raises DeliveryError when there is none that can be read."""
    request = Request(  # noqa: S310 - check_webhook let the address pass
        url,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
        method="POST",
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return _read(answer.read(_LONGEST_ANSWER))
    except HTTPError as error:
        error.close()
        unsure = error.code >= _SERVER_ERROR
        raise DeliveryError("http", str(error.code), may_have_arrived=unsure) from None
    except URLError as error:
        raise DeliveryError("unreachable", reason_of(error.reason)) from None
    except (OSError, HTTPException) as error:
        raise DeliveryError("no_answer", reason_of(error), may_have_arrived=True) from None


def refuse_unless_zero(answer: Mapping[str, Any], code: str, words: str) -> None:
    """Raises DeliveryError unless the field ``code`` of the answer is 0; ``words`` is the field
    that says why."""
    if answer.get(code) != 0:
        raise DeliveryError("refused", cut(f"{answer.get(code)} {answer.get(words, '')}"))


def reason_of(error: object) -> str:
    """What the system says of a failed connection, without its numbers."""
    return cut(getattr(error, "strerror", None) or str(error))


def cut(words: str) -> str:
    """One line of another's words, as long as can be shown."""
    return " ".join(words.split())[:_LONGEST_DETAIL]


def _read(raw: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(raw)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise DeliveryError("unreadable", may_have_arrived=True)
    return answer
