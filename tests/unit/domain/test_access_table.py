"""The table role x action itself, pinned: a change here is a change of who may do what."""

from server.domain.access import ALLOWED, Action, Role, actions_of, may

#                    administrator patrol teacher repairer leader
TABLE = {
    "use_own_account": "a p t r l",
    "take_along": "a p t r l",
    "record": "a p t r",
    "carry_facts": "a p t r l",
    "see_desk": "a l",
    "see_records": "a l",
    "see_photos": "a l",
    "edit_register": "a",
    "import_ledger": "a",
    "print_labels": "a",
    "manage_people": "a",
    "manage_devices": "a",
    "see_held_facts": "a",
    "resolve_held_facts": "a",
    "take_in_exports": "a",
    "see_backups": "a",
    "begin_school": "a",
    "see_rounds": "a l",
    "countersign_rounds": "a l",
    "manage_routes": "a",
    "manage_calendar": "a",
    "manage_checklists": "a",
    "see_extinguishers": "a l",
    "manage_extinguishers": "a",
    "see_findings": "a p t r l",
    "assign_findings": "a l",
    "rectify_findings": "a p t r l",
    "recheck_findings": "a p l",
    "sign_findings": "l",
    "print_forms": "a l",
    "manage_reminders": "a",
    "manage_classes": "a",
    "see_stocktakes": "a l",
    "manage_stocktakes": "a",
    "count_rooms": "a p t r",
    "countersign_sheets": "a l",
    "settle_discrepancies": "a",
    "manage_templates": "a",
}


def test_the_table_says_exactly_this():
    found = {
        action.value: " ".join(r[0] for r in Role if r in ALLOWED[action]) for action in Action
    }
    assert found == TABLE


def test_several_roles_may_what_one_of_them_may():
    assert may({Role.PATROL, Role.LEADER}, Action.SEE_RECORDS)
    assert not may({Role.PATROL, Role.TEACHER}, Action.SEE_RECORDS)


def test_nobody_may_nothing():
    assert actions_of([]) == []
    assert not any(may([], action) for action in Action)


def test_the_actions_of_roles_come_in_the_tables_order():
    assert actions_of([Role.LEADER]) == [
        action for action in Action if "l" in TABLE[action.value].split()
    ]
