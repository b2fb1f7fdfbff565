"""The shape of untrusted JSON: small checks that are put together to larger ones.

A check takes a value that ``orjson`` parsed and returns it checked, or raises MisfitError. Facts
come by the thousand, so a check is a plain function and nothing is built for values that fit. No
text with NUL passes: PostgreSQL would not store it, and both databases must take the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Check = Callable[[Any], Any]

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
# The years 1653 to 2286: wide enough for any clock a phone may show, narrow enough that sums and
# differences of them stay datetimes.
MOST_MILLIS = 10**13


class MisfitError(ValueError):
    """Raised when a value has not the shape; ``faults`` names what is wrong, by field."""

    def __init__(self, faults: object) -> None:
        super().__init__(faults)
        self.faults = faults


def text(least: int = 0, most: int = 2**31) -> Check:
    """A text of so many characters without NUL."""

    def check(value: Any) -> str:
        if type(value) is not str or not least <= len(value) <= most or "\0" in value:
            raise MisfitError(f"not a text of {least} to {most} characters without NUL")
        return value

    return check


def matching(pattern: str) -> Check:
    """A text that ``pattern`` matches whole."""
    matches = re.compile(pattern).fullmatch

    def check(value: Any) -> str:
        if type(value) is not str or not matches(value):
            raise MisfitError("not of the expected form")
        return value

    return check


def one_of(*allowed: str) -> Check:
    choices = frozenset(allowed)

    def check(value: Any) -> str:
        if type(value) is not str or value not in choices:
            raise MisfitError("not one of " + ", ".join(allowed))
        return value

    return check


def integer(least: int, most: int = 2**53) -> Check:
    """A whole number written as one; true and false are none."""

    def check(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise MisfitError(f"not an integer from {least} to {most}")
        return value

    return check


def yes_or_no(value: Any) -> bool:
    if type(value) is not bool:
        raise MisfitError("neither true nor false")
    return value


def milliseconds(most: int) -> Check:
    """A duration, from 0 to ``most`` milliseconds."""

    def check(value: Any) -> timedelta:
        if type(value) not in (int, float) or not 0 <= value <= most:
            raise MisfitError(f"not a duration up to {most} ms")
        return timedelta(milliseconds=value)

    return check


def moment() -> Check:
    """Integer milliseconds since 1970, as an aware UTC datetime."""
    whole = integer(-MOST_MILLIS, MOST_MILLIS)
    return lambda value: _BEGIN + timedelta(milliseconds=whole(value))


def nullable(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def any_object(value: Any) -> dict[str, Any]:
    """An object with whatever is in it."""
    if type(value) is not dict:
        raise MisfitError("not an object")
    return value


def list_of(check: Check, most: int) -> Check:
    def check_all(value: Any) -> list[Any]:
        if type(value) is not list or len(value) > most:
            raise MisfitError(f"not a list of up to {most}")
        try:
            return [check(item) for item in value]
        except MisfitError:
            raise MisfitError(_faults(range(len(value)), dict(enumerate(value)), check)) from None

    return check_all


def record(**fields: Check) -> Check:
    """An object with exactly these fields."""
    names = frozenset(fields)
    items = tuple(fields.items())

    def check(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise MisfitError("not an object")
        if value.keys() != names:
            raise MisfitError(_unlike(value, names))
        try:
            return {name: fits(value[name]) for name, fits in items}
        except MisfitError:
            raise MisfitError(_record_faults(value, fields)) from None

    return check


def _unlike(value: Mapping[str, Any], names: Collection[str]) -> dict[str, str]:
    missing = {name: "missing" for name in names if name not in value}
    return missing | {name: "unknown" for name in value if name not in names}


def _record_faults(value: Mapping[str, Any], fields: Mapping[str, Check]) -> dict[str, object]:
    faults: dict[str, object] = {}
    for name, check in fields.items():
        faults |= _faults([name], value, check)
    return faults


def _faults(names: Collection[Any], value: Mapping[Any, Any], check: Check) -> dict[str, object]:
    """What ``check`` says of each of the values that do not fit."""
    faults: dict[str, object] = {}
    for name in names:
        try:
            check(value[name])
        except MisfitError as misfit:
            faults[str(name)] = misfit.faults
    return faults


def fits(check: Check, value: Any) -> bool:
    """Whether ``check`` takes ``value``."""
    try:
        check(value)
    except MisfitError:
        return False
    return True
