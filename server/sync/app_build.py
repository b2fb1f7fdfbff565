"""Which builds of the phone app may still pull. Facts are taken from any build."""

from server.domain.problems import AppTooOld

# Builds are named by their UTC time, like 20261121T120000Z, so they compare as text.
OLDEST_APP_BUILD = "20261101T000000Z"


def check_app_build(build: str | None) -> None:
    """Raises AppTooOld for a build whose pull this server no longer answers."""
    if build is not None and build < OLDEST_APP_BUILD:
        raise AppTooOld(oldest=OLDEST_APP_BUILD)
