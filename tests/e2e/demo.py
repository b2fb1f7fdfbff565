"""The demo school as the tests know it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tests.e2e.school_file import SchoolFile
from tests.e2e.server_process import ServerProcess


@dataclass(frozen=True)
class Thing:
    """One labelled thing; ``code`` is its label's."""

    id: str
    name: str
    code: str


class Demo:
    def __init__(self, server: ServerProcess) -> None:
        self.server = server

    @cached_property
    def database(self) -> SchoolFile:
        return SchoolFile(self.server.data_dir, "demo")

    def password(self, login: str) -> str:
        return self.server.passwords()[login]

    def name_of(self, login: str) -> str:
        rows = self.database.rows("SELECT name FROM person WHERE login = ?", login)
        return str(rows[0][0])

    def things(self, count: int, *, kind: str = "display") -> list[Thing]:
        """Things of one kind with a label, always the same ones."""
        rows = self.database.rows(
            "SELECT asset.id, asset.name, label.code FROM asset JOIN label"
            " ON label.asset_id = asset.id WHERE asset.kind_id = ? ORDER BY asset.id LIMIT ?",
            kind,
            count,
        )
        return [Thing(*row) for row in rows]
