"""A phone that speaks the wire over plain HTTP: light enough that fifty fit beside a server."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from bench.big_school import LOGIN, PASSWORD
from server.records import new_id
from tests.factories.facts import Phone

SYNC = "/api/sync/v1"
_JSON = {"Content-Type": "application/json"}
_PATIENCE_SECONDS = 120


class Refused(Exception):  # noqa: N818 - what the server said, not an error of ours
    """An answer that is no success."""


class HttpClient:
    """Signed in on a device of its own. A connection is made anew for each request, so that the
    server's closing of an idle one is nobody's error."""

    def __init__(self, origin: str, login: str = LOGIN, password: str = PASSWORD) -> None:
        address = urlsplit(origin)
        self._host, self._port = address.hostname or "", address.port or 0
        self.device_id = new_id()
        self._headers: dict[str, str] = {}
        device = {"id": self.device_id, "name": "bench"}
        body = {"login": login, "password": password, "device": device}
        answer = json.loads(self.send("POST", "/api/session", json.dumps(body).encode(), _JSON))
        self.grant: str = answer["capture_grant"]
        self.person_id: str = answer["person"]["id"]

    def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> bytes:
        """The body of a good answer. Raises Refused, OSError, http.client.HTTPException."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, self._headers | (headers or {}))
            answer = connection.getresponse()
            data = answer.read()
            self._keep_cookie(answer)
        finally:
            connection.close()
        if answer.status >= 300:
            raise Refused(method, path, answer.status, data[:200])
        return data

    def post(self, path: str, body: object) -> Any:
        """The JSON answer to a JSON body."""
        return json.loads(self.send("POST", path, json.dumps(body).encode(), _JSON))

    def _keep_cookie(self, answer: http.client.HTTPResponse) -> None:
        cookies = [c.partition(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
        if cookies:
            self._headers = {"Cookie": "; ".join(cookies)}


def phone_on(client: HttpClient) -> Phone:
    """Makes this device's facts, in its order."""
    return Phone(client, client.person_id)  # type: ignore[arg-type]


def push_body(client: HttpClient, facts: list[dict[str, str]]) -> bytes:
    """The body of one push."""
    body = {"device": client.device_id, "sent_at": round(time.time() * 1000), "facts": facts}
    return json.dumps(body).encode()


def push(client: HttpClient, body: bytes) -> list[dict[str, Any]]:
    """Send it; the receipts."""
    receipts: list[dict[str, Any]] = json.loads(client.send("POST", f"{SYNC}/facts", body, _JSON))[
        "receipts"
    ]
    return receipts


def contact(client: HttpClient, highest_seq: int, unsent: int) -> Any:
    """The contact that begins every run; the server's answer."""
    said = {"highest_seq": highest_seq, "unsent": unsent, "held": 0}
    own = {"app_build": "0.1.0", "free_bytes": None, "sent_at": round(time.time() * 1000)}
    return client.post(f"{SYNC}/session", {"device": client.device_id} | said | own)
