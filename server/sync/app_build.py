"""Which builds of the phone app may still pull. Facts are taken from any build."""

import re

from server.domain.problems import AppTooOld

# The version in pwa/package.json; the same sources give the same build, so that a phone is not
# asked to update to what it has.
OLDEST_APP_BUILD = "0.1.0"
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def check_app_build(build: str | None) -> None:
    """Raises AppTooOld for a build whose pull this server no longer answers.

    A build that names itself in another way is none of ours and is let through.
    """
    if build is None or not _VERSION.fullmatch(build):
        return
    if _parts(build) < _parts(OLDEST_APP_BUILD):
        raise AppTooOld(oldest=OLDEST_APP_BUILD)


def _parts(build: str) -> tuple[int, ...]:
    return tuple(int(part) for part in build.split("."))
