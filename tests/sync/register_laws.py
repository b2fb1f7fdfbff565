"""What must hold of what phones show; asserted with the other invariants."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.oracle import Oracle
from tests.sync.phone_view import PLACE_OF, RegisterView


def registers_show_what_the_server_had(oracle: Oracle) -> Iterator[str]:
    """7: every row the server had at the register's revision is there with that content."""
    for profile, phone in oracle.phones.items():
        for register in phone.registers.values():
            if register.scope_hash not in oracle.scopes:
                yield f"register of {register.person[-2:]} on {profile} has an unknown scope"
                continue
            scope = oracle.scopes[register.scope_hash]
            for fault in oracle.history.faults(register, scope):
                yield f"register of {register.person[-2:]} on {profile}: {fault}"


def cursors_never_run_backwards(oracle: Oracle) -> Iterator[str]:
    """7: within (epoch, scope)."""
    for profile, phone in oracle.phones.items():
        for register in phone.registers.values():
            key = (profile, register.person, register.epoch, register.scope_hash)
            highest = oracle.highest.get(key, 0)
            if min(register.rev, register.position) < highest:
                yield f"register of {register.person[-2:]} on {profile} fell from {highest}"
            oracle.highest[key] = max(highest, register.rev)


def registers_equal_the_server(oracle: Oracle) -> Iterator[str]:
    """3 at rest: the phone's rows are the server's rows in its scope, nothing extra."""
    for profile, register in _current_registers(oracle):
        scope = oracle.state.subtree(register.person)
        wanted = {
            key: row
            for key, row in oracle.state.rows.items()
            if key[0] not in PLACE_OF or scope is None or row[PLACE_OF[key[0]]] in scope
        }
        if (register.epoch, register.rows) != (oracle.state.epoch, wanted):
            differing = [
                key
                for key in sorted(wanted.keys() | register.rows.keys())
                if wanted.get(key) != register.rows.get(key)
            ]
            yield f"register on {profile} at {register.rev}/{oracle.state.rev}: {differing[:3]}"


def overlays_only_for_what_is_held(oracle: Oracle) -> Iterator[str]:
    """3 at rest: whatever was applied or dismissed is shown by the register itself."""
    for profile, register in _current_registers(oracle):
        receipts = oracle.phones[profile].receipts
        for overlay in register.overlays.values():
            receipt = receipts.get(overlay["fact_id"])
            if receipt is None or receipt.status != "held":
                yield f"{profile} still lays {overlay['fact_id']} over the register"


def _current_registers(oracle: Oracle) -> Iterator[tuple[str, RegisterView]]:
    """Of whoever is signed in; a phone that could take the school along and has not is told as an
    empty register."""
    for profile, phone in oracle.phones.items():
        if phone.current is None or profile in oracle.shut_out:
            continue
        yield profile, phone.registers.get(phone.current) or _nothing(phone.current)


def _nothing(person: str) -> RegisterView:
    return RegisterView(person, "", "", 0, 0, 0, {}, {})
