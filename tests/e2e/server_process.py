"""The real server as a process of its own: started, killed with -9, started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_START_SECONDS = 30
_TOLD = 3_000  # characters of the log's end
_ROOT = Path(__file__).parents[2]


class ServerStartError(Exception):
    """The server process gave no healthy answer in time; the text is what it printed."""


class ServerProcess:
    """``python -m server serve`` on one port and one data folder, whatever happens to it.

    ``root`` holds the product that is served; ``settings`` are more of its CAMPUS_ variables.
    """

    def __init__(
        self, data_dir: Path, root: Path = _ROOT, settings: Mapping[str, str] | None = None
    ) -> None:
        self.data_dir = data_dir
        self.program: tuple[str, ...] = ("-m", "server")
        self._root = root
        self._settings = dict(settings or {})
        self.port = _free_port()
        self.origin = f"http://localhost:{self.port}"
        self._log = data_dir.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it is healthy. Raises ServerStartError."""
        command = [sys.executable, *self.program, "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                cwd=self._root,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self.await_healthy()
        except ServerStartError:
            self.kill()
            raise

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def kill(self) -> None:
        """Kill the master and all its workers with -9; nothing gets to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it the ordinary way."""
        self._end(signal.SIGTERM)

    def kill_workers(self) -> None:
        """Kill the workers alone with -9; their master starts others."""
        for pid in self.pids()[1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def pids(self) -> list[int]:
        """The master, then its workers."""
        assert self._process is not None, "the server is not running"
        master = self._process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [master, *map(int, children)]

    def await_healthy(self) -> None:
        """Until it answers. Raises ServerStartError."""
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_healthy():
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise ServerStartError(self.log()[-_TOLD:])
            time.sleep(0.05)

    def run(self, *arguments: str | Path) -> str:
        """Another command on the same data folder; what it printed. Raises CalledProcessError."""
        return subprocess.run(  # noqa: S603 - our own module
            [sys.executable, *self.program, *map(str, arguments)],
            cwd=self._root,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def log(self) -> str:
        """Everything it has printed so far, over all starts."""
        return self._log.read_text("utf-8", errors="replace")

    def passwords(self) -> Mapping[str, str]:
        """login -> password, as the first start printed them for the demo."""
        lines = (line.split() for line in self.log().splitlines() if line.startswith("  "))
        return {words[1]: words[2] for words in lines if len(words) == 3}

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            os.killpg(process.pid, how)
        process.wait()

    def environment(self) -> dict[str, str]:
        """What its commands are told."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMPUS_")}
        return kept | {"CAMPUS_DATA": str(self.data_dir)} | self._settings

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/healthz", timeout=5) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
