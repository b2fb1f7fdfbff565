"""What every template may use: messages, built assets, who is signed in, how values are written."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request

from qr_labels import group_code
from server.domain.school_day import SCHOOL_ZONE, school_day
from server.pages.desk.frame import desk_frame
from server.pages.shell import DIST
from server.records import AssetKind
from server.web.guard import person_may
from server.web.messages import request_language, t


def register_template_helpers(app: Flask) -> None:
    app.jinja_env.globals.update(
        t=t,
        language=request_language,
        built=built,
        person_may=person_may,
        desk_frame=desk_frame,
        kind_name=kind_name,
        page_href=page_href,
    )
    app.jinja_env.filters.update(
        moment=moment, clock=clock, school_day=school_day, delay=delay_text, code=group_code
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def built(entry: str) -> dict[str, Any]:
    """Addresses of a built entry of the PWA's build: {"script": str|None, "styles": [str]}."""
    chunk = _manifest()[entry]
    file = "/" + chunk["file"]
    styles = ["/" + name for name in (*_styles_of_imports(chunk), *chunk.get("css", []))]
    if file.endswith(".css"):
        return {"script": None, "styles": [file]}
    return {"script": file, "styles": styles}


def kind_name(kind: AssetKind) -> str:
    """A kind of assets in the request's language."""
    return kind.name_zh if request_language() == "zh" else kind.name_en


def page_href(number: int) -> str:
    """The present list at another page."""
    return "?" + urlencode(request.args.to_dict() | {"page": str(number)})


def moment(value: datetime) -> str:
    """The school's own day and time, like 2026-11-21 14:05."""
    return value.astimezone(SCHOOL_ZONE).strftime("%Y-%m-%d %H:%M")


def clock(value: datetime) -> str:
    """The school's own time of day, like 14:05."""
    return value.astimezone(SCHOOL_ZONE).strftime("%H:%M")


def delay_text(value: timedelta) -> str:
    """A span in its greatest whole unit: minutes, hours or days."""
    minutes = int(value.total_seconds() // 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return t("desk.minutes", n=minutes)
    hours = minutes // 60
    return t("desk.hours", n=hours) if hours < 48 else t("desk.days", n=hours // 24)  # noqa: PLR2004


def _styles_of_imports(chunk: dict[str, Any]) -> list[str]:
    """Styles that the bundler put into chunks shared with the phone app."""
    return [
        name
        for imported in chunk.get("imports", [])
        for name in _manifest()[imported].get("css", [])
    ]


@cache
def _manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((DIST / ".vite" / "manifest.json").read_text("utf-8"))
    return manifest
