"""The blueprint of every JSON noun: what cannot be read as JSON is the sender's mistake."""

from __future__ import annotations

import json
from typing import Any

import orjson
from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser


class _JsonParser(FlaskParser):
    """Reads quickly what a strict reader takes, and the rest as leniently as ever: a fact's text
    may hold half a character. Numbers of thousands of digits and bottomless nesting are refused
    like any broken JSON."""

    def _raw_load_json(self, req: Request) -> Any:
        try:
            return self._quickly(req) or super()._raw_load_json(req)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise json.JSONDecodeError("beyond what is read", "", 0) from error

    def _quickly(self, req: Request) -> Any:
        """None where the lenient reader has to decide, as on a request that is not JSON."""
        try:
            return orjson.loads(req.get_data()) if req.is_json else None
        except orjson.JSONDecodeError:
            return None


class JsonBlueprint(Blueprint):
    ARGUMENTS_PARSER = _JsonParser()
