"""The process that runs the phones' real TypeScript code (docs/spec/storm-host.md)."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HOST = Path(__file__).parents[2] / "pwa" / "dist-storm" / "host.mjs"

Reply = dict[str, Any]


class HostFailed(Exception):  # noqa: N818 - it tells what has happened
    """The host could not carry out a command, or has died."""


class Host:
    """One Node process; every command gives exactly one reply and nothing runs in between."""

    def __init__(self, file: Path = HOST) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a file of ours
            ["node", str(file)],  # noqa: S607 - the Node on the path, as for every build
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def do(self, cmd: str, **arguments: Any) -> Reply:
        """Raises HostFailed."""
        line = json.dumps({"cmd": cmd, **arguments}).encode() + b"\n"
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise HostFailed(f"ended with {self._process.wait()} at {cmd}")
        reply: Reply = json.loads(answer)
        if "error" in reply:
            raise HostFailed(f"{cmd}: {reply['error']}")
        return reply

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def to_bytes(text: str | None) -> bytes:
    return b"" if text is None else base64.b64decode(text)


def to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()
