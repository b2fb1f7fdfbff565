"""The real server process with settings of its own beside the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.e2e.server_process import ServerProcess


class SchoolServer(ServerProcess):
    """``settings``: CAMPUS_ variables, as an administrator would set them."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str]) -> None:
        super().__init__(data_dir)
        self._settings = settings

    def environment(self) -> dict[str, str]:
        return super().environment() | dict(self._settings)
