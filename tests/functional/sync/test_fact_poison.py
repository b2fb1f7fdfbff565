"""Bytes nobody foresaw: never a 500, never a neighbour blocked, kept whole on both databases."""

from __future__ import annotations

import json

import pytest

from server.records import HeldFact, Inspection, new_id
from tests.factories.facts import add_assets, phone_of, sealed

NESTED = "[" * 100_000 + "]" * 100_000


def _with(**changes):
    return lambda fact: json.dumps(fact | changes)


def _body(**changes):
    return lambda fact: json.dumps(fact | {"body": fact["body"] | changes})


def _photo(**changes):
    good = {"sha256": "a" * 64, "bytes": 1, "width": 1, "height": 1, "taken_at": 0}
    return _body(photos=[good, good | changes])


POISON = {
    "nothing": lambda _: "",
    "a number": lambda _: "7",
    "a list": lambda _: "[]",
    "NUL alone": lambda _: "\0",
    "NUL in an id": _with(id="\0" * 36),
    "NUL in a type": _with(type="a\0b"),
    "a type that looks like an escaped NUL": _with(type="\\u0000"),
    "a field named NUL": _with(**{"\0": 1}),
    "half a character": lambda f: json.dumps(f | {"type": "\ud800"}),
    "half a character unescaped": lambda f: json.dumps(f | {"type": "\ud800"}, ensure_ascii=False),
    "half a character in words": _body(words="\udfff"),
    "a huge seq": _with(seq=10**400),
    "seq beyond the column": _with(seq=2**31),
    "a true seq": _with(seq=True),
    "an infinite version": lambda f: json.dumps(f | {"v": 1}).replace('"v": 1', '"v": 1e999'),
    "a huge time": _with(observed_at=10**18),
    "a huge age": _with(anchor={"server_time": 0, "age_ms": 1e300}),
    "NaN": lambda f: json.dumps(f | {"observed_at": float("nan")}),
    "deep nesting": lambda f: json.dumps(f | {"body": "X"}).replace('"X"', NESTED),
    "deep nesting in a body": lambda f: json.dumps(f | {"body": {"a": 0}}).replace("0}", NESTED),
    "a bad photo in second place": _photo(sha256="b"),
    "a photo named with NUL": _photo(sha256="\0" * 64),
    "photos that are no list": _body(photos={"sha256": 1}),
    "a bad dependency": _with(depends_on=[new_id(), "x"]),
    "an id with a line's end": _body(asset_id=new_id() + "\n"),
    "a very long word": _body(words="长" * 100_000),
    "ten thousand unknown fields": lambda f: json.dumps(f | {f"f{i}": i for i in range(10_000)}),
}


@pytest.mark.parametrize("name", POISON)
def test_poison_is_held_whole_between_its_good_neighbours(school, name):
    [asset], phone = add_assets(school), phone_of(school)
    good, bad, also_good = (phone.inspection(asset) for _ in range(3))
    poison = sealed(POISON[name](bad), bad["id"])
    answer = phone.post([sealed(good), poison, sealed(also_good)])
    assert answer.status_code == 200, answer.json
    statuses = [r["status"] for r in answer.json["receipts"]]
    assert statuses == ["applied", "held", "applied"]
    with school.reading() as session:
        held = session.get(HeldFact, (poison["id"], poison["hash"]))
        assert held.raw == poison["raw"].encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body": {"words": "a\0b"}}, "bad_body"),
        ({"body": {"phrases": ["\0"]}}, "bad_body"),
        ({"body": {"code": "\0"}}, "bad_body"),
        ({"app_build": "\0"}, "unreadable"),
        ({"capture_grant": "\0"}, "unreadable"),
    ],
)
def test_nul_in_a_text_is_held_on_both_databases_and_blocks_nobody(school, change, reason):
    """PostgreSQL's texts take no NUL, so no database is given any."""
    [asset], phone = add_assets(school), phone_of(school)
    fact, good = phone.inspection(asset), phone.inspection(asset)
    fact |= change | {"body": fact["body"] | change.get("body", {})}
    receipts = phone.push(fact, good)
    assert (receipts[0]["status"], receipts[0]["reason"]) == ("held", reason)
    assert receipts[1]["status"] == "applied"


def test_clocks_at_the_ends_of_time_are_flagged_and_not_refused(school):
    [asset], phone = add_assets(school), phone_of(school)
    for observed in (-(10**13), 0, 10**13):
        for sent in (-(10**13), 10**13):
            fact = phone.inspection(asset, observed_at=observed)
            answer = phone.post([sealed(fact)], sent_at=sent)
            assert answer.json["receipts"][0]["status"] == "applied"
            with school.reading() as session:
                assert session.get(Inspection, fact["id"]).time_uncertain


@pytest.mark.parametrize(
    "entry", [{"id": "x\n"}, {"id": ""}, {"hash": "a" * 64 + "\n"}, {"raw": 1}]
)
def test_an_entry_that_is_no_fact_at_all_is_bad_input(school, entry):
    phone = phone_of(school)
    answer = phone.post([sealed("{}") | entry])
    assert (answer.status_code, answer.json["code"]) == (422, "bad_input")
