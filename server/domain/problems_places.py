"""Problems of changing places."""

from __future__ import annotations

from server.domain.problems import Problem


class PlaceInspected(Problem):
    """A place with records of its own cannot be deleted: they would be about nothing."""

    code = "place_inspected"


class PlaceOnRoute(Problem):
    """A route that is walked stops there; params: route, its name."""

    code = "place_on_route"


class PlaceCounted(Problem):
    """A stocktake has a sheet of the place, or a thing was missed from it."""

    code = "place_counted"


class PlaceOfClass(Problem):
    """A class sits there, or did."""

    code = "place_of_class"
