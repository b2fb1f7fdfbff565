"""Typed settings, read once from the environment. A wrong value stops the start with its name."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_PREFIX = "CAMPUS_"
_HOST = re.compile(r"[a-z0-9.-]+:[0-9]{1,5}")


class BadSetting(Exception):
    """A setting cannot be used; the text names it and says what was expected."""


@dataclass(frozen=True)
class Settings:
    """What one running server needs to know.

    ``school_dir`` holds the school's database, photos and uploads; ``database_url`` is the
    database in it unless another (PostgreSQL) is given. ``base_url`` is printed into labels; empty
    means: the address of the request that asks for labels. ``reminder_hosts``: further
    ``host:port`` that reminders may be sent to, beside the robots' own services and public mail
    servers.
    """

    school_dir: Path
    database_url: str
    secret_key: str
    base_url: str = ""
    secure_cookies: bool = False
    upload_limit_mb: int = 20
    may_begin_school: bool = False
    reminder_hosts: tuple[str, ...] = ()

    @property
    def photo_dir(self) -> Path:
        return self.school_dir / "photos"

    @property
    def upload_dir(self) -> Path:
        return self.school_dir / "uploads"


def data_dir(env: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that must be kept: CAMPUS_DATA, else the user's data folder."""
    if given := env.get(_PREFIX + "DATA"):
        return Path(given)
    home = env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "campus-rounds"


def read_settings(
    school_dir: Path, env: Mapping[str, str] = os.environ, *, may_begin_school: bool = False
) -> Settings:
    """Settings of the school in ``school_dir``.

    Raises BadSetting naming the variable whose value cannot be used.
    """
    return Settings(
        school_dir=school_dir,
        database_url=database_url_of(school_dir, env),
        secret_key=_secret(env, "SECRET_KEY") or _kept_secret(school_dir / "secret_key"),
        base_url=_base_url(env),
        secure_cookies=_flag(env, "SECURE_COOKIES"),
        upload_limit_mb=_positive(env, "UPLOAD_LIMIT_MB", Settings.upload_limit_mb),
        may_begin_school=may_begin_school,
        reminder_hosts=_hosts(env),
    )


def database_url_of(school_dir: Path, env: Mapping[str, str] = os.environ) -> str:
    """Where the school of ``school_dir`` keeps its database: as set, else in the folder itself."""
    return _secret(env, "DATABASE_URL") or f"sqlite:///{school_dir / 'school.db'}"


def _secret(env: Mapping[str, str], name: str) -> str:
    """NAME, or the content of the file that NAME_FILE names."""
    if path := env.get(f"{_PREFIX}{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise BadSetting(f"{_PREFIX}{name}_FILE: cannot read {path}: {error}") from error
    return env.get(_PREFIX + name, "")


def _kept_secret(path: Path) -> str:
    """A random key made at the first start and kept beside the database, readable by us only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text()


def _base_url(env: Mapping[str, str]) -> str:
    value = env.get(_PREFIX + "BASE_URL", "").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
        raise BadSetting(f"{_PREFIX}BASE_URL: expected like https://rounds.school.cn, got {value}")
    return value


def _hosts(env: Mapping[str, str]) -> tuple[str, ...]:
    """CAMPUS_REMINDER_HOSTS: host:port,host:port"""
    value = env.get(_PREFIX + "REMINDER_HOSTS", "")
    found = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    if any(not _HOST.fullmatch(one) for one in found):
        raise BadSetting(
            f"{_PREFIX}REMINDER_HOSTS: expected like mail.school.cn:25,10.0.0.5:8080, got {value}"
        )
    return found


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(_PREFIX + name, "0")
    if value not in ("0", "1"):
        raise BadSetting(f"{_PREFIX}{name}: expected 0 or 1, got {value}")
    return value == "1"


def _positive(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(_PREFIX + name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise BadSetting(f"{_PREFIX}{name}: expected a whole number of 1 or more, got {value}")
    return int(value)
