"""The nine invariants of docs/spec/sync.md, asserted after every step.

Each law yields a sentence for every breach it finds in what the oracle remembers; ``EVERY_STEP``
and ``AT_REST`` name them by number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.sync.count_laws import (
    sheets_tell_all_that_was_said,
    what_is_said_is_on_the_sheet_it_names,
)
from tests.sync.fact_laws import (
    authors_are_who_was_signed_in,
    each_tap_is_applied_once,
    every_durable_fact_is_somewhere,
    every_photo_is_somewhere,
    numbers_have_no_gap,
    only_backups_let_phones_forget,
    outboxes_are_drained,
    phone_keeps_whole_bytes,
    photos_marked_done_were_stored,
    receipts_are_of_commits,
    what_is_not_applied_is_held_whole,
    what_phones_take_for_held_is_theirs,
)
from tests.sync.label_laws import (
    bindings_say_what_their_facts_say,
    codes_lead_where_they_were_stuck_last,
)
from tests.sync.oracle import Oracle
from tests.sync.register_laws import (
    cursors_never_run_backwards,
    overlays_only_for_what_is_held,
    registers_equal_the_server,
    registers_show_what_the_server_had,
)
from tests.sync.round_laws import (
    findings_follow_their_inspections,
    records_are_of_the_rounds_they_name,
    rounds_are_what_their_facts_say,
)
from tests.sync.time_laws import (
    latest_condition_is_the_newest,
    proven_times_are_true,
    times_follow_numbers,
)

Invariant = Callable[[Oracle], Iterator[str]]

EVERY_STEP: tuple[tuple[int, Invariant], ...] = (
    (1, every_durable_fact_is_somewhere),
    (1, every_photo_is_somewhere),
    (1, phone_keeps_whole_bytes),
    (1, photos_marked_done_were_stored),
    (2, each_tap_is_applied_once),
    (2, numbers_have_no_gap),
    (2, receipts_are_of_commits),
    (5, what_is_not_applied_is_held_whole),
    (5, what_phones_take_for_held_is_theirs),
    (6, latest_condition_is_the_newest),
    (6, rounds_are_what_their_facts_say),
    (6, records_are_of_the_rounds_they_name),
    (6, findings_follow_their_inspections),
    (6, codes_lead_where_they_were_stuck_last),
    (6, bindings_say_what_their_facts_say),
    (6, what_is_said_is_on_the_sheet_it_names),
    (6, sheets_tell_all_that_was_said),
    (6, times_follow_numbers),
    (6, proven_times_are_true),
    (7, registers_show_what_the_server_had),
    (7, cursors_never_run_backwards),
    (8, only_backups_let_phones_forget),
    (9, authors_are_who_was_signed_in),
)

AT_REST: tuple[tuple[int, Invariant], ...] = (
    (3, registers_equal_the_server),
    (3, overlays_only_for_what_is_held),
    (4, outboxes_are_drained),
)


def breaches(oracle: Oracle, invariants: tuple[tuple[int, Invariant], ...]) -> Iterator[str]:
    """Every breach, each with its number and its law."""
    for number, text in oracle.broken_at_once:
        yield f"invariant {number}: {text}"
    for number, law in invariants:
        for text in law(oracle):
            yield f"invariant {number} ({law.__name__}): {text}"
