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
    SEE_ROUNDS = "see_rounds"
    COUNTERSIGN_ROUNDS = "countersign_rounds"
    MANAGE_ROUTES = "manage_routes"
    MANAGE_CALENDAR = "manage_calendar"
    MANAGE_CHECKLISTS = "manage_checklists"
    SEE_EXTINGUISHERS = "see_extinguishers"
    MANAGE_EXTINGUISHERS = "manage_extinguishers"
    SEE_FINDINGS = "see_findings"
    ASSIGN_FINDINGS = "assign_findings"
    RECTIFY_FINDINGS = "rectify_findings"
    RECHECK_FINDINGS = "recheck_findings"
    SIGN_FINDINGS = "sign_findings"
    PRINT_FORMS = "print_forms"
    MANAGE_REMINDERS = "manage_reminders"
    MANAGE_CLASSES = "manage_classes"
    SEE_STOCKTAKES = "see_stocktakes"
    MANAGE_STOCKTAKES = "manage_stocktakes"
    COUNT_ROOMS = "count_rooms"
    COUNTERSIGN_SHEETS = "countersign_sheets"
    SETTLE_DISCREPANCIES = "settle_discrepancies"
    MANAGE_TEMPLATES = "manage_templates"


_EVERYONE = frozenset(Role)
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.LEADER})
_LEADER = frozenset({Role.LEADER})
_RECHECKERS = frozenset({Role.ADMINISTRATOR, Role.LEADER, Role.PATROL})
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
        Action.SEE_ROUNDS: _OVERSEERS,
        Action.COUNTERSIGN_ROUNDS: _OVERSEERS,
        Action.MANAGE_ROUTES: _ADMINISTRATOR,
        Action.MANAGE_CALENDAR: _ADMINISTRATOR,
        Action.MANAGE_CHECKLISTS: _ADMINISTRATOR,
        Action.SEE_EXTINGUISHERS: _OVERSEERS,
        Action.MANAGE_EXTINGUISHERS: _ADMINISTRATOR,
        Action.SEE_FINDINGS: _EVERYONE,
        Action.ASSIGN_FINDINGS: _OVERSEERS,
        # Whoever was made responsible; which finding is whose is the service's to check.
        Action.RECTIFY_FINDINGS: _EVERYONE,
        Action.RECHECK_FINDINGS: _RECHECKERS,
        # 消防安全责任人 and 管理人 are leaders of the school (公安部61号令 art. 4).
        Action.SIGN_FINDINGS: _LEADER,
        Action.PRINT_FORMS: _OVERSEERS,
        Action.MANAGE_REMINDERS: _ADMINISTRATOR,
        Action.MANAGE_CLASSES: _ADMINISTRATOR,
        Action.SEE_STOCKTAKES: _OVERSEERS,
        Action.MANAGE_STOCKTAKES: _ADMINISTRATOR,
        # The online page of a sheet; which sheet is whose is the service's to check.
        Action.COUNT_ROOMS: _INSPECTORS,
        Action.COUNTERSIGN_SHEETS: _OVERSEERS,
        Action.SETTLE_DISCREPANCIES: _ADMINISTRATOR,
        Action.MANAGE_TEMPLATES: _ADMINISTRATOR,
    }
)


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whether one of ``roles`` allows ``action``."""
    return not ALLOWED[action].isdisjoint(roles)


def actions_of(roles: Iterable[Role]) -> list[Action]:
    """All actions that ``roles`` allow, in the table's order."""
    held = frozenset(roles)
    return [action for action in Action if may(held, action)]
