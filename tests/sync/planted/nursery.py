"""A copy of the project with a bug in it, ready for storms."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sync.host import HOST
from tests.sync.planted.bug import ROOT, Bug

_FOLDERS = ("server", "qr_labels", "migrations", "tests", "pwa")
_LEFT_OUT = shutil.ignore_patterns("node_modules", "dist", "__pycache__", "e2e", "data")


@contextmanager
def copy_with(bug: Bug) -> Iterator[Path]:
    """The copy's folder; the storm's host in it is built anew when the bug is the phone's."""
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        root = Path(folder)
        for name in _FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=_LEFT_OUT)
        bug.plant(root)
        if bug.is_the_phones:
            _build_host(root / "pwa")
        yield root


def _build_host(pwa: Path) -> None:
    (pwa / HOST.relative_to(ROOT / "pwa")).unlink()
    (pwa / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    command = ["npm", "run", "--silent", "storm-host"]
    subprocess.run(command, cwd=pwa, check=True, capture_output=True)  # noqa: S603 - ours
