"""``python -m tests.e2e.past_server DAYS serve …``: the server as it was so many days ago.

The same program; only the clock it reads is behind.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from server.web import clock

_system_clock = clock.system_clock
_BEHIND = timedelta(days=float(sys.argv.pop(1)))


def _past_clock() -> datetime:
    return _system_clock() - _BEHIND


# Applications take it as their default when their module is first read.
clock.system_clock = _past_clock

from server.cli import main  # noqa: E402
from server.config import data_dir  # noqa: E402
from server.installation import Installation  # noqa: E402

if __name__ == "__main__":
    main(obj=Installation(data_dir()))
