"""Who may do what: one table, role x action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PATROL = "patrol"
    TEACHER = "teacher"
    REPAIRER = "repairer"
    LEADER = "leader"


class Action(StrEnum):
    """What a view does, in the words of the table below."""

    USE_OWN_ACCOUNT = "use_own_account"
    TAKE_ALONG = "take_along"
    RECORD = "record"
    CARRY_FACTS = "carry_facts"
    SEE_DESK = "see_desk"
    SEE_RECORDS = "see_records"
    SEE_PHOTOS = "see_photos"
    EDIT_REGISTER = "edit_register"
    IMPORT_LEDGER = "import_ledger"
    PRINT_LABELS = "print_labels"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_DEVICES = "manage_devices"
    SEE_HELD_FACTS = "see_held_facts"
    RESOLVE_HELD_FACTS = "resolve_held_facts"
    TAKE_IN_EXPORTS = "take_in_exports"
    SEE_BACKUPS = "see_backups"
    BEGIN_SCHOOL = "begin_school"


_EVERYONE = frozenset(Role)
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.LEADER})
_INSPECTORS = frozenset({Role.ADMINISTRATOR, Role.PATROL, Role.TEACHER, Role.REPAIRER})

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.USE_OWN_ACCOUNT: _EVERYONE,
        Action.TAKE_ALONG: _EVERYONE,
        Action.RECORD: _INSPECTORS,
        # Whoever signs in on a phone carries up what others recorded on it.
        Action.CARRY_FACTS: _EVERYONE,
        Action.SEE_DESK: _OVERSEERS,
        Action.SEE_RECORDS: _OVERSEERS,
        Action.SEE_PHOTOS: _OVERSEERS,
        Action.EDIT_REGISTER: _ADMINISTRATOR,
        Action.IMPORT_LEDGER: _ADMINISTRATOR,
        Action.PRINT_LABELS: _ADMINISTRATOR,
        Action.MANAGE_PEOPLE: _ADMINISTRATOR,
        Action.MANAGE_DEVICES: _ADMINISTRATOR,
        Action.SEE_HELD_FACTS: _ADMINISTRATOR,
        Action.RESOLVE_HELD_FACTS: _ADMINISTRATOR,
        Action.TAKE_IN_EXPORTS: _ADMINISTRATOR,
        Action.SEE_BACKUPS: _ADMINISTRATOR,
        Action.BEGIN_SCHOOL: _ADMINISTRATOR,
    }
)


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whether one of ``roles`` allows ``action``."""
    return not ALLOWED[action].isdisjoint(roles)


def actions_of(roles: Iterable[Role]) -> list[Action]:
    """All actions that ``roles`` allow, in the table's order."""
    held = frozenset(roles)
    return [action for action in Action if may(held, action)]
