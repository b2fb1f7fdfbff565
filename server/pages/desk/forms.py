"""Forms: read through a schema, shown again with what was typed when something is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, render_template, request
from marshmallow import EXCLUDE, Schema, ValidationError, pre_load

from server.domain.problems import BadInput, Problem
from server.web.messages import t
from server.web.problems import sentence, status_of


class FormSchema(Schema):
    """A form's fields: blanks around texts do not count, an empty field is nothing (None). A
    password is taken as it was typed."""

    class Meta:
        unknown = EXCLUDE

    @pre_load
    def strip(self, data: Mapping[str, str], **_: object) -> dict[str, str | None]:
        return {
            name: value if name == "password" else value.strip() or None
            for name, value in data.items()
        }


@dataclass(frozen=True)
class Filled:
    """``entered`` is what the browser sent, ``values`` what it means; ``wrong`` names the fields
    that mean nothing."""

    entered: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()

    def require(self, labels: str) -> dict[str, Any]:
        """The values. Raises BadInput naming the wrong fields by the messages ``labels``.<name>."""
        if self.wrong:
            raise BadInput(fields=field_names(labels, sorted(self.wrong)))
        return self.values


def read_form(schema: FormSchema) -> Filled:
    entered = request.form.to_dict()
    try:
        return Filled(entered, schema.load(entered))
    except ValidationError as error:
        return Filled(entered, wrong=frozenset(error.normalized_messages()))


def field_names(labels: str, fields: list[str]) -> str:
    """The fields as people call them, for a sentence."""
    return t("desk.comma").join(t(f"{labels}.{name}") for name in fields)


def show_again(template: str, problem: Problem, **context: Any) -> Response:
    """The form's page with the problem's sentence on top and its status."""
    page = render_template(template, problem_text=sentence(problem), **context)
    return make_response(page, status_of(problem))
