"""Bugs of the phone's sync code, each one a real app has had."""

from __future__ import annotations

from tests.sync.planted.bug import Bug

_SRC = "pwa/src"

PHONE_BUGS = (
    Bug(
        "cursor_before_rows",
        7,
        f"{_SRC}/sync/changes.ts",
        "known = await changeCurrent(run.master, run.token, known, changes, next);",
        "known = await changeCurrent(run.master, run.token, known, [], next);"
        "await run.beat();"
        "known = await changeCurrent(run.master, run.token, known, changes, next);",
    ),
    Bug(
        "deleted_once_sent",
        8,
        f"{_SRC}/sync/pull.ts",
        "Math.min(backed_up_rev, meta.rev), spared)",
        "meta.rev, spared)",
    ),
    Bug(
        "resync_wipes_the_outbox",
        8,
        f"{_SRC}/sync/pull.ts",
        "  await takeSnapshot(run, session);",
        "  await run.outbox.write(['facts'], 'strict', (tx) => tx.objectStore('facts').clear());"
        "  await takeSnapshot(run, session);",
    ),
    Bug(
        "new_id_on_every_try",
        2,
        f"{_SRC}/sync/push.ts",
        """ => ({ id, hash, raw: new TextDecoder().decode(raw) })),
  };
  const response = await sendJson(run.env, 'POST', `${SYNC}/facts`, body);
  const answer = (await objectOf(run.env, response)) as PushAnswer;
""",
        """ => ({ id, hash, raw })).slice(0, 0),
  };
  const { sha256, utf8 } = await import('../db/bytes');
  const renamed = new Map();
  for (const fact of facts) {
    const id = run.env.newId();
    const raw = new TextDecoder().decode(fact.raw).replaceAll(fact.id, id);
    const sent = { id, raw, hash: await sha256(utf8(raw)) };
    renamed.set(id, fact);
    body.facts.push(sent);
  }
  const response = await sendJson(run.env, 'POST', `${SYNC}/facts`, body);
  const answer = (await objectOf(run.env, response)) as PushAnswer;
  answer.receipts = answer.receipts.map((receipt) => {
    const { id, hash } = renamed.get(receipt.id);
    return { ...receipt, id, hash };
  });
""",
    ),
    Bug(
        "any_answer_is_a_receipt",
        2,
        f"{_SRC}/sync/push.ts",
        "  const answer = (await objectOf(run.env, response)) as PushAnswer;",
        "  const taken = { status: 'applied', rev: 1, reason: null };"
        "  const all = facts.map(({ id, hash }) => ({ id, hash, ...taken }));"
        "  const answer = (await objectOf(run.env, response).catch(() => ({ receipts: all })));",
    ),
    Bug(
        "photo_done_by_any_200",
        1,
        f"{_SRC}/sync/photos.ts",
        """return response.ok && response.headers.get('ETag') === `"${hash}"`;""",
        "return response.ok;",
    ),
    Bug(
        "restore_without_offering_again",
        1,
        f"{_SRC}/sync/session.ts",
        "const recheck = known.recheck === true || hasStepped;",
        "const recheck = false;",
    ),
    Bug(
        "offering_again_noted_as_done_first",
        1,
        f"{_SRC}/sync/checking.ts",
        "  if (ids.length > 0) {",
        "  if (recheck) await endRecheck(run.accounts, schoolOf(run), session.epoch);"
        "  if (ids.length > 0) {",
    ),
    Bug(
        "no_fencing_of_the_register",
        7,
        f"{_SRC}/db/master/changes.ts",
        """    await requireLeader(tx, token);
    const found = await metaIn(tx);
    if (found?.generation !== expected.generation) throw new StaleCommit('generation');
    if (found.cursor !== expected.cursor) throw new StaleCommit('cursor');
""",
        "    const found = await metaIn(tx);\n",
    ),
    Bug(
        "a_gap_in_the_numbers",
        2,
        f"{_SRC}/db/outbox/record.ts",
        "next_seq: Math.max(device.next_seq, fact.seq + 1)",
        "next_seq: Math.max(device.next_seq, fact.seq + 1 + photos.length)",
    ),
    Bug(
        "photos_saved_after_the_fact",
        1,
        f"{_SRC}/db/outbox/record.ts",
        "    await Promise.all(missing.map((photo) => store.put(photo)));\n",
        "    setTimeout(() => outbox.write(['photos'], 'strict', (later) =>"
        " Promise.all(missing.map((photo) => later.objectStore('photos').put(photo)))), 0);\n",
    ),
    Bug(
        "overlays_never_go",
        3,
        f"{_SRC}/db/outbox/overlay.ts",
        "ids.filter((id) => !covered.has(id)),",
        "ids.filter((id) => id && covered),",
    ),
    Bug(
        "overlay_of_a_decided_fact_stays",
        3,
        f"{_SRC}/db/outbox/whereabouts.ts",
        "rev: status === 'held' ? null : rev,",
        "rev: null,",
    ),
    Bug(
        "a_refused_batch_is_not_halved",
        4,
        f"{_SRC}/sync/push.ts",
        "    if (facts.length > 1) return pushHalves(run, facts, budget);\n"
        "    answers = facts.map((fact) => putOff(fact, error.code));",
        "    answers = facts.map((fact) => ({ ...putOff(fact, error.code), status: 'held' }));",
    ),
    Bug(
        "gone_is_not_understood",
        3,
        f"{_SRC}/db/master/changes.ts",
        "return change.op === 'put' ? packed.putAsset(change.row) : packed.deleteAsset(change.id);",
        "if (change.op === 'put') return packed.putAsset(change.row);"
        " return change.op === 'gone' ? Promise.resolve() : packed.deleteAsset(change.id);",
    ),
    Bug(
        "queue_dropped_when_signed_out",
        1,
        f"{_SRC}/sync/createPhone.ts",
        "    await this.enter(async () => null);\n",
        "    await this.outbox.write(['facts'], 'strict', (tx) => tx.objectStore('facts').clear());"
        "    await this.enter(async () => null);\n",
    ),
)
