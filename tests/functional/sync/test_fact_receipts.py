"""Every fact of a push is answered: applied, duplicate, held or retry, and nothing is lost."""

from __future__ import annotations

import threading

import pytest

from server.records import Asset, Fact, HeldFact, Inspection, KeptCode, new_id
from server.services.devices import revoke_device
from server.sync.receipt import HoldReason
from server.web.clock import now
from tests.factories.counts import sighting
from tests.factories.facts import add_assets, phone_of, sealed
from tests.factories.rounds import round_of, unscanned


def held_of(school):
    with school.reading() as session:
        return {(held.id, held.hash): held.reason for held in session.query(HeldFact)}


def count(school, model):
    with school.reading() as session:
        return session.query(model).count()


def test_a_fact_is_applied_and_its_receipt_names_it(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset, "usable")
    [receipt] = phone.push(fact)
    assert receipt["status"] == "applied" and receipt["reason"] is None
    assert (receipt["id"], receipt["hash"]) == (fact["id"], sealed(fact)["hash"])
    with school.reading() as session:
        row = session.get(Asset, asset)
        assert (row.last_condition, row.last_fact_id) == ("usable", fact["id"])
        assert row.rev == session.get(Fact, fact["id"]).rev == receipt["rev"]


def test_a_fact_sent_again_after_a_lost_answer_is_a_duplicate_with_the_first_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    [first] = phone.push(fact)
    phone.push(phone.inspection(asset))
    [again] = phone.push(fact)
    assert again["status"] == "duplicate" and again["rev"] == first["rev"]
    assert count(school, Inspection) == 2


def test_the_same_fact_twice_in_one_batch_is_applied_once_and_both_know_the_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    one, two = phone.push(fact, fact)
    assert (one["status"], two["status"]) == ("applied", "duplicate")
    assert one["rev"] == two["rev"] > 0


def test_a_held_fact_sent_again_is_still_held_and_kept_once(school):
    phone = phone_of(school)
    fact = phone.inspection(new_id())
    assert [r["reason"] for r in phone.push(fact)] == ["asset_unknown"]
    assert [r["reason"] for r in phone.push(fact)] == ["asset_unknown"]
    assert len(held_of(school)) == 1


def test_the_same_post_many_times_at_the_same_moment_applies_once(school):
    [asset], phone = add_assets(school), phone_of(school)
    facts = [sealed(phone.inspection(asset)) for _ in range(5)]
    answers, clients = [], [school.app.test_client() for _ in range(4)]
    cookie = phone.client.get_cookie("cr_session").value
    body = {"device": phone.device, "sent_at": phone.clock(), "facts": facts}

    def post(client):
        client.set_cookie("cr_session", cookie)
        answers.append(client.post("/api/sync/v1/facts", json=body))

    threads = [threading.Thread(target=post, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = sorted({r["status"] for r in a.json["receipts"]}.pop() for a in answers)
    assert statuses == ["applied", "duplicate", "duplicate", "duplicate"]
    assert count(school, Inspection) == 5 and not held_of(school)


def test_the_same_id_with_other_bytes_is_held_beside_the_first(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    phone.push(fact)
    other = fact | {"app_build": "other"}
    [receipt] = phone.push(other)
    assert receipt["reason"] == "different_bytes"
    third = fact | {"app_build": "third"}
    assert phone.push(third)[0]["reason"] == "different_bytes"
    assert len(held_of(school)) == 2
    assert phone.push(fact)[0]["status"] == "duplicate"


def test_a_poisonous_fact_does_not_take_its_neighbours_along(school):
    [asset], phone = add_assets(school), phone_of(school)
    good, bad, also_good = (phone.inspection(asset) for _ in range(3))
    bad["body"]["condition"] = "on fire"
    assert [r["status"] for r in phone.push(good, bad, also_good)] == [
        "applied",
        "held",
        "applied",
    ]
    with school.reading() as session:
        [held] = session.query(HeldFact)
        assert held.raw.decode() == sealed(bad)["raw"] and held.seq == 2
        assert session.query(Inspection).count() == 2


def test_the_author_is_who_made_it_though_another_person_carries(school):
    [asset], ines = add_assets(school), phone_of(school)
    fact = ines.inspection(asset)
    school.sign_in(ines.client, "rui", ines.device)
    assert ines.push(fact)[0]["status"] == "applied"
    with school.reading() as session:
        stored = session.get(Fact, fact["id"])
        assert stored.author_id == school.people["ines"]
        assert stored.carried_by == school.people["rui"]
        assert session.get(Asset, asset).last_by == school.people["ines"]


def test_a_revoked_devices_facts_are_held_and_it_may_not_pull(school):
    [asset], phone = add_assets(school), phone_of(school)
    phone.take_along()
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    assert phone.push(phone.inspection(asset))[0]["reason"] == "device_revoked"
    for answer in (
        phone.changes(phone.cursor),
        phone.client.get("/api/sync/v1/snapshot"),
        phone.contact(),
    ):
        assert (answer.status_code, answer.json["code"]) == (403, "device_revoked")


def test_a_signed_out_phone_is_asked_to_sign_in_and_a_foreign_device_too(school):
    phone = phone_of(school)
    answer = phone.post([], device=new_id())
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in_needed")
    phone.client.delete("/api/session")
    assert phone.post([]).json["code"] == "sign_in_needed"


def test_a_withdrawal_before_its_target_waits_and_is_applied_later(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset, "missing")
    withdrawal = phone.withdrawal(fact["id"])
    assert phone.push(withdrawal)[0] | {"hash": ""} == {
        "id": withdrawal["id"], "hash": "", "status": "retry", "rev": None, "reason": None,
    }  # fmt: skip
    assert [r["status"] for r in phone.push(withdrawal, fact)] == ["retry", "applied"]
    assert phone.push(withdrawal)[0]["status"] == "applied"
    with school.reading() as session:
        assert session.get(Asset, asset).last_condition is None
        assert session.get(Inspection, fact["id"]).withdrawn_by == withdrawal["id"]


def test_a_withdrawal_of_the_latest_restores_the_earlier_condition(school):
    [asset], phone = add_assets(school), phone_of(school)
    early, late = phone.inspection(asset, "usable"), phone.inspection(asset, "unusable")
    phone.push(early, late)
    assert phone.push(phone.withdrawal(late["id"]))[0]["status"] == "applied"
    with school.reading() as session:
        row = session.get(Asset, asset)
        assert (row.last_condition, row.last_fact_id) == ("usable", early["id"])


def test_a_second_withdrawal_changes_nothing(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    first, second = phone.withdrawal(fact["id"]), phone.withdrawal(fact["id"])
    assert [r["status"] for r in phone.push(fact, first, second)] == ["applied"] * 3
    with school.reading() as session:
        assert session.get(Inspection, fact["id"]).withdrawn_by == first["id"]


def test_a_kept_code_is_kept_and_can_be_withdrawn(school):
    phone = phone_of(school)
    kept = phone.kept_code("https://other.example/x")
    assert [r["status"] for r in phone.push(kept, phone.withdrawal(kept["id"]))] == ["applied"] * 2
    with school.reading() as session:
        assert session.get(KeptCode, kept["id"]).withdrawn_by is not None


def test_a_fact_about_a_removed_asset_is_applied(school):
    [asset], phone = add_assets(school), phone_of(school)
    with school.writing() as session:
        session.get(Asset, asset).removed_at = now()
    assert phone.push(phone.inspection(asset))[0]["status"] == "applied"


def _hash_mismatch(phone, asset):
    return sealed(phone.inspection(asset)) | {"hash": "0" * 64}


def _id_mismatch(phone, asset):
    return sealed(phone.inspection(asset), new_id())


def _different_bytes(phone, asset):
    fact = phone.inspection(asset)
    phone.push(fact)
    return sealed(fact | {"app_build": "x"})


def _seq_taken(phone, asset):
    phone.push(phone.inspection(asset))
    return sealed(phone.inspection(asset, seq=phone.seq))


def _author_not_allowed(phone, asset, school):
    client = school.client("pei")
    leader = type(phone)(client, school.people["pei"])
    fact = leader.inspection(asset, device=phone.device)
    school.sign_in(client, "pei", phone.device)
    return sealed(fact | {"capture_grant": client.grant})


def _dependency_held(phone, _asset):
    bad = phone.inspection(new_id())
    phone.push(bad)
    return sealed(phone.withdrawal(bad["id"]))


def _not_your_record(phone, asset, school):
    fact = phone.inspection(asset)
    phone.push(fact)
    author = school.people["rui"]
    client = school.app.test_client()
    school.sign_in(client, "rui", phone.device)
    wanted = {"author": author, "capture_grant": client.grant}
    return sealed(phone.withdrawal(fact["id"], **wanted))


def _not_withdrawable(phone, asset):
    kept = phone.inspection(asset)
    withdrawal = phone.withdrawal(kept["id"])
    phone.push(kept, withdrawal)
    return sealed(phone.withdrawal(withdrawal["id"]))


def _device_revoked(phone, asset, school):
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    return sealed(phone.inspection(asset))


HELD = {
    HoldReason.UNREADABLE: lambda _p, _a: sealed("{not json"),
    HoldReason.HASH_MISMATCH: _hash_mismatch,
    HoldReason.ID_MISMATCH: _id_mismatch,
    HoldReason.DIFFERENT_BYTES: _different_bytes,
    HoldReason.OTHER_DEVICE: lambda p, a: sealed(p.inspection(a, device=new_id())),
    HoldReason.DEVICE_REVOKED: _device_revoked,
    HoldReason.GRANT_INVALID: lambda p, a: sealed(p.inspection(a, capture_grant="forged")),
    HoldReason.AUTHOR_NOT_ALLOWED: _author_not_allowed,
    HoldReason.SEQ_TAKEN: _seq_taken,
    HoldReason.UNKNOWN_TYPE: lambda p, a: sealed(p.inspection(a, v=3)),
    HoldReason.BAD_BODY: lambda p, a: sealed(p.inspection(a, "burnt")),
    HoldReason.DEPENDENCY_HELD: _dependency_held,
    HoldReason.DEPENDENCY_MISSING: lambda p, _a: sealed(p.withdrawal(new_id())),
    HoldReason.ASSET_UNKNOWN: lambda p, _a: sealed(p.inspection(new_id())),
    HoldReason.PLACE_UNKNOWN: lambda p, _a: sealed(p.label_request(place_id=new_id())),
    HoldReason.ROUTE_UNKNOWN: lambda p, a: sealed(unscanned(p, round_of(new_id()), a)),
    HoldReason.SHEET_UNKNOWN: lambda p, a: sealed(sighting(p, new_id(), a)),
    HoldReason.NOT_YOUR_RECORD: _not_your_record,
    HoldReason.NOT_WITHDRAWABLE: _not_withdrawable,
}


@pytest.mark.parametrize("reason", [r for r in HoldReason if r is not HoldReason.CANNOT_APPLY])
def test_what_cannot_be_applied_is_held_whole_for_its_reason(school, reason):
    [asset], phone = add_assets(school), phone_of(school)
    make = HELD[reason]
    wants_school = make.__code__.co_argcount == 3
    fact = make(phone, asset, school) if wants_school else make(phone, asset)
    answer = phone.post([fact])
    [receipt] = answer.json["receipts"]
    assert (receipt["status"], receipt["reason"], receipt["rev"]) == ("held", reason, None)
    assert (receipt["id"], receipt["hash"]) == (fact["id"], fact["hash"])
    with school.reading() as session:
        held = session.get(HeldFact, (fact["id"], fact["hash"]))
        assert held.raw == fact["raw"].encode() and held.reason == reason


def test_a_grant_for_another_person_device_or_key_is_no_grant(school):
    [asset], phone = add_assets(school), phone_of(school)
    rui, elsewhere = school.client("rui"), school.client("ines")
    for grant in (rui.grant, elsewhere.grant, phone.client.grant + "x"):
        [receipt] = phone.push(phone.inspection(asset, capture_grant=grant))
        assert receipt["reason"] == "grant_invalid"


def test_a_fact_mangled_on_its_way_is_applied_when_it_comes_whole(school):
    [asset], phone = add_assets(school), phone_of(school)
    whole = sealed(phone.inspection(asset))
    mangled = whole | {"raw": whole["raw"][:-9]}
    for _ in range(2):
        assert phone.post([mangled]).json["receipts"][0]["reason"] == "hash_mismatch"
    assert phone.post([whole]).json["receipts"][0]["status"] == "applied"
    assert phone.post([mangled]).json["receipts"][0]["status"] == "duplicate"


def test_a_fact_mangled_on_its_way_is_held_whole_when_it_comes_whole(school):
    phone = phone_of(school)
    whole = sealed(phone.inspection(new_id()))
    phone.post([whole | {"raw": "x"}])
    assert phone.post([whole]).json["receipts"][0]["reason"] == "asset_unknown"
    with school.reading() as session:
        [held] = session.query(HeldFact)
        assert held.raw.decode() == whole["raw"] and held.reason == "asset_unknown"


def test_a_fact_mangled_under_a_taken_id_is_held_whole_when_it_comes_whole(school):
    [asset], phone, other = add_assets(school), phone_of(school), phone_of(school, "rui")
    mine = phone.inspection(asset)
    other.push(other.inspection(asset, id=mine["id"]))
    whole = sealed(mine)
    other.post([whole | {"raw": whole["raw"] + " "}])
    assert phone.post([whole]).json["receipts"][0]["reason"] == "different_bytes"
    with school.reading() as session:
        [held] = session.query(HeldFact)
        assert held.raw.decode() == whole["raw"] and held.device_id == phone.device


def test_a_fact_that_waits_for_itself_is_held(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    assert phone.push(fact | {"depends_on": [fact["id"]]})[0]["reason"] == "dependency_held"


def test_more_than_200_facts_are_refused_and_200_are_taken(school):
    [asset], phone = add_assets(school), phone_of(school)
    facts = [sealed(phone.inspection(asset)) for _ in range(201)]
    answer = phone.post(facts)
    assert (answer.status_code, answer.json["code"]) == (413, "too_many_facts")
    assert answer.json["params"] == {"limit": 200}
    assert count(school, Fact) == 0
    assert {r["status"] for r in phone.post(facts[:200]).json["receipts"]} == {"applied"}


def test_facts_are_taken_from_any_build_and_pulls_are_not(school):
    [asset], phone = add_assets(school), phone_of(school)
    answer = phone.contact(app_build="0.0.9")
    assert answer.status_code == 200
    assert phone.push(phone.inspection(asset, app_build="x"))[0]["status"] == "applied"
    assert phone.client.get("/api/sync/v1/snapshot").status_code == 426
    assert phone.changes("x").json["code"] == "app_too_old"
