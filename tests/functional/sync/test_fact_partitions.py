"""However a phone cuts its facts into batches, and in whatever order and how often these arrive,
the school ends the same."""

from __future__ import annotations

import random

import orjson
import pytest

from server.records import Asset, Fact, HeldFact, HeldResolution, Inspection, new_id
from tests.factories.facts import add_assets, millis, phone_of, sealed

CONDITIONS = ("intact", "usable", "unusable", "missing")


def history(phone, assets, chance):
    """A morning's facts, among them withdrawals, poison, and one that waits for two others."""
    facts, began = [], millis() - 3_600_000
    for minute in range(14):
        at = {"observed_at": began + minute * 60_000}
        facts.append(phone.inspection(chance.choice(assets), chance.choice(CONDITIONS), **at))
        if chance.random() < 0.3:
            target = chance.choice([f for f in facts if f["type"] == "inspection_recorded"])
            facts.append(phone.withdrawal(target["id"], **at))
    facts.append(phone.inspection(new_id()))
    facts.append(phone.inspection(assets[0], "burnt"))
    facts.append(phone.kept_code("https://other.example/x"))
    facts.append(phone.withdrawal(facts[-1]["id"]))
    facts.append(phone.inspection(assets[1], depends_on=[facts[0]["id"], facts[3]["id"]]))
    return [sealed(fact) for fact in facts]


def outcome(school, assets):
    """By the ids the phone knows: what is applied, what is held, and each asset's latest."""
    with school.reading() as session:
        names = {r.fact_id: r.held_id for r in session.query(HeldResolution)}
        applied = {names.get(fact.id, fact.id): fact.author_id for fact in session.query(Fact)}
        held = {h.id for h in session.query(HeldFact)} - applied.keys()
        latest = [session.get(Asset, asset).last_fact_id for asset in assets]
        withdrawn = {
            names.get(i.fact_id, i.fact_id)
            for i in session.query(Inspection).filter(Inspection.withdrawn_by.is_not(None))
        }
        return applied, held, [names.get(fact, fact) for fact in latest], withdrawn


def deliver(phone, facts, chance):
    """Cut anywhere, mixed and repeated, until nothing is asked for again."""
    waiting, answered = list(facts), 0
    while waiting:
        chance.shuffle(waiting)
        batch = waiting[: chance.randint(1, len(waiting))]
        batch += chance.sample(facts, chance.randint(0, 3))
        receipts = phone.post(batch).json["receipts"]
        done = {r["id"] for r in receipts if r["status"] != "retry"}
        waiting = [fact for fact in waiting if fact["id"] not in done]
        answered += 1
        assert answered < 500, "an outbox that never drains"


@pytest.mark.parametrize("seed", range(6))
def test_any_cut_order_and_repetition_ends_as_one_by_one(school, seed):
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    assets, phone = add_assets(school, 4), phone_of(school)
    facts = history(phone, assets, chance)
    deliver(phone, facts, chance)
    applied, held, latest, withdrawn = outcome(school, assets)
    assert applied.keys() | held == {fact["id"] for fact in facts}
    assert (len(held), set(applied.values())) == (2, {phone.author})
    assert (latest, withdrawn) == expected(facts, assets)


def expected(facts, assets):
    """By a device's own order alone: the last inspection that nobody took back."""
    read = [orjson.loads(fact["raw"]) for fact in facts]
    targets = {f["body"]["target"] for f in read if f["type"] == "record_withdrawn"}
    latest = dict.fromkeys(assets)
    for fact in read:
        sound = fact["type"] == "inspection_recorded" and fact["body"]["condition"] in CONDITIONS
        if sound and fact["id"] not in targets and fact["body"]["asset_id"] in latest:
            latest[fact["body"]["asset_id"]] = fact["id"]
    inspected = {f["id"] for f in read if f["type"] == "inspection_recorded"}
    return [latest[asset] for asset in assets], targets & inspected
