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


class BureauSheetGone(Problem):
    """The workbook has no such sheet; params: sheet."""

    code = "bureau_sheet_gone"


class BureauCellUnknown(Problem):
    """A cell that is not written like B3; params: cell."""

    code = "bureau_cell_unknown"


class BureauFieldTwice(Problem):
    """Two columns are to take the same; params: field."""

    code = "bureau_field_twice"


class BureauNothingMapped(Problem):
    """No column takes anything."""

    code = "bureau_nothing_mapped"


class BureauRowWrong(Problem):
    """The first row of the list lies outside of the sheet; params: most."""

    code = "bureau_row_wrong"
