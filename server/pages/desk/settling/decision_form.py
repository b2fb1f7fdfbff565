"""The form that decides about one discrepancy or about many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marshmallow import fields, validate

from server.domain.problems import BadInput
from server.domain.settlement import Decision
from server.pages.desk.forms import Filled, FormSchema
from server.services.settling import Choice, Chosen
from server.web.messages import t

WORDS_LONGEST = 500
_VERSION = re.compile(r"[0-9]{1,9}")


def _words() -> fields.String:
    longest = validate.Length(0, WORDS_LONGEST)
    return fields.String(load_default=None, allow_none=True, validate=longest)


class DecisionForm(FormSchema):
    decision = fields.String(required=True, validate=validate.OneOf(list(Decision)))
    responsible_id = fields.String(required=True)
    due_on = fields.Date(required=True)
    words = _words()


class EndForm(FormSchema):
    based_on = fields.Integer(required=True)
    end_words = _words()


def choice_of(filled: Filled) -> Choice:
    """Raises BadInput naming what is missing."""
    values = filled.require("desk.settling")
    return Choice(
        Decision(values["decision"]),
        values["responsible_id"],
        values["due_on"],
        values["words"] or "",
    )


def chosen_rows(ticked: Sequence[str]) -> list[Chosen]:
    """From `id:version`, as the boxes have it. Raises BadInput."""
    return [_chosen(one) for one in dict.fromkeys(ticked)]


def _chosen(ticked: str) -> Chosen:
    discrepancy_id, _, version = ticked.partition(":")
    if not _VERSION.fullmatch(version):
        raise BadInput(fields=t("desk.settling.based_on"))
    return Chosen(discrepancy_id, int(version))
