"""Problems of changing places."""

from __future__ import annotations

from server.domain.problems import Problem


class PlaceInspected(Problem):
    """A place with records of its own cannot be deleted: they would be about nothing."""

    code = "place_inspected"
