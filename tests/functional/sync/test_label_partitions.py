# ruff: noqa: S311 - chance in a test needs no secrecy
"""However phones cut what they say of labels into batches, and in whatever order it arrives, every
code leads where the binding says that was made last and stands."""

from __future__ import annotations

import random

import orjson
import pytest

from server.records import Asset, Label, LabelRequest, Place, new_id
from server.services.labels import issue_blank_labels, issue_labels
from server.services.places import add_place
from server.web.clock import now
from tests.factories.facts import add_assets, millis, phone_of, sealed


@pytest.fixture
def things(school):
    """The ids of three assets and two rooms: (asset_id, place_id), one of them None."""
    with school.writing() as session:
        rooms = [add_place(session, None, "room", f"30{n}").id for n in range(2)]
    return [(asset, None) for asset in add_assets(school, 3)] + [(None, room) for room in rooms]


@pytest.fixture
def labels(school, things):
    """What each code was issued for; None for a blank one."""
    with school.writing() as session:
        blank = issue_blank_labels(session, 3, now())
        issued = issue_labels(session, now(), asset_ids=[things[0][0]], place_ids=[things[3][1]])
    return dict.fromkeys(blank) | {code: thing for thing, code in issued.items()}


def history(phone, labels, things, chance, began):
    """An hour's facts: labels stuck and torn off again, and new ones asked for."""
    facts = []
    for minute in range(12):
        at = {"observed_at": began + minute * 60_000}
        facts.append(phone.binding(chance.choice(list(labels)), *chance.choice(things), **at))
        if chance.random() < 0.3:
            facts.append(phone.withdrawal(chance.choice(facts)["id"], **at))
        if chance.random() < 0.3:
            pile = chance.choice([None, phone.device])
            facts.append(phone.label_request(*chance.choice(things), pile=pile, **at))
    return [sealed(fact) for fact in [*facts, phone.binding(chance.choice(list(labels)), new_id())]]


def deliver(phone, facts, chance):
    waiting = list(facts)
    while waiting:
        chance.shuffle(waiting)
        batch = waiting[: chance.randint(1, len(waiting))] + chance.sample(facts, 2)
        receipts = phone.post(batch).json["receipts"]
        done = {r["id"] for r in receipts if r["status"] != "retry"}
        waiting = [fact for fact in waiting if fact["id"] not in done]


def expected(facts, labels, things):
    """By the phones' own clocks alone."""
    read = sorted((orjson.loads(fact["raw"]) for fact in facts), key=lambda f: f["observed_at"])
    taken_back = {f["body"]["target"] for f in read if f["type"] == "record_withdrawn"}
    leads = dict(labels)
    for fact in read:
        thing = fact["body"].get("asset_id"), fact["body"].get("place_id")
        if fact["type"] == "label_bound" and thing in things and fact["id"] not in taken_back:
            leads[fact["body"]["code"]] = thing[0] or thing[1]
    asked = {f["id"] for f in read if f["type"] == "label_requested"}
    return leads, asked - taken_back


@pytest.mark.parametrize("seed", range(5))
def test_any_cut_and_order_ends_with_every_code_where_it_was_bound_last(
    school, seed, things, labels
):
    chance = random.Random(seed)
    phones = [phone_of(school), phone_of(school, "rui")]
    follower = phone_of(school, "ada")
    follower.take_along()
    began, sent = millis() - 3_600_000, []
    for number, phone in enumerate(phones):
        facts = history(phone, labels, things, chance, began + number * 30_000)
        sent += facts
        deliver(phone, facts, chance)
    leads, asked = expected(sent, labels, things)
    with school.reading() as session:
        found = {label.code: label.asset_id or label.place_id for label in session.query(Label)}
        stand = session.query(LabelRequest).filter(LabelRequest.withdrawn_by.is_(None))
        assert (found, {request.fact_id for request in stand}) == (leads, asked)
    follower.follow(3)
    assert carried(follower) == {code: thing for code, thing in leads.items() if thing}


def carried(phone):
    """By code: the thing in whose row it travelled."""
    places = {Asset.__tablename__: 10, Place.__tablename__: 5}
    return {
        code: row[0]
        for (table, _), row in phone.rows.items()
        if table in places
        for code in row[places[table]]
    }
