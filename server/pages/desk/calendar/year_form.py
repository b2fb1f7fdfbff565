"""The form of a school year: read, and filled from a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from marshmallow import fields, validate

from server.domain.day_lines import Lines, read_day_lines, write_day_lines
from server.domain.problems_calendar import TermIncomplete
from server.domain.school_calendar import Term, Year
from server.domain.school_year_check import check_year
from server.pages.desk.forms import Filled, FormSchema
from server.web.messages import t

TERMS = (1, 2, 3)
EMPTY: Mapping[str, str] = MappingProxyType({})
_NAME = validate.Length(1, 60)
_LONGEST_LINES = 20_000
_TERM_FIELDS = ("name", "starts_on", "ends_on")


class YearForm(FormSchema):
    id = fields.UUID(required=True)
    name = fields.String(required=True, validate=_NAME)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    term_1_name = fields.String(load_default=None, allow_none=True, validate=_NAME)
    term_1_starts_on = fields.Date(load_default=None, allow_none=True)
    term_1_ends_on = fields.Date(load_default=None, allow_none=True)
    term_2_name = fields.String(load_default=None, allow_none=True, validate=_NAME)
    term_2_starts_on = fields.Date(load_default=None, allow_none=True)
    term_2_ends_on = fields.Date(load_default=None, allow_none=True)
    term_3_name = fields.String(load_default=None, allow_none=True, validate=_NAME)
    term_3_starts_on = fields.Date(load_default=None, allow_none=True)
    term_3_ends_on = fields.Date(load_default=None, allow_none=True)
    days = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=_LONGEST_LINES)
    )


def year_filled(filled: Filled) -> Year:
    """The year of a form; its own dates come first, for all others must lie in it.

    Raises BadInput, TermIncomplete and what ``check_year`` and ``read_day_lines`` raise.
    """
    values = filled.require("desk.calendar")
    first, last = values["starts_on"], values["ends_on"]
    terms = tuple(term for n in TERMS if (term := _term(values, n)) is not None)
    year = Year(values["name"], first, last, terms)
    check_year(year, ())
    days = read_day_lines(values["days"] or "", first, last)
    return replace(year, days={one.day: one for one in days})


def _term(values: Mapping[str, Any], n: int) -> Term | None:
    given = [values[f"term_{n}_{name}"] for name in _TERM_FIELDS]
    if not any(given):
        return None
    if not all(given):
        raise TermIncomplete(n=n)
    return Term(*given)


def entered_year(year: Year) -> dict[str, str]:
    """What the form's fields show of ``year``."""
    words = Lines(t("desk.calendar.to"), t("desk.calendar.school_word"))
    shown = {
        "name": year.name,
        "starts_on": year.starts_on.isoformat(),
        "ends_on": year.ends_on.isoformat(),
        "days": write_day_lines(year.days.values(), words),
    }
    for n, term in enumerate(year.terms, 1):
        shown[f"term_{n}_name"] = term.name
        shown[f"term_{n}_starts_on"] = term.starts_on.isoformat()
        shown[f"term_{n}_ends_on"] = term.ends_on.isoformat()
    return shown
