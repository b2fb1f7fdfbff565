"""What every template may use: messages, built assets, who is signed in."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flask import Flask

from server.pages.shell import DIST
from server.web.guard import person_may
from server.web.messages import request_language, t


def register_template_helpers(app: Flask) -> None:
    app.jinja_env.globals.update(t=t, language=request_language, built=built, person_may=person_may)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def built(entry: str) -> dict[str, Any]:
    """Addresses of a built entry of the PWA's build: {"script": str|None, "styles": [str]}."""
    chunk = _manifest()[entry]
    file = "/" + chunk["file"]
    styles = ["/" + name for name in chunk.get("css", [])]
    return {"script": None, "styles": [file]} if file.endswith(".css") else {
        "script": file,
        "styles": styles,
    }


@cache
def _manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((DIST / ".vite" / "manifest.json").read_text("utf-8"))
    return manifest
