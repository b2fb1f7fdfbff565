"""The blueprint of every JSON noun: what cannot be read as JSON is the sender's mistake."""

from __future__ import annotations

import json
from typing import Any

from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser


class _JsonParser(FlaskParser):
    """Numbers of thousands of digits and bottomless nesting are refused like any broken JSON."""

    def _raw_load_json(self, req: Request) -> Any:
        try:
            return super()._raw_load_json(req)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("beyond what is read", "", 0) from error


class JsonBlueprint(Blueprint):
    ARGUMENTS_PARSER = _JsonParser()
