"""Problems of deciding about held facts and of taking in what a phone has exported."""

from __future__ import annotations

from server.domain.problems import BadFile, Problem


class HeldAlreadyDecided(Problem):
    """Somebody has decided about this held fact; params: person, at."""

    code = "held_already_decided"


class HeldNotApplicable(Problem):
    """What would be applied is not valid; params: reason (the code why not), why (its sentence)."""

    code = "held_not_applicable"


class ThingUnknown(Problem):
    """No thing has this label or number; params: words."""

    code = "thing_unknown"


class ThingAmbiguous(Problem):
    """Several things share this number; params: words, n."""

    code = "thing_ambiguous"


class ExportUnknown(BadFile):
    """The file is no export of a phone's unsent records; params: name."""

    code = "export_unknown"


class ExportOfOtherSchool(BadFile):
    """The export was made at another school."""

    code = "export_of_other_school"
