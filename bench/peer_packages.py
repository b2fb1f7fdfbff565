"""The peers' packages: installed beside the bench, bundled for the browser."""

from __future__ import annotations

import subprocess
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
_MODULES = PEERS / "node_modules"
_PRODUCTION = '--define:process.env.NODE_ENV="production"'


def install() -> None:
    """As the lock file says, once; again when it has changed. No script of theirs is run: what
    they would compile is for storage that no bench uses."""
    mark, lock = _MODULES / ".installed", (PEERS / "package-lock.json").read_text()
    if mark.exists() and mark.read_text() == lock:
        return
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(lock)


def page_script(page: str) -> str:
    """A page of ``peers/pages`` with all it imports, as a production build."""
    bundled = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--log-level=error"]
    return _run(str(_MODULES / ".bin" / "esbuild"), f"pages/{page}", *bundled, _PRODUCTION)


def _run(*command: str) -> str:
    done = subprocess.run(command, cwd=PEERS, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own tools
    return done.stdout
