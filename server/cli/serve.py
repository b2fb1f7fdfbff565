"""``serve``: prepare the database and answer requests with gunicorn."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import click
from gunicorn.app.base import BaseApplication

from server.cli.tell import ProblemCommand, tell
from server.services.backup.locks import serving
from server.services.demo.load import Credential
from server.web.request_log import configure_logging

_WORKERS, _THREADS, _TIMEOUT_SECONDS = 2, 4, 120


class Servable(Protocol):
    """An installation as this command sees it: a WSGI application that can be prepared."""

    @property
    def data_dir(self) -> Path: ...

    def prepare(self) -> Sequence[Credential]: ...

    def app(self) -> Any: ...


class _Gunicorn(BaseApplication):
    def __init__(self, application: Any, options: dict[str, Any]) -> None:
        self._application, self._options = application, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._application


@click.command(cls=ProblemCommand)
@click.option(
    "--host",
    default="localhost",
    help="The name phones open; other than localhost, the server listens on all addresses.",
)
@click.option("--port", default=8000, type=click.IntRange(1, 65535))
@click.option("--certificate", type=click.Path(exists=True, dir_okay=False))
@click.option("--key", type=click.Path(exists=True, dir_okay=False))
@click.pass_obj
def serve(
    installation: Servable, host: str, port: int, certificate: str | None, key: str | None
) -> None:
    """Serve the school: the demo until a school of its own was begun."""
    if bool(certificate) != bool(key):
        raise click.UsageError("--certificate and --key go together")
    configure_logging()
    options = {
        "bind": f"{'127.0.0.1' if host == 'localhost' else '0.0.0.0'}:{port}",  # noqa: S104 - phones come from outside
        "workers": _WORKERS,
        "threads": _THREADS,
        "timeout": _TIMEOUT_SECONDS,
        "certfile": certificate,
        "keyfile": key,
        "loglevel": "warning",
        "post_worker_init": _settle,
    }
    with serving(installation.data_dir):
        _tell_passwords(installation.prepare())
        scheme = "https" if certificate else "http"
        tell("serve.ready", address=f"{scheme}://{host}:{port}")
        _Gunicorn(installation, options).run()


def _settle(worker: Any) -> None:
    """What a worker has loaded stays as long as it lives. The collector would walk over all of it
    again and again while a push makes its thousands of objects."""
    worker.wsgi.app()
    gc.collect()
    gc.freeze()


def _tell_passwords(credentials: Sequence[Credential]) -> None:
    if not credentials:
        return
    tell("serve.passwords")
    for credential in credentials:
        click.echo(f"  {credential.role:<15} {credential.login:<10} {credential.password}")
