"""Problems of counting a room on the online page, and of 临时清点码."""

from __future__ import annotations

from server.domain.problems import Problem


class CountCodeWrong(Problem):
    """No code of today, stopped, or of a room whose count is over."""

    code = "count_code_wrong"


class CountCodeTooOften(Problem):
    """params: wait_seconds."""

    code = "count_code_too_often"


class CountTotalDiffers(Problem):
    """全部相符 was to be confirmed with another number; params: said, expected."""

    code = "count_total_differs"


class CountNothingSaid(Problem):
    """Nothing was counted yet: there is nothing to sign for; params: room."""

    code = "count_nothing_said"


class CountChangedSince(Problem):
    """What does not agree is not what the page showed; params: room."""

    code = "count_changed_since"


class CountUnexplained(Problem):
    """Discrepancies without a cause; params: names."""

    code = "count_unexplained"


class CountEvidenceMissing(Problem):
    """What is said to have been so before taking over is shown by a photo, or told; params:
    names."""

    code = "count_evidence_missing"


class CountHelpersUnsent(Problem):
    """Phones of helpers hold something of the sheet, and no reason was given; params: people."""

    code = "count_helpers_unsent"


class CountSignatureMissing(Problem):
    """Neither drawn nor typed as the signer is called here; params: name."""

    code = "count_signature_missing"


class CountOnePiece(Problem):
    """A thing of the register was named with a number of pieces; params: words."""

    code = "count_one_piece"
