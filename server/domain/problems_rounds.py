"""Problems of routes, and of countersigning their rounds."""

from __future__ import annotations

from server.domain.problems import Problem


class RouteWithoutStops(Problem):
    """A route needs a stop at least."""

    code = "route_without_stops"


class RouteTooLong(Problem):
    """params: most."""

    code = "route_too_long"


class RouteStopGone(Problem):
    """A thing of the route's stops does not stand in the register (any more); params: n, how many
    of them."""

    code = "route_stop_gone"


class RouteStopTwice(Problem):
    """params: name."""

    code = "route_stop_twice"


class RouteChecklistGone(Problem):
    """A checklist that a stop names does not exist."""

    code = "route_checklist_gone"


class RouteWalkerUnfit(Problem):
    """Somebody chosen cannot walk rounds: suspended, or without a role that records; params:
    name."""

    code = "route_walker_unfit"


class RouteTooFewWalkers(Problem):
    """A route walked by two is given to one person alone."""

    code = "route_too_few_walkers"


class RouteRetired(Problem):
    """A retired route is taken up again before it is changed; params: name."""

    code = "route_retired"


class RoundNotEnded(Problem):
    """Nobody has signed at the round's end yet; params: name."""

    code = "round_not_ended"


class RoundWalkedOneself(Problem):
    """Nobody countersigns what he walked himself; params: name."""

    code = "round_walked_oneself"


class NothingToCountersign(Problem):
    """No round was ticked."""

    code = "nothing_to_countersign"
