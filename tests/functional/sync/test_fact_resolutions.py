"""What was decided about a held fact: its receipt, its repair under its old name, its followers."""

from __future__ import annotations

import pytest

from server.domain.problems_held import HeldNotApplicable
from server.records import Asset, Fact, HeldFact, HeldResolution, Inspection, new_id
from server.sync.aliases import resolve_fact_id
from server.sync.repair import Decider, HeldKey, apply_as_it_is, dismiss
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of, sealed


def key_of(fact):
    return HeldKey(fact["id"], sealed(fact)["hash"])


def decide(school, decision, fact, *more):
    with school.writing() as session:
        return decision(session, key_of(fact), *more, Decider(school.people["ada"], now()))


def resolution(school, fact):
    with school.reading() as session:
        row = session.get(HeldResolution, (fact["id"], sealed(fact)["hash"]))
        return row and (row.outcome, row.reason, row.rev)


def held_by_its_number(phone, asset):
    """A fact held because another has its number; nothing else is wrong with it."""
    phone.push(phone.inspection(asset))
    fact = phone.inspection(asset, "usable", seq=phone.seq)
    assert phone.push(fact)[0]["reason"] == "seq_taken"
    return fact


def test_a_repaired_fact_sent_again_is_a_duplicate_with_the_repairs_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = held_by_its_number(phone, asset)
    decide(school, apply_as_it_is, fact)
    [receipt] = phone.push(fact)
    assert receipt["status"] == "duplicate" and receipt["reason"] is None
    assert receipt["rev"] == resolution(school, fact)[2]


def test_a_dismissed_fact_sent_again_is_dismissed_with_the_revision_and_the_reason(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = held_by_its_number(phone, asset)
    decide(school, dismiss, fact, "seen twice")
    [receipt] = phone.push(fact)
    assert (receipt["status"], receipt["reason"]) == ("dismissed", "seen twice")
    assert receipt["rev"] == resolution(school, fact)[2] > 0


def test_a_repair_is_found_under_the_id_of_the_held_fact(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = held_by_its_number(phone, asset)
    with school.reading() as session:
        assert resolve_fact_id(session, fact["id"]) is None
    repaired = decide(school, apply_as_it_is, fact)
    with school.reading() as session:
        assert resolve_fact_id(session, fact["id"]).id == repaired.fact_id != fact["id"]
        assert resolve_fact_id(session, repaired.fact_id).id == repaired.fact_id


def test_a_withdrawal_names_a_held_fact_and_takes_its_repair_back(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = held_by_its_number(phone, asset)
    repaired = decide(school, apply_as_it_is, fact)
    withdrawal = phone.withdrawal(fact["id"])
    assert phone.push(withdrawal)[0]["status"] == "applied"
    with school.reading() as session:
        assert session.get(Inspection, repaired.fact_id).withdrawn_by == withdrawal["id"]


def test_what_waited_for_a_held_fact_follows_its_repair(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = held_by_its_number(phone, asset)
    withdrawal = phone.withdrawal(fact["id"])
    after = phone.inspection(asset, depends_on=[withdrawal["id"]])
    assert [r["reason"] for r in phone.push(withdrawal, after)] == ["dependency_held"] * 2
    assert decide(school, apply_as_it_is, fact).followers == 2
    receipts = phone.push(withdrawal, after)
    assert [r["status"] for r in receipts] == ["duplicate"] * 2
    assert resolution(school, withdrawal)[:2] == ("applied", "")
    assert receipts[0]["rev"] == resolution(school, withdrawal)[2]


def test_what_waits_for_two_is_applied_with_the_second(school):
    [asset], phone = add_assets(school), phone_of(school)
    two = [held_by_its_number(phone, asset) for _ in range(2)]
    both = phone.inspection(asset, depends_on=[fact["id"] for fact in two])
    phone.push(both)
    decide(school, apply_as_it_is, two[0])
    assert resolution(school, both) is None
    decide(school, apply_as_it_is, two[1])
    assert resolution(school, both)[0] == "applied"


def test_a_dependency_that_never_comes_is_missing_when_nothing_older_is_on_the_phone(school):
    [asset], phone = add_assets(school), phone_of(school)
    older = phone.inspection(asset)
    orphan = phone.inspection(asset, depends_on=[new_id()])
    assert phone.push(orphan)[0]["status"] == "retry"
    assert [r["reason"] or r["status"] for r in phone.push(older, orphan)] == ["applied", "retry"]
    assert phone.push(orphan)[0]["reason"] == "dependency_missing"


def test_a_dependency_among_lost_numbers_is_not_waited_for(school):
    [asset], phone = add_assets(school), phone_of(school)
    lost = phone.inspection(asset)
    orphan = phone.inspection(asset, depends_on=[lost["id"]])
    phone.contact(highest_seq=2, unsent=2)
    assert phone.push(orphan)[0]["status"] == "retry"
    phone.contact(highest_seq=2, unsent=0)
    assert phone.push(orphan)[0]["reason"] == "dependency_missing"


def test_a_dependency_that_was_missing_and_comes_takes_along_what_waited(school):
    [asset], phone = add_assets(school), phone_of(school)
    target = phone.inspection(asset, "missing", seq=2)
    withdrawal = phone.withdrawal(target["id"], seq=1)
    assert phone.push(withdrawal)[0]["reason"] == "dependency_missing"
    [receipt] = phone.push(target)
    assert receipt["status"] == "applied"
    assert resolution(school, withdrawal) == ("applied", "", receipt["rev"])
    with school.reading() as session:
        assert session.get(Asset, asset).last_fact_id is None


def test_what_waits_and_what_it_waits_for_in_one_batch_are_both_done(school):
    [asset], phone = add_assets(school), phone_of(school)
    target = phone.inspection(asset, seq=2)
    receipts = phone.push(phone.withdrawal(target["id"], seq=1), target)
    assert [r["status"] for r in receipts] == ["duplicate", "applied"]
    assert receipts[0]["rev"] == receipts[1]["rev"]


def test_what_fails_when_tried_again_is_held_for_what_is_wrong_now(school):
    [asset], phone = add_assets(school), phone_of(school)
    target = phone.inspection(asset, seq=2)
    orphan = phone.inspection(new_id(), seq=1, depends_on=[target["id"]])
    assert phone.push(orphan)[0]["reason"] == "dependency_missing"
    assert phone.push(target)[0]["status"] == "applied"
    assert phone.push(orphan)[0]["reason"] == "asset_unknown"
    assert resolution(school, orphan) is None


def test_mangled_bytes_put_aside_do_not_keep_the_whole_fact_out(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    phone.post([sealed(fact) | {"raw": "torn"}])
    decide(school, dismiss, fact, "torn")
    assert phone.post([sealed(fact) | {"raw": "torn"}]).json["receipts"][0]["status"] == "dismissed"
    assert phone.push(fact)[0]["status"] == "applied"


def test_the_true_bytes_of_a_mangled_fact_that_was_repaired_are_kept_and_change_nothing(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    whole = sealed(fact)
    phone.post([whole | {"raw": whole["raw"] + " "}])
    decide(school, apply_as_it_is, fact)
    for _ in range(2):
        assert phone.push(fact)[0]["status"] == "duplicate"
    with school.reading() as session:
        [held] = session.query(HeldFact)
        assert held.raw.decode() == whole["raw"] and session.query(Fact).count() == 1


def test_a_mangled_copy_cannot_be_applied_beside_the_whole_fact(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    whole = sealed(fact)
    phone.post([whole | {"raw": whole["raw"] + " "}])
    assert phone.push(fact)[0]["status"] == "applied"
    with pytest.raises(HeldNotApplicable, match="different_bytes"):
        decide(school, apply_as_it_is, fact)
    decide(school, dismiss, fact, "came whole")
    with school.reading() as session:
        assert session.query(Fact).count() == 1


@pytest.mark.parametrize("skew", [0, 86_400_000])
def test_what_is_tried_again_is_timed_by_the_clock_it_was_sent_by(school, skew):
    [asset], phone = add_assets(school), phone_of(school, skew=skew)
    target = phone.inspection(asset, seq=2)
    seen = phone.clock() - 7_000
    waiting = phone.inspection(asset, seq=1, depends_on=[target["id"]], observed_at=seen)
    phone.push(waiting)
    phone.push(target)
    with school.reading() as session:
        fact = resolve_fact_id(session, waiting["id"])
        held = session.get(HeldFact, (waiting["id"], sealed(waiting)["hash"]))
        assert 6 < (held.received_at - fact.effective_at).total_seconds() < 9
        assert fact.time_uncertain and session.query(Fact).count() == 2
