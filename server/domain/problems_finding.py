"""Problems of what is done about findings (隐患)."""

from __future__ import annotations

from server.domain.problems import Problem


class FindingMoved(Problem):
    """Something was done about the finding after the version that a command is based on."""

    code = "finding_moved"


class FindingStepImpossible(Problem):
    """The step does not follow from the finding's state; params: step, state (their codes)."""

    code = "finding_step_impossible"


class FindingNotYours(Problem):
    """The step is another person's; params: step (its code)."""

    code = "finding_not_yours"


class RecheckByRectifier(Problem):
    """Who rectified a finding does not recheck it."""

    code = "recheck_by_rectifier"


class FindingLevelLowered(Problem):
    """A finding once called major stays major until it is closed."""

    code = "finding_level_lowered"


class FindingDuePast(Problem):
    """A due date before the finding was made; params: found_on (a date)."""

    code = "finding_due_past"


class WordsNeeded(Problem):
    """A step that nobody could follow later without words; params: step (its code)."""

    code = "finding_words_needed"


class ResponsibleUnknown(Problem):
    """Nobody who may sign in has this id."""

    code = "finding_responsible_unknown"


class TooManyPhotos(Problem):
    """More photos with one step than it may have; params: n."""

    code = "finding_photos_too_many"
