"""A client of a real server, in the shape of Flask's test client: simulated phones use either."""

from __future__ import annotations

import http.client
import json as json_module
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from server.records import new_id

_PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: dict[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        return json_module.loads(self.data)

    def get_data(self, as_text: bool = False) -> bytes | str:
        return self.data.decode() if as_text else self.data


class HttpClient:
    """One browser's cookies. Every request has a connection of its own and raises OSError or
    HTTPException when no whole answer comes."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self.device_id = new_id()
        self.grant = ""

    def sign_in(self, login: str, password: str) -> str:
        """The person's id."""
        device = {"id": self.device_id, "name": f"phone of {login}"}
        who = {"login": login, "password": password, "device": device}
        answer = self.post("/api/session", json=who)
        assert answer.status_code == 200, answer.data
        self.grant = answer.json["capture_grant"]
        return str(answer.json["person"]["id"])

    def get(
        self, url: str, query_string: Any = (), headers: dict[str, str] | None = None
    ) -> Answer:
        return self._ask("GET", f"{url}?{urlencode(query_string)}", headers=headers or {})

    def post(self, url: str, json: Any) -> Answer:
        body = json_module.dumps(json, ensure_ascii=False).encode()
        return self._ask("POST", url, body, {"Content-Type": "application/json"})

    def put(self, url: str, data: bytes) -> Answer:
        return self._ask("PUT", url, data, {"Content-Type": "image/jpeg"})

    def _ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection("localhost", self._port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request(method, url, body, (headers or {}) | self._cookie_header())
            response = connection.getresponse()
            data = response.read()
            self._keep_cookies(response)
            return Answer(response.status, dict(response.headers), data)
        finally:
            connection.close()

    def _cookie_header(self) -> dict[str, str]:
        pairs = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": pairs} if pairs else {}

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
