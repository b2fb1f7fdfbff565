"""Local services that speak as the real ones do: group robots over HTTP and a mail server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SECRET = "SEC0123456789abcdef"


@dataclass
class Robots:
    """``texts`` is what they showed, in order; ``behave`` is how they answer from now on: well,
    refuse, redirect, break, hang up, or stall until ``go_on``."""

    port: int
    texts: list[str] = field(default_factory=list)
    behave: str = "well"
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def address(self, kind: str) -> str:
        return (
            f"http://{self.host}"
            + {
                "wecom": "/cgi-bin/webhook/send?key=693a91f6-7c3f",
                "dingtalk": "/robot/send?access_token=f00d",
                "feishu": "/open-apis/bot/v2/hook/beef",
            }[kind]
        )

    def answer(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """As the service of that address would."""
        url = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/cgi-bin/webhook/send":
            return self._wecom(asked, body)
        if url.path == "/robot/send":
            return self._dingtalk(asked, body)
        return self._feishu(body)

    def _wecom(self, asked: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if self.behave == "refuse" or asked.get("key") != "693a91f6-7c3f":
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        content = body["text"]["content"]
        if body["msgtype"] != "text" or len(content.encode()) > 2048:
            return {"errcode": 40008, "errmsg": "invalid message"}
        self.texts.append(content)
        return {"errcode": 0, "errmsg": "ok"}

    def _dingtalk(self, asked: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        signed = f"{asked.get('timestamp')}\n{SECRET}"
        mac = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
        late = abs(int(asked.get("timestamp", "0")) / 1000 - time.time()) > 3600
        if self.behave == "refuse" or late or asked.get("sign") != base64.b64encode(mac).decode():
            return {"errcode": 310000, "errmsg": "sign not match"}
        self.texts.append(body["text"]["content"])
        return {"errcode": 0, "errmsg": "ok"}

    def _feishu(self, body: dict[str, Any]) -> dict[str, Any]:
        key = f"{body.get('timestamp')}\n{SECRET}"
        mac = hmac.new(key.encode(), b"", hashlib.sha256).digest()
        late = abs(int(body.get("timestamp", "0")) - time.time()) > 3600
        if self.behave == "refuse" or late or body.get("sign") != base64.b64encode(mac).decode():
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
        assert body["msg_type"] == "text"
        self.texts.append(body["content"]["text"])
        return {
            "StatusCode": 0,
            "StatusMessage": "success",
            "code": 0,
            "data": {},
            "msg": "success",
        }


@contextmanager
def robots() -> Iterator[Robots]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if served.behave == "redirect":
                self.send_response(302)
                self.send_header("Location", "/cgi-bin/webhook/send?key=693a91f6-7c3f")
                self.end_headers()
                return
            answer = json.dumps(served.answer(self.path, body)).encode()
            if served.behave == "stall":
                served.go_on.wait(30)
            if served.behave == "hang up":
                return
            self.send_response(503 if served.behave == "break" else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Robots(server.server_address[1])
        with _running(server):
            yield served


@dataclass
class MailServer:
    """``mails`` it took. ``refuses``: recipients it does not know. ``dies``: it hangs up once it
    has a whole mail, without an answer."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    password: str = "code-1"
    dies: bool = False


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """As little of RFC 5321 and RFC 4954 as a client needs."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 mail.test ESMTP")
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                verb = line.partition(" ")[0].upper()
                if verb == "DATA":
                    self._say("354 go ahead")
                    if not self._take():
                        return
                else:
                    self._say(self._answer(verb, line))
                if verb == "QUIT":
                    return

        def _answer(self, verb: str, line: str) -> str:
            if verb == "EHLO":
                return "250-mail.test\r\n250 AUTH PLAIN"
            if verb == "AUTH":
                _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
                served.logins.append(user)
                return "235 ok" if password == served.password else "535 no"
            if verb == "RCPT" and line.partition("<")[2].partition(">")[0] in served.refuses:
                return "550 unknown"
            return "221 bye" if verb == "QUIT" else "250 ok"

        def _take(self) -> bool:
            lines: list[bytes] = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line[1:] if line.startswith(b"..") else line)
            mail = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(mail, EmailMessage)
            served.mails.append(mail)
            if not served.dies:
                self._say("250 queued")
            return not served.dies

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        served = MailServer(server.server_address[1])
        with _running(server):
            yield served


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
