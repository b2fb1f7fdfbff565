"""Problems of printed forms."""

from __future__ import annotations

from server.domain.problems import Problem


class FormPeriodReversed(Problem):
    """The last day of a form lies before its first; params: first, last."""

    code = "form_period_reversed"


class FormPeriodTooLong(Problem):
    """More days than one file of this form holds; params: most."""

    code = "form_period_too_long"


class FormOnlyAsPdf(Problem):
    """This form has no table of its own."""

    code = "form_only_as_pdf"
