"""What must hold of facts and their photos, on phones and at the server; asserted with the other
invariants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.sync.oracle import Known, Oracle
from tests.sync.phone_view import PhoneFact, PhonePhoto

_TAKEN = ("applied", "duplicate", "held", "dismissed")


def every_durable_fact_is_somewhere(oracle: Oracle) -> Iterator[str]:
    """1: in phone, applied or held, bytes equal."""
    for known in oracle.facts.values():
        if known.fact.id not in oracle.lost and not _is_somewhere(oracle, known):
            yield f"{known.title} is nowhere"
    for number, fact_id in oracle.told_saved.items():
        if fact_id not in oracle.facts:
            yield f"op {number} was told saved as {fact_id}, which was never durable"


def every_photo_is_somewhere(oracle: Oracle) -> Iterator[str]:
    """1: its bytes on the phone, or readable at the server."""
    for known in oracle.facts.values():
        if known.fact.id in oracle.lost:
            continue
        phone = oracle.phones[known.profile]
        for sha256 in known.fact.photos:
            on_phone = phone.photos.get(sha256)
            if _is_whole(on_phone, sha256) or sha256 in oracle.readable | oracle.lost_photos:
                continue
            yield f"photo {sha256[:8]} of {known.title} is nowhere"


def phone_keeps_whole_bytes(oracle: Oracle) -> Iterator[str]:
    """1: what lies on a phone is what was hashed."""
    for profile, phone in oracle.phones.items():
        for fact in phone.facts.values():
            if fact.kept_sha256 != fact.hash:
                yield f"{fact.id} on {profile} no longer has its hash"


def photos_marked_done_were_stored(oracle: Oracle) -> Iterator[str]:
    """1: an acknowledged photo has been whole at the server."""
    for profile, phone in oracle.phones.items():
        for sha256, photo in phone.photos.items():
            if photo.state == "done" and sha256 not in oracle.stored:
                yield f"{profile} takes photo {sha256[:8]} for stored"


def each_tap_is_applied_once(oracle: Oracle) -> Iterator[str]:
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


def numbers_have_no_gap(oracle: Oracle) -> Iterator[str]:
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


def receipts_are_of_commits(oracle: Oracle) -> Iterator[str]:
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


def what_is_not_applied_is_held_whole(oracle: Oracle) -> Iterator[str]:
    """5: the raw bytes as sent, with a reason."""
    for key, held in oracle.state.held.items():
        if held.raw not in oracle.sent[key]:
            yield f"held fact {key[0]} is not what was sent"
        if not held.reason:
            yield f"held fact {key[0]} has no reason"


def what_phones_take_for_held_is_theirs(oracle: Oracle) -> Iterator[str]:
    """5: the receipt of a held fact is for the phone's own bytes, not for others in its place."""
    for profile, phone in oracle.phones.items():
        for fact_id, receipt in phone.receipts.items():
            fact = phone.facts.get(fact_id)
            held = fact and oracle.state.held.get((fact.id, fact.hash))
            if receipt.status != "held" or not fact or not held:
                continue
            if held.raw != fact.raw.encode("utf-8", "surrogatepass"):
                yield f"{fact_id} of {profile} is held with other bytes"


def only_backups_let_phones_forget(oracle: Oracle) -> Iterator[str]:
    """8: nothing leaves an outbox but what a verified backup holds with its photos."""
    for profile, fact in oracle.departed:
        if not _is_backed_up(oracle, fact):
            yield f"{fact.id} left {profile}, and no backup holds it"


def outboxes_are_drained(oracle: Oracle) -> Iterator[str]:
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


def authors_are_who_was_signed_in(oracle: Oracle) -> Iterator[str]:
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
            yield f"{known.title} was made by {known.op.person[-2:]}, not {authors}"


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
