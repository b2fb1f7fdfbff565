"""The servers that the peers replicate from, each with the same documents."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.peer_packages import PEERS

Document = dict[str, Any]
_START_SECONDS = 60
_LOADED_AT_ONCE = 1000


@contextmanager
def pouchdb_server(documents: Sequence[Document], folder: Path) -> Iterator[str]:
    """pouchdb-server in memory, where it is quickest; its address."""
    tool = PEERS / "node_modules" / "pouchdb-server" / "bin" / "pouchdb-server"
    folder.mkdir(parents=True)
    port = _free_port()
    command = ["node", str(tool), "--in-memory", "--no-stdout-logs", "--port", str(port)]
    with _running(command, port, folder) as origin:
        _send("PUT", f"{origin}/assets", None)
        for at in range(0, len(documents), _LOADED_AT_ONCE):
            named = [{"_id": d["id"]} | d for d in documents[at : at + _LOADED_AT_ONCE]]
            _send("POST", f"{origin}/assets/_bulk_docs", {"docs": named})
        yield origin


@contextmanager
def rxdb_server(documents: Sequence[Document], folder: Path) -> Iterator[str]:
    """The pull endpoint for RxDB; its address."""
    folder.mkdir(parents=True)
    file = folder / "documents.json"
    file.write_text(json.dumps(documents))
    port = _free_port()
    command = ["node", str(PEERS / "rxdb-server.mjs"), str(port), str(file)]
    with _running(command, port, folder) as origin:
        yield origin


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[str]:
    origin = f"http://localhost:{port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)  # noqa: S603 - our own tools
        try:
            _await_answer(origin, process)
            yield origin
        finally:
            process.terminate()
            process.wait()


def _await_answer(origin: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            _send("GET", f"{origin}/", None)
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {process.args!r}")


def _send(method: str, url: str, body: object) -> None:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - our own address
    urllib.request.urlopen(request, timeout=_START_SECONDS).read()  # noqa: S310 - idem


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
