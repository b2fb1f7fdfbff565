"""The nine invariants of docs/spec/sync.md, asserted after every step.

Each function yields a sentence for every breach it finds in what the oracle remembers;
``EVERY_STEP`` and ``AT_REST`` name them by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from server.domain.effective_time import CLOCK_TOLERANCE
from tests.sync.label_laws import (
    bindings_say_what_their_facts_say,
    codes_lead_where_they_were_stuck_last,
)
from tests.sync.oracle import Known, Oracle
from tests.sync.phone_view import PhoneFact, PhonePhoto, RegisterView
from tests.sync.round_laws import (
    findings_follow_their_inspections,
    records_are_of_the_rounds_they_name,
    rounds_are_what_their_facts_say,
)
from tests.sync.server_state import AppliedFact, Looked

Finding = Iterator[str]
_TAKEN = ("applied", "duplicate", "held", "dismissed")
# An answer may be under way for as long as a phone has patience.
_PROVEN_MS = CLOCK_TOLERANCE.total_seconds() * 1000 + 61_000


def every_durable_fact_is_somewhere(oracle: Oracle) -> Finding:
    """1: in phone, applied or held, bytes equal."""
    for known in oracle.facts.values():
        if known.fact.id not in oracle.lost and not _is_somewhere(oracle, known):
            yield f"{_title(known)} is nowhere"
    for number, fact_id in oracle.told_saved.items():
        if fact_id not in oracle.facts:
            yield f"op {number} was told saved as {fact_id}, which was never durable"


def every_photo_is_somewhere(oracle: Oracle) -> Finding:
    """1: its bytes on the phone, or readable at the server."""
    for known in oracle.facts.values():
        if known.fact.id in oracle.lost:
            continue
        phone = oracle.phones[known.profile]
        for sha256 in known.fact.photos:
            on_phone = phone.photos.get(sha256)
            if _is_whole(on_phone, sha256) or sha256 in oracle.readable | oracle.lost_photos:
                continue
            yield f"photo {sha256[:8]} of {_title(known)} is nowhere"


def phone_keeps_whole_bytes(oracle: Oracle) -> Finding:
    """1: what lies on a phone is what was hashed."""
    for profile, phone in oracle.phones.items():
        for fact in phone.facts.values():
            if fact.kept_sha256 != fact.hash:
                yield f"{fact.id} on {profile} no longer has its hash"


def each_tap_is_applied_once(oracle: Oracle) -> Finding:
    """2: one record, one applied fact, one row."""
    by_op: dict[int, list[str]] = defaultdict(list)
    for fact in oracle.state.facts.values():
        words = fact.body.get("words")
        number = oracle.op_of_words(words) if words is not None else None
        if number is not None:
            by_op[number].append(fact.id)
    for number, ids in by_op.items():
        if len(ids) > 1:
            yield f"op {number} was applied {len(ids)} times: {ids}"
    state = oracle.state
    for type_, made in (
        ("inspection_recorded", state.inspections.keys()),
        ("stop_unscanned", state.passed.keys()),
        ("round_ended", state.endings.keys()),
        ("label_bound", state.bindings.keys()),
        ("label_requested", state.asked),
    ):
        facts = {fact.id for fact in state.facts.values() if fact.type == type_}
        if facts != made:
            yield f"facts and rows of {type_} differ: {facts ^ made}"


def numbers_have_no_gap(oracle: Oracle) -> Finding:
    """2: a device numbers its facts 1, 2, 3 … and gives no number twice."""
    for device, given in oracle.numbers.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"device {device[:8]} gave {sorted(given)}"
    for profile, phone in oracle.phones.items():
        for fact in phone.facts.values():
            device = fact.envelope["device"]
            if oracle.numbers[device][fact.seq] != fact.id:
                yield f"number {fact.seq} was given twice on {profile}"
            if fact.seq >= phone.devices.get(device, 0):
                yield f"number {fact.seq} will be given again on {profile}"


def what_is_not_applied_is_held_whole(oracle: Oracle) -> Finding:
    """5: the raw bytes as sent, with a reason."""
    for key, held in oracle.state.held.items():
        if held.raw not in oracle.sent[key]:
            yield f"held fact {key[0]} is not what was sent"
        if not held.reason:
            yield f"held fact {key[0]} has no reason"


def what_phones_take_for_held_is_theirs(oracle: Oracle) -> Finding:
    """5: the receipt of a held fact is for the phone's own bytes, not for others in its place."""
    for profile, phone in oracle.phones.items():
        for fact_id, receipt in phone.receipts.items():
            fact = phone.facts.get(fact_id)
            held = fact and oracle.state.held.get((fact.id, fact.hash))
            if receipt.status != "held" or not fact or not held:
                continue
            if held.raw != fact.raw.encode("utf-8", "surrogatepass"):
                yield f"{fact_id} of {profile} is held with other bytes"


def latest_condition_is_the_newest(oracle: Oracle) -> Finding:
    """6: of the inspections that stand, by effective time, then number, then id."""
    newest: dict[str, tuple[tuple[int, int, str], Looked]] = {}
    for fact_id, looked in oracle.state.inspections.items():
        order = (looked.effective, looked.seq, fact_id)
        if looked.asset is None or looked.withdrawn_by is not None:
            continue
        if order > newest.get(looked.asset, (_FIRST,))[0]:
            newest[looked.asset] = (order, looked)
    for (table, row_id), row in oracle.state.rows.items():
        if table != "asset":
            continue
        _, latest = newest.get(row_id, (None, None))
        wanted = [*_as_left(latest), latest.effective, latest.author] if latest else [None] * 4
        if row[12:16] != wanted:
            yield f"asset {row_id[-4:]} shows {row[12:16]}, the newest is {wanted}"


_FIRST = (-(10**15), 0, "")


def _as_left(looked: Looked) -> tuple[str, str]:
    """What was put right on the spot is in order."""
    return ("ok", "intact") if looked.fixed else (looked.result, looked.condition)


def times_follow_numbers(oracle: Oracle) -> Finding:
    """6: one device's facts keep their order; nothing lies in the future."""
    by_device: dict[str, list[AppliedFact]] = defaultdict(list)
    for fact in oracle.state.facts.values():
        if fact.effective > fact.received:
            yield f"{fact.id} lies in the future"
        if fact.seq > 0:
            by_device[fact.device].append(fact)
    for facts in by_device.values():
        facts.sort(key=lambda fact: fact.seq)
        for earlier, later in pairwise(facts):
            if earlier.effective > later.effective:
                yield f"number {later.seq} of {later.device[:8]} lies before its predecessor"


def proven_times_are_true(oracle: Oracle) -> Finding:
    """6: what is not marked uncertain is when it happened."""
    for known in oracle.facts.values():
        fact = oracle.state.facts.get(known.fact.id)
        if fact is None or fact.uncertain or known.op is None:
            continue
        if abs(fact.effective - known.op.at) > _PROVEN_MS:
            off = (fact.effective - known.op.at) / 1000
            yield f"{_title(known)} is said to be certain and is {off:.0f} s off"


def registers_show_what_the_server_had(oracle: Oracle) -> Finding:
    """7: every row the server had at the register's revision is there with that content."""
    for profile, phone in oracle.phones.items():
        for register in phone.registers.values():
            if register.scope_hash not in oracle.scopes:
                yield f"register of {register.person[-2:]} on {profile} has an unknown scope"
                continue
            scope = oracle.scopes[register.scope_hash]
            for fault in oracle.history.faults(register, scope):
                yield f"register of {register.person[-2:]} on {profile}: {fault}"


def cursors_never_run_backwards(oracle: Oracle) -> Finding:
    """7: within (epoch, scope)."""
    for profile, phone in oracle.phones.items():
        for register in phone.registers.values():
            key = (profile, register.person, register.epoch, register.scope_hash)
            highest = oracle.highest.get(key, 0)
            if min(register.rev, register.position) < highest:
                yield f"register of {register.person[-2:]} on {profile} fell from {highest}"
            oracle.highest[key] = max(highest, register.rev)


def only_backups_let_phones_forget(oracle: Oracle) -> Finding:
    """8: nothing leaves an outbox but what a verified backup holds with its photos."""
    for profile, fact in oracle.departed:
        if not _is_backed_up(oracle, fact):
            yield f"{fact.id} left {profile}, and no backup holds it"


def authors_are_who_was_signed_in(oracle: Oracle) -> Finding:
    """9: whoever's session carried it up."""
    for known in oracle.facts.values():
        if known.op is None:
            yield f"{known.fact.id} on {known.profile} comes from no tap"
            continue
        applied = oracle.state.facts.get(known.fact.id)
        authors = {known.fact.author, known.fact.envelope["author"]}
        if applied is not None and applied.hash == known.fact.hash:
            authors.add(applied.author)
        repair = oracle.repair_of(known.fact)
        if repair is not None:
            authors.add(repair.author)
        if authors != {known.op.person}:
            yield f"{_title(known)} was made by {known.op.person[-2:]}, not {authors}"


def receipts_are_of_commits(oracle: Oracle) -> Finding:
    """2: a phone believes only what the server committed."""
    for profile, phone in oracle.phones.items():
        for fact_id, receipt in phone.receipts.items():
            if receipt.status == "retry":
                continue
            fact = phone.facts.get(fact_id)
            if fact is None:
                yield f"{profile} keeps a receipt of {fact_id} without the fact"
            elif not _was_said(oracle, fact, receipt.status, receipt.rev):
                yield f"{profile} believes {receipt.status}({receipt.rev}) of {fact_id}"


def photos_marked_done_were_stored(oracle: Oracle) -> Finding:
    """1: an acknowledged photo has been whole at the server."""
    for profile, phone in oracle.phones.items():
        for sha256, photo in phone.photos.items():
            if photo.state == "done" and sha256 not in oracle.stored:
                yield f"{profile} takes photo {sha256[:8]} for stored"


def registers_equal_the_server(oracle: Oracle) -> Finding:
    """3 at rest: the phone's rows are the server's rows in its scope, nothing extra."""
    for profile, register in _current_registers(oracle):
        scope = oracle.state.subtree(register.person)
        wanted = {
            key: row
            for key, row in oracle.state.rows.items()
            if key[0] != "asset" or scope is None or row[2] in scope
        }
        if (register.epoch, register.rows) != (oracle.state.epoch, wanted):
            differing = [
                key
                for key in sorted(wanted.keys() | register.rows.keys())
                if wanted.get(key) != register.rows.get(key)
            ]
            yield f"register on {profile} at {register.rev}/{oracle.state.rev}: {differing[:3]}"


def overlays_only_for_what_is_held(oracle: Oracle) -> Finding:
    """3 at rest: whatever was applied or dismissed is shown by the register itself."""
    for profile, register in _current_registers(oracle):
        receipts = oracle.phones[profile].receipts
        for overlay in register.overlays.values():
            receipt = receipts.get(overlay["fact_id"])
            if receipt is None or receipt.status != "held":
                yield f"{profile} still lays {overlay['fact_id']} over the register"


def outboxes_are_drained(oracle: Oracle) -> Finding:
    """4 at rest: everything is at the server, and the phone knows what became of it."""
    for profile, phone in oracle.phones.items():
        if profile in oracle.shut_out:
            continue
        for fact in phone.facts.values():
            receipt = phone.receipts.get(fact.id)
            if receipt is None or receipt.status not in _TAKEN or not oracle.is_at_server(fact):
                yield f"{fact.id} has not left {profile}: {receipt}"
        for sha256, photo in phone.photos.items():
            if photo.state == "waiting" or (
                photo.state == "done" and sha256 not in oracle.readable
            ):
                yield f"photo {sha256[:8]} has not left {profile}: {photo.state}"


Invariant = Callable[[Oracle], Finding]

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


def _is_somewhere(oracle: Oracle, known: Known) -> bool:
    fact = known.fact
    on_phone = oracle.phones[known.profile].facts.get(fact.id)
    if on_phone is not None and on_phone.hash == fact.hash:
        return True
    raw = fact.raw.encode("utf-8", "surrogatepass")
    applied = oracle.state.facts.get(fact.id)
    if applied is not None and (applied.hash, applied.raw) == (fact.hash, raw):
        return True
    held = oracle.state.held.get((fact.id, fact.hash))
    return held is not None and held.raw == raw


def _is_whole(photo: PhonePhoto | None, sha256: str) -> bool:
    return photo is not None and photo.kept_sha256 == sha256


def _is_backed_up(oracle: Oracle, fact: PhoneFact) -> bool:
    return any(
        (fact.id, fact.hash) in backup.facts and backup.photos.issuperset(fact.photos)
        for backup in oracle.backups
    )


def _was_said(oracle: Oracle, fact: PhoneFact, status: str, rev: int | None) -> bool:
    """``have`` says applied where a push would say duplicate."""
    said = oracle.said.get((fact.id, fact.hash), set())
    same = ("applied", "duplicate") if status in ("applied", "duplicate") else (status,)
    return any((word, rev) in said for word in same) or (
        status == "held" and any(word == "held" for word, _ in said)
    )


def _current_registers(oracle: Oracle) -> Iterator[tuple[str, RegisterView]]:
    """Of whoever is signed in; a phone that could take the school along and has not is told as an
    empty register."""
    for profile, phone in oracle.phones.items():
        if phone.current is None or profile in oracle.shut_out:
            continue
        yield profile, phone.registers.get(phone.current) or _nothing(phone.current)


def _nothing(person: str) -> RegisterView:
    return RegisterView(person, "", "", 0, 0, 0, {}, {})


def _title(known: Known) -> str:
    op = known.op.name if known.op else "no op"
    return f"fact {known.fact.id} ({op}, number {known.fact.seq} on {known.profile})"
