"""What a browser is called in the list of devices until somebody names it."""

from __future__ import annotations

# The order matters: browsers name their ancestors too.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Like "Chrome, Windows"; "Browser" when nothing is known."""
    found = [
        next((name for mark, name in marks if mark in user_agent), None)
        for marks in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or "Browser"
