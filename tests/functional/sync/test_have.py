"""What a phone learns about the facts it keeps: after a restore, at the end of a round."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import event

from server.records import Fact, HeldFact, HeldResolution, StoredPhoto, new_id
from server.services.devices import revoke_device
from server.web.clock import now
from server.web.database import db
from tests.factories.facts import URL, add_assets, phone_of, sealed
from tests.factories.photos import jpeg


def ask(phone, *facts):
    """The answers for sealed facts."""
    answer = _post(phone, facts)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.json["answers"]


def _post(phone, facts, **body):
    kept = [{"id": fact["id"], "hash": fact["hash"]} for fact in facts]
    return phone.client.post(f"{URL}/have", json={"device": phone.device, "facts": kept} | body)


def named(data: bytes) -> dict[str, object]:
    digest = hashlib.sha256(data).hexdigest()
    return {"sha256": digest, "bytes": len(data), "width": 1, "height": 1, "taken_at": 0}


def resolve(school, fact, outcome, fact_id=None, reason=""):
    with school.writing() as session:
        session.add(
            HeldResolution(
                held_id=fact["id"],
                held_hash=fact["hash"],
                outcome=outcome,
                fact_id=fact_id,
                reason=reason,
                resolved_by=school.people["ada"],
                resolved_at=now(),
            )
        )


def test_what_was_applied_is_known_with_its_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(asset)
    [receipt] = phone.push(fact)
    assert ask(phone, sealed(fact)) == [
        {
            "id": fact["id"],
            "hash": sealed(fact)["hash"],
            "status": "applied",
            "rev": receipt["rev"],
            "reason": None,
            "photos_missing": [],
        }
    ]


def test_the_answer_names_the_time_the_epoch_and_the_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    [receipt] = phone.push(phone.inspection(asset))
    answer, contact = _post(phone, []).json, phone.contact().json
    assert answer["answers"] == [] and answer["epoch"] == contact["epoch"]
    assert answer["rev"] == receipt["rev"] and answer["server_time"] <= contact["server_time"]


def test_what_never_arrived_is_absent_and_answers_keep_the_order_asked(school):
    [asset], phone = add_assets(school), phone_of(school)
    sent, kept = sealed(phone.inspection(asset)), sealed(phone.inspection(asset))
    phone.post([sent])
    answers = ask(phone, kept, sent, kept)
    assert [one["status"] for one in answers] == ["absent", "applied", "absent"]
    assert [one["id"] for one in answers] == [kept["id"], sent["id"], kept["id"]]


def test_a_held_fact_is_held_with_its_reason(school):
    phone = phone_of(school)
    fact = phone.inspection(new_id())
    phone.push(fact)
    [one] = ask(phone, sealed(fact))
    assert (one["status"], one["reason"], one["rev"]) == ("held", "asset_unknown", None)


@pytest.mark.parametrize("held", [False, True])
def test_the_same_id_with_other_bytes_is_different(school, held):
    [asset], phone = add_assets(school), phone_of(school)
    fact = phone.inspection(new_id() if held else asset)
    phone.push(fact)
    [one] = ask(phone, sealed(fact | {"app_build": "other"}))
    assert (one["status"], one["rev"], one["photos_missing"]) == ("different", None, [])


def test_a_fact_mangled_on_its_way_is_different_until_it_came_whole(school):
    phone = phone_of(school)
    whole = sealed(phone.inspection(new_id()))
    phone.post([whole | {"raw": whole["raw"][:-9]}])
    assert [one["status"] for one in ask(phone, whole)] == ["different"]
    phone.post([whole])
    assert [one["status"] for one in ask(phone, whole)] == ["held"]


def test_putting_a_mangled_fact_aside_does_not_put_aside_the_whole_one(school):
    [asset], phone = add_assets(school), phone_of(school)
    whole = sealed(phone.inspection(asset))
    phone.post([whole | {"raw": whole["raw"][:-9]}])
    resolve(school, whole, "dismissed", reason="看不懂")
    assert [one["status"] for one in ask(phone, whole)] == ["different"]
    assert phone.post([whole]).json["receipts"][0]["status"] == "applied"
    assert [one["status"] for one in ask(phone, whole)] == ["applied"]


def test_the_whole_fact_is_asked_for_although_its_mangled_copy_was_repaired(school):
    [asset], phone = add_assets(school), phone_of(school)
    whole, repair = sealed(phone.inspection(asset)), phone.inspection(asset)
    phone.post([whole | {"raw": whole["raw"] + " "}])
    phone.push(repair)
    resolve(school, whole, "applied", repair["id"], reason="")
    assert [one["status"] for one in ask(phone, whole)] == ["different"]
    assert phone.post([whole]).json["receipts"][0]["status"] == "duplicate"
    assert [one["status"] for one in ask(phone, whole)] == ["applied"]


def test_a_repaired_fact_is_applied_with_the_decisions_revision(school):
    [asset], phone = add_assets(school), phone_of(school)
    poison, repair = sealed(phone.inspection(new_id())), phone.inspection(asset)
    phone.post([poison])
    phone.push(repair)
    resolve(school, poison, "applied", repair["id"], reason="another desk was meant")
    [one] = ask(phone, poison)
    with school.reading() as session:
        rev = session.query(HeldResolution).one().rev
        assert rev > session.get(Fact, repair["id"]).rev
    assert (one["status"], one["rev"], one["reason"]) == ("applied", rev, None)


def test_a_dismissed_fact_is_dismissed_with_the_administrators_words(school):
    phone = phone_of(school)
    poison = sealed(phone.inspection(new_id()))
    phone.post([poison])
    resolve(school, poison, "dismissed", reason="这是试着玩的")
    [one] = ask(phone, poison)
    assert (one["status"], one["reason"]) == ("dismissed", "这是试着玩的")
    with school.reading() as session:
        assert one["rev"] == session.query(HeldResolution).one().rev
        assert session.query(HeldFact).count() == 1


@pytest.mark.parametrize("held", [False, True])
def test_photos_whose_bytes_are_not_here_are_missing(school, held):
    [asset], phone = add_assets(school), phone_of(school)
    here, lost = jpeg(seed=1), jpeg(seed=2)
    photos = [named(here), named(lost)]
    fact = phone.inspection(new_id() if held else asset, photos=photos)
    phone.push(fact)
    digest = named(here)["sha256"]
    phone.client.put(f"{URL}/photos/{digest}", data=here, content_type="image/jpeg")
    [one] = ask(phone, sealed(fact))
    assert one["photos_missing"] == [named(lost)["sha256"]]


def test_a_photo_deleted_for_privacy_is_not_missing(school):
    [asset], phone = add_assets(school), phone_of(school)
    data = jpeg()
    fact = phone.inspection(asset, photos=[named(data)])
    phone.push(fact)
    digest = named(data)["sha256"]
    phone.client.put(f"{URL}/photos/{digest}", data=data, content_type="image/jpeg")
    with school.writing() as session:
        session.query(StoredPhoto).one().deleted_at = now()
    assert ask(phone, sealed(fact))[0]["photos_missing"] == []


def test_a_thousand_are_answered_at_once_by_a_handful_of_queries_and_more_are_refused(school):
    [asset], phone = add_assets(school), phone_of(school)
    photos = [named(jpeg(seed=n)) for n in range(8)]
    facts = [sealed(phone.inspection(asset, photos=photos)) for _ in range(200)]
    phone.post(facts)
    many = facts + [sealed(phone.inspection(asset)) for _ in range(801)]
    answer = _post(phone, many)
    assert (answer.status_code, answer.json["code"]) == (413, "too_many_facts")
    assert answer.json["params"] == {"limit": 1000}
    asked = []
    with school.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    statuses = [one["status"] for one in ask(phone, *many[:1000])]
    assert statuses == ["applied"] * 200 + ["absent"] * 800
    assert len([statement for statement in asked if statement.startswith("SELECT")]) < 12


def test_only_the_sessions_own_device_may_ask_and_a_revoked_one_still_does(school):
    [asset], phone = add_assets(school), phone_of(school)
    fact = sealed(phone.inspection(asset))
    phone.post([fact])
    answer = _post(phone, [fact], device=new_id())
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in_needed")
    with school.writing() as session:
        revoke_device(session, phone.device, school.people["ada"], now())
    assert ask(phone, fact)[0]["status"] == "applied"


@pytest.mark.parametrize("wrong", [{"id": "x" * 37}, {"hash": "0"}, {"hash": None}, {"id": 1}])
def test_what_is_no_id_or_hash_is_refused(school, wrong):
    phone = phone_of(school)
    fact = {"id": new_id(), "hash": "0" * 64} | wrong
    assert _post(phone, [fact]).status_code == 422
