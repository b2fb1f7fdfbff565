"""``python -m tests.e2e.shifted_server FILE serve …``: the server at another hour.

The same program; the clock it reads is ahead by the seconds that FILE says, so that a test may let
midnight pass.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from server.web import clock

_system_clock = clock.system_clock
_SHIFT = Path(sys.argv.pop(1))


def _shifted_clock() -> datetime:
    return _system_clock() + timedelta(seconds=float(_SHIFT.read_text("utf-8")))


# Applications take it as their default when their module is first read.
clock.system_clock = _shifted_clock

from server.cli import main  # noqa: E402
from server.config import data_dir  # noqa: E402
from server.installation import Installation  # noqa: E402

if __name__ == "__main__":
    main(obj=Installation(data_dir()))
