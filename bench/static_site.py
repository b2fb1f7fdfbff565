"""A server on this machine that gives a browser the files of some folders."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

BLANK = "/blank"


class _Files(SimpleHTTPRequestHandler):
    def __init__(self, *given: Any, folders: Mapping[str, Path], **named: Any) -> None:
        self._folders = folders
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        """``/NAME/rest`` is in the folder of that name."""
        _, name, *rest = path.split("?", maxsplit=1)[0].split("/")
        return str(self._folders.get(name, Path("/nowhere")).joinpath(*rest))

    def do_GET(self) -> None:
        if self.path == BLANK:
            self._blank()
        else:
            super().do_GET()

    def _blank(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """A bench prints figures only."""


@contextmanager
def served(folders: Mapping[str, Path]) -> Iterator[str]:
    """The server's origin; ``BLANK`` is an empty page of it."""
    files = functools.partial(_Files, folders=folders)
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
