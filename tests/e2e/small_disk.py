"""A disk of the server's that can be full.

A tmpfs of its own where this machine lets us mount one; else the kernel's limit on the size of
files, set on the running server: either way its writes fail, for real.
"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.e2e.server_process import ServerProcess

_SIZE_MB = 48
_PIECE = 2**16


class SmallDisk:
    """``folder`` is for the server's data."""

    def __init__(self, folder: Path, *, is_mounted: bool) -> None:
        self.folder = folder
        self._is_mounted = is_mounted
        self._filler = folder / "filler"

    def fill(self, server: ServerProcess) -> None:
        """Not one more byte can be written."""
        if not self._is_mounted:
            _limit_files(server, 0)
            return
        with self._filler.open("ab", buffering=0) as filler:
            for size in (_PIECE, 1):
                with suppress(OSError):
                    while True:
                        filler.write(bytes(size))

    def free(self, server: ServerProcess) -> None:
        """There is room again."""
        if self._is_mounted:
            self._filler.unlink()
        else:
            _limit_files(server, resource.RLIM_INFINITY)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk mounted on ``folder``, or made small by a limit on the server."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE_MB}m", "tmpfs", str(folder)]
    is_mounted = _succeeds(mount)
    try:
        yield SmallDisk(folder, is_mounted=is_mounted)
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
    except FileNotFoundError:
        return False


def _limit_files(server: ServerProcess, limit: int) -> None:
    for pid in server.pids():
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, hard))
