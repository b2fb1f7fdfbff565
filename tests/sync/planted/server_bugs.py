"""Bugs of the server's sync code, each one a real server has had."""

from __future__ import annotations

from tests.sync.planted.bug import Bug

_SYNC = "server/sync"

SERVER_BUGS = (
    Bug(
        "revision_split_by_the_limit",
        7,
        f"{_SYNC}/changes.py",
        "end = page[-1][0] if more else end_of_revision(high_water)",
        "end = end_of_revision(page[-1][0].rev) if more else end_of_revision(high_water)",
    ),
    Bug(
        "no_410_after_collection",
        3,
        f"{_SYNC}/changes.py",
        "    if cursor.position < end_of_revision(counter.tombstone_floor):\n"
        "        raise CursorExpired\n",
        "",
    ),
    Bug(
        "moved_thing_not_sent_as_gone",
        3,
        f"{_SYNC}/changes.py",
        'return "gone" if is_scoped and not scope.holds(row.place_id) else None',
        "return None",
    ),
    Bug(
        "withdrawn_sighting_still_told",
        6,
        f"{_SYNC}/apply.py",
        '        ground.sheets.touch(record.sheet_id, fact["received_at"])\n',
        "        pass\n",
    ),
    Bug(
        "deletions_not_told",
        3,
        f"{_SYNC}/changes.py",
        "        (_TOMBSTONES, _select_tombstones(), Tombstone.rev, Tombstone.row_id),\n",
        "",
    ),
    Bug(
        "snapshot_cursor_of_its_end",
        7,
        f"{_SYNC}/snapshot.py",
        "cursor = Cursor(plan.epoch, plan.scope.hash, end_of_revision(plan.as_of))",
        "now = read_counter(session.connection()).rev\n"
        "    cursor = Cursor(plan.epoch, plan.scope.hash, end_of_revision(now))",
    ),
    Bug(
        "scope_hash_ignores_the_tree",
        7,
        f"{_SYNC}/scope.py",
        "    return Scope(_hash(ids), ids)\n",
        "    return Scope(_hash([person.id]), ids)\n",
    ),
    Bug(
        "photo_acknowledged_without_bytes",
        1,
        f"{_SYNC}/photos.py",
        "    _write_durably(photo_path(photo_dir, stored_sha256), stored)\n",
        "",
    ),
    Bug(
        "backup_said_to_hold_late_photos",
        8,
        "server/services/backup/newest.py",
        "return min(open_revs) - 1 if open_revs else backup.covered_rev",
        "return backup.covered_rev",
    ),
    Bug(
        "receipts_before_the_commit",
        2,
        "server/api/sync/facts.py",
        "    with write_transaction(db.session) as session:\n"
        '        receipts = receive_facts(session, push, body["facts"])\n',
        "    receipts = []\n"
        "    try:\n"
        "        with write_transaction(db.session) as session:\n"
        '            receipts = receive_facts(session, push, body["facts"])\n'
        "    except BaseException:\n"
        "        if not receipts:\n"
        "            raise\n",
    ),
    Bug(
        "what_came_again_is_applied_again",
        2,
        f"{_SYNC}/batch.py",
        "    if known := ground.known.receipt_of(incoming):\n",
        "    if known := ground.known.receipt_of(incoming):\n"
        "        if known.status is ReceiptStatus.DUPLICATE and isinstance(opened, Opened):\n"
        "            import secrets, uuid\n"
        "            number = -secrets.randbelow(2**31)\n"
        "            fact = _admitted(taking.push, incoming, opened)\n"
        "            again = fact._replace(id=str(uuid.uuid4()), seq=number)\n"
        "            carry_out(ground, again, opened.body)\n",
    ),
    Bug(
        "all_or_nothing_batch",
        4,
        f"{_SYNC}/batch.py",
        "    receipts = _take(taking, incoming) if incoming else []\n",
        "    receipts = _take(taking, incoming) if incoming else []\n"
        "    if any(receipt.status is ReceiptStatus.HELD for receipt in receipts):\n"
        "        raise RuntimeError\n",
    ),
    Bug(
        "author_taken_from_the_session",
        9,
        f"{_SYNC}/batch.py",
        "        author_id=envelope.author,\n",
        "        author_id=push.carrier.person_id,\n",
    ),
    Bug(
        "held_bytes_rewritten",
        5,
        f"{_SYNC}/batch.py",
        '        "raw": incoming.raw.encode("utf-8", "surrogatepass"),\n'
        '        "device_id": push.carrier.device_id,\n'
        '        "seq"',
        '        "raw": incoming.raw.lower().encode("utf-8", "surrogatepass"),\n'
        '        "device_id": push.carrier.device_id,\n'
        '        "seq"',
    ),
    Bug(
        "last_to_arrive_wins",
        6,
        f"{_SYNC}/latest_condition.py",
        "if standing.latest is None or order > standing.latest:",
        "if order:",
    ),
    Bug(
        "latest_condition_outlives_its_withdrawal",
        6,
        f"{_SYNC}/latest_condition.py",
        "        self._in_doubt.add(asset_id)\n",
        "        del asset_id\n",
    ),
    Bug(
        "what_was_fixed_stays_broken",
        6,
        f"{_SYNC}/latest_condition.py",
        'return inspection | _IN_ORDER if inspection["fixed_on_spot"] else inspection',
        "return inspection",
    ),
    Bug(
        "a_round_has_todays_window",
        6,
        f"{_SYNC}/met_rounds.py",
        "round_walked(route.versions, self._calendar, key.day, key.slot)",
        'round_walked(route.versions, self._calendar, key.day, "extra")',
    ),
    Bug(
        "a_finding_outlives_its_record",
        6,
        f"{_SYNC}/apply.py",
        "        ground.findings.withdrawn(target.id)\n",
        "        pass\n",
    ),
    Bug(
        "device_order_ignored",
        6,
        "server/domain/effective_time.py",
        "ordered = _clamp(_clamp(bounded, neighbours.before, neighbours.after), None, received_at)",
        "ordered = bounded",
    ),
    Bug(
        "device_clock_trusted",
        6,
        "server/domain/effective_time.py",
        "    uncertain = not certain or bounded != best or ordered != bounded\n"
        "    return EffectiveTime(_whole_millis(ordered), uncertain)",
        "    uncertain = not certain or bounded != best or ordered != bounded\n"
        "    return EffectiveTime(_whole_millis(observed_at), uncertain)",
    ),
    Bug(
        "label_leads_by_arrival",
        6,
        f"{_SYNC}/bound_labels.py",
        ".order_by(LabelBinding.effective_at, Fact.seq, Fact.id)",
        ".order_by(Fact.received_at, Fact.seq, Fact.id)",
    ),
    Bug(
        "withdrawn_binding_still_leads",
        6,
        f"{_SYNC}/bound_labels.py",
        ", LabelBinding.withdrawn_by.is_(None))",
        ")",
    ),
    Bug(
        "label_leaves_without_a_word",
        7,
        f"{_SYNC}/bound_labels.py",
        "touched += (before, after)",
        "touched += (after,)",
    ),
)
