"""Where a form may send a browser next: only within this server."""

from __future__ import annotations

import re

# One slash and then no second one: //host and /\host are other servers to a browser.
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x7e]*")


def local_address(wanted: str, otherwise: str) -> str:
    """``wanted`` when it is a path of this server, else ``otherwise``."""
    return wanted if _LOCAL.fullmatch(wanted) else otherwise
