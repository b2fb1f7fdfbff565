"""Problems of settling what a count found."""

from __future__ import annotations

from server.domain.problems import Problem


class NothingChosen(Problem):
    """No discrepancy, or no move, was ticked."""

    code = "settling_nothing_chosen"


class DiscrepancyMoved(Problem):
    """Something was decided about it since the page was opened; params: name, room."""

    code = "discrepancy_moved"


class DiscrepancyDone(Problem):
    """It is settled: nothing is decided about it any more; params: name, room."""

    code = "discrepancy_done"


class DecisionMissing(Problem):
    """Only what was decided can be done; params: name, room."""

    code = "discrepancy_decision_missing"


class DecisionUnfit(Problem):
    """This decision does not fit this discrepancy; params: name, room."""

    code = "discrepancy_decision_unfit"


class ClaimBeforeTakeover(Problem):
    """What was damaged or missing before the class took the room over is not claimed; params:
    name, room."""

    code = "discrepancy_claim_before_takeover"


class SettlingDuePast(Problem):
    """The due day has passed already; params: today."""

    code = "settling_due_past"


class MoveStale(Problem):
    """A proposed move no longer holds: somebody decided otherwise, or the ledger has changed."""

    code = "settling_move_stale"


class ThingMovedSince(Problem):
    """The ledger has the thing in another room since the count; params: name, place."""

    code = "settling_thing_moved_since"


class TooFewPieces(Problem):
    """The ledger has fewer pieces in the room than should move; params: name, room, n."""

    code = "settling_too_few_pieces"
