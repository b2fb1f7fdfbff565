"""Problems of sending extinguishers away and taking them back."""

from __future__ import annotations

from server.domain.problems import Problem


class TooManyAway(Problem):
    """More than a quarter of the school's would be away at once (GB 50444-2008 5.1.2), and no
    reason was given; params: away, total, most."""

    code = "extinguishers_too_many_away"


class ReplacementUnfit(Problem):
    """The bottle cannot stand in: of another type, itself away, or standing in elsewhere; params:
    name."""

    code = "extinguisher_replacement_unfit"


class SentInFuture(Problem):
    """params: today."""

    code = "extinguisher_sent_in_future"


class ReturnDaysWrong(Problem):
    """The days must follow each other: sent, agent replaced and serviced, returned, today; params:
    sent_on, today."""

    code = "extinguisher_return_days_wrong"
