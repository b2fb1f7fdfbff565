"""Problems of recording on the server itself."""

from __future__ import annotations

from server.domain.problems import Problem


class RecordRefused(Problem):
    """What was said on a page cannot be recorded; params: reason (why a phone's fact would be
    held)."""

    code = "record_refused"
