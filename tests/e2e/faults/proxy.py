"""A bad network: a proxy between phone and server that can do to a request what networks do.

Every answer closes its connection: on a kept one the browser itself would quietly ask again.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PATIENCE_SECONDS = 60
# They are about one connection, not about the answer.
_OF_A_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answered:
    """``sent`` is how many bytes of the body reach the phone before the line breaks."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sent: int | None = None


Deliver = Callable[[Asked], Answered]
"""Ask the server. Raises OSError or HTTPException when it gives no answer."""

Fault = Callable[[Asked, Deliver], Answered | None]
"""What becomes of a request; None cuts the connection without an answer."""


@dataclass
class _Planned:
    method: str
    part: str
    fault: Fault
    times: int

    def takes(self, asked: Asked) -> bool:
        fits = self.method in ("*", asked.method) and self.part in asked.path
        return fits and self.times > 0


class Proxy:
    """Listens at ``origin`` for the server at ``port``; ``log`` is what was asked of it."""

    def __init__(self, port: int) -> None:
        self.log: list[tuple[str, str]] = []
        self._server_port = port
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self._listening = _listening(self._answer)
        self.origin = f"http://localhost:{self._listening.server_address[1]}"

    def befall(self, method: str, part: str, fault: Fault, *, times: int = 1) -> None:
        """Let ``fault`` happen to the next requests whose path holds ``part``; the newest plan
        for a request is the one that counts."""
        self._planned.insert(0, _Planned(method, part, fault, times))

    def always(self, method: str, part: str, fault: Fault) -> None:
        self.befall(method, part, fault, times=2**31)

    def heal(self) -> None:
        """Nothing befalls a request any more."""
        with self._lock:
            self._planned.clear()

    def count(self, method: str, part: str) -> int:
        return sum(asked == method and part in path for asked, path in self.log)

    def await_asked(self, method: str, part: str, times: int = 1) -> None:
        """Until so many such requests have come. Raises TimeoutError."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.count(method, part) < times:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{method} {part} was not asked {times} times")
            time.sleep(0.02)

    def close(self) -> None:
        self._listening.shutdown()
        self._listening.server_close()

    def _answer(self, asked: Asked) -> Answered | None:
        self.log.append((asked.method, asked.path))
        fault = self._fault_for(asked)
        try:
            return fault(asked, self._deliver) if fault else self._deliver(asked)
        except (OSError, http.client.HTTPException):
            return None

    def _fault_for(self, asked: Asked) -> Fault | None:
        with self._lock:
            for planned in self._planned:
                if planned.takes(asked):
                    planned.times -= 1
                    return planned.fault
        return None

    def _deliver(self, asked: Asked) -> Answered:
        server = http.client.HTTPConnection(
            "localhost", self._server_port, timeout=_PATIENCE_SECONDS
        )
        try:
            server.request(asked.method, asked.path, asked.body or None, asked.headers)
            answer = server.getresponse()
            kept = [(k, v) for k, v in answer.getheaders() if k.lower() not in _OF_A_CONNECTION]
            return Answered(answer.status, tuple(kept), answer.read())
        finally:
            server.close()


@contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    proxy = Proxy(port)
    yield proxy
    proxy.close()


def cut(_asked: Asked, _deliver: Deliver) -> None:
    """The request never reaches the server."""


def answer_lost(asked: Asked, deliver: Deliver) -> None:
    """The server does all of it and commits; nobody hears."""
    deliver(asked)


def portal(_asked: Asked, _deliver: Deliver) -> Answered:
    """A captive portal: 200, and a page to sign in to the network."""
    page = "<!doctype html><title>WLAN</title><p>请先登录无线网".encode()
    return Answered(200, (("Content-Type", "text/html; charset=utf-8"),), page)


def emptied(asked: Asked, deliver: Deliver) -> Answered:
    """Something in between drops the body."""
    return deliver(replace(asked, body=b"", headers=asked.headers | {"Content-Length": "0"}))


def broken_off(asked: Asked, deliver: Deliver) -> Answered:
    """Half of the answer's body arrives, then the line breaks."""
    answered = deliver(asked)
    return replace(answered, sent=len(answered.body) // 2)


def answers(status: int, body: bytes = b"", content_type: str = "text/plain") -> Fault:
    """Something in between answers in the server's place."""
    answered = Answered(status, (("Content-Type", content_type),), body)
    return lambda _asked, _deliver: answered


class Hold:
    """Keeps requests on their way until told to let them go on."""

    def __init__(self, *, after_server: bool = False) -> None:
        self._after_server = after_server
        self._reached = threading.Event()
        self._going_on = threading.Event()

    def __call__(self, asked: Asked, deliver: Deliver) -> Answered:
        answered = deliver(asked) if self._after_server else None
        self._reached.set()
        assert self._going_on.wait(_PATIENCE_SECONDS), "nobody let the request go on"
        return answered or deliver(asked)

    def await_reached(self) -> None:
        assert self._reached.wait(_PATIENCE_SECONDS), "no such request came"

    def go_on(self) -> None:
        self._going_on.set()


def _listening(answer: Callable[[Asked], Answered | None]) -> ThreadingHTTPServer:
    class Handler(_Handler):
        ask = staticmethod(answer)

    server = _Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: Any) -> None:
        """A browser that was killed does not take its answer."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ask: Callable[[Asked], Answered | None]

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        self.close_connection = True
        if not self.raw_requestline or not self.parse_request():
            return
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answered = self.ask(Asked(self.command, self.path, dict(self.headers), body))
        if answered is not None:
            self._send(answered)

    def _send(self, answered: Answered) -> None:
        self.send_response_only(answered.status)
        for name, value in answered.headers:
            self.send_header(name, value)
        self.send_header("Connection", "close")
        if answered.status not in (204, 304):
            self.send_header("Content-Length", str(len(answered.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answered.body[: answered.sent])
