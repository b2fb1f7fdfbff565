"""One structured line a request, with an id that the answer carries too."""

from __future__ import annotations

import sys
import time
import uuid
from contextlib import suppress
from typing import TextIO, cast

import structlog
from flask import Flask, Response, g, request

REQUEST_ID_HEADER = "X-Request-Id"

log = structlog.get_logger("request")


def configure_logging() -> None:
    """JSON lines on standard output; no passwords, no bodies, no query strings."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _StandardOutput())),
        cache_logger_on_first_use=True,
    )


class _StandardOutput:
    """A log on a full disk loses lines; that is no reason to refuse a request."""

    def write(self, line: str) -> None:
        with suppress(OSError):
            sys.stdout.write(line)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stdout.flush()


def register_request_log(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id = uuid.uuid4().hex
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers[REQUEST_ID_HEADER] = g.request_id
    log.info(
        "request",
        method=request.method,
        path=request.path,
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1000, 1),
        person=g.get("person_id"),
    )
    return response
