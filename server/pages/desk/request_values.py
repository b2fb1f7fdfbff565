"""Plain values of a request's address; what cannot be read counts as not given."""

from __future__ import annotations

from datetime import date

from flask import request


def page_number() -> int:
    """The page asked for, from 1."""
    return max(1, request.args.get("page", 1, type=int))


def day_given(name: str) -> date | None:
    """A day as 2026-11-21."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
