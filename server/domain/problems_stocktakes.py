"""Problems of stocktakes and of their rooms' sheets."""

from __future__ import annotations

from server.domain.problems import Problem


class StocktakeDaysReversed(Problem):
    """The due day lies before the baseline day, or before the day it is opened."""

    code = "stocktake_days_reversed"


class StocktakeEmpty(Problem):
    """What was chosen holds no room with a thing in it."""

    code = "stocktake_empty"


class StocktakeHandoverPeople(Problem):
    """A handover is counted by two people at least: who hands over and who takes over."""

    code = "stocktake_handover_people"


class StocktakeEnded(Problem):
    """params: name."""

    code = "stocktake_ended"


class SheetNotSigned(Problem):
    """Only what the teacher signed, and what has not changed since, is countersigned; params:
    room."""

    code = "sheet_not_signed"


class SheetSignatureMissing(Problem):
    """A handover is signed by everybody who counts it; params: room, people."""

    code = "sheet_signature_missing"


class SheetCountedOneself(Problem):
    """Nobody countersigns what he signed himself; params: room."""

    code = "sheet_counted_oneself"


class SheetHelperUnsent(Problem):
    """A phone that helped has not sent everything: wait, or give a reason; params: room,
    people."""

    code = "sheet_helper_unsent"


class SheetMoved(Problem):
    """Something was done with the sheet since the page was opened; params: room."""

    code = "sheet_moved"


class SheetCountersigned(Problem):
    """params: room."""

    code = "sheet_countersigned"


class SheetNotCountersigned(Problem):
    """Only a countersigned sheet is opened again; params: room."""

    code = "sheet_not_countersigned"


class SheetSettled(Problem):
    """A discrepancy of the sheet was decided already: it is not opened again; params: room."""

    code = "sheet_settled"


class SheetNotStarted(Problem):
    """Nothing was said on the sheet, so that there is nothing to send back; params: room."""

    code = "sheet_not_started"


class SheetWordsMissing(Problem):
    """Whoever sends a sheet back says what is wrong."""

    code = "sheet_words_missing"


class SheetNoneTicked(Problem):
    """No sheet was chosen to be countersigned."""

    code = "sheet_none_ticked"


class CounterUnfit(Problem):
    """Somebody chosen cannot count: suspended, or without a role that records; params: name."""

    code = "counter_unfit"
