"""Several people on one phone: each comes back to their own session without a password."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from server.records import Device, Person, SignIn, new_id
from server.services.sign_in import SESSION_LIFE
from server.web.clock import now
from tests.factories.people import password_of


class SharedPhone:
    """One browser, one device; ``keys``: login -> switch key."""

    def __init__(self, school):
        self.school, self.client = school, school.client()
        self.device, self.keys, self.grants = new_id(), {}, {}

    def sign_in(self, login):
        device = {"id": self.device, "name": "共用手机"}
        body = {"login": login, "password": password_of(login), "device": device}
        answer = self.client.post("/api/session", json=body)
        assert answer.status_code == 200
        self.keys[login] = answer.json["switch_key"]
        self.grants[login] = answer.json["capture_grant"]

    def switch(self, login, **changed):
        body = {
            "device": self.device,
            "person_id": self.school.people[login],
            "switch_key": self.keys[login],
        }
        return self.client.put("/api/session/person", json=body | changed)

    def who(self):
        answer = self.client.get("/api/session")
        return answer.json["person"]["name"] if answer.status_code == 200 else answer.status_code


@pytest.fixture
def phone(school):
    phone = SharedPhone(school)
    phone.sign_in("ines")
    phone.sign_in("rui")
    return phone


def test_each_person_comes_back_without_a_password(phone):
    assert phone.who() == "Rui"
    answer = phone.switch("ines")
    assert answer.status_code == 200 and phone.who() == "Ines"
    assert answer.json["capture_grant"] == phone.grants["ines"]
    assert answer.json["switch_key"] == phone.keys["ines"]
    assert phone.switch("rui").status_code == 200 and phone.who() == "Rui"


def test_the_device_is_known_to_be_with_whoever_has_it_now(phone, school):
    phone.switch("ines")
    with school.reading() as session:
        assert session.get(Device, phone.device).person_id == school.people["ines"]


def test_coming_back_twice_leads_to_the_same_session(phone):
    phone.switch("ines")
    token = phone.client.get_cookie("cr_session").value
    phone.switch("ines")
    assert phone.client.get_cookie("cr_session").value == token and phone.who() == "Ines"


def test_a_phone_without_any_cookie_comes_back(phone):
    phone.client.delete_cookie("cr_session")
    assert phone.switch("ines").status_code == 200 and phone.who() == "Ines"


def test_signing_out_ends_only_ones_own_session(phone):
    phone.client.delete("/api/session")
    assert phone.switch("rui").json["code"] == "sign_in_needed"
    assert phone.switch("ines").status_code == 200 and phone.who() == "Ines"


def test_signing_out_ends_every_session_of_the_person_on_the_phone(phone):
    earlier = phone.keys["rui"]
    phone.sign_in("rui")
    phone.client.delete("/api/session")
    assert phone.switch("rui").status_code == 401
    assert phone.switch("rui", switch_key=earlier).status_code == 401


def test_signing_out_on_one_phone_leaves_the_others_signed_in(phone, school):
    other = SharedPhone(school)
    other.sign_in("ines")
    other.client.delete("/api/session")
    assert phone.switch("ines").status_code == 200


def test_a_key_opens_nothing_but_its_persons_session_on_its_device(phone, school):
    other = SharedPhone(school)
    other.sign_in("ines")
    wrong = (
        {"switch_key": phone.keys["rui"]},
        {"switch_key": other.keys["ines"]},
        {"switch_key": "x" * 43},
        {"person_id": school.people["rui"]},
        {"device": other.device},
    )
    for changed in wrong:
        assert phone.switch("ines", **changed).json["code"] == "sign_in_needed", changed
    assert phone.who() == "Rui"


def test_the_cookies_own_value_is_no_switch_key(phone):
    token = phone.client.get_cookie("cr_session").value
    assert phone.switch("rui", switch_key=token).status_code == 401


def test_the_server_keeps_neither_key_nor_cookie(phone, school):
    token = phone.client.get_cookie("cr_session").value
    with school.reading() as session:
        hashes = {sign_in.token_hash for sign_in in session.query(SignIn)}
    assert hashlib.sha256(token.encode()).hexdigest() in hashes
    assert hashes.isdisjoint({token, phone.keys["rui"]})
    assert hashlib.sha256(phone.keys["rui"].encode()).hexdigest() not in hashes


def test_a_suspended_person_does_not_come_back(phone, school):
    with school.writing() as session:
        session.get(Person, school.people["ines"]).suspended_at = now()
    assert phone.switch("ines").json["code"] == "sign_in_needed"


def test_nobody_comes_back_to_a_device_that_was_shut_out(phone, school):
    with school.writing() as session:
        session.get(Device, phone.device).revoked_at = now()
    answer = phone.switch("ines")
    assert (answer.status_code, answer.json["code"]) == (403, "device_revoked")


def test_coming_back_does_not_lengthen_a_session(phone, school):
    age(school, timedelta(days=29))
    answer = phone.switch("ines")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cr_session"))
    assert 86_000 < int(cookie.split("Max-Age=")[1].split(";")[0]) <= 86_400
    age(school, timedelta(days=1))
    assert phone.switch("ines").json["code"] == "sign_in_needed"


def age(school, by):
    with school.writing() as session:
        for sign_in in session.query(SignIn):
            sign_in.signed_in_at -= by
            sign_in.expires_at = sign_in.signed_in_at + SESSION_LIFE


def test_another_sites_page_switches_nobody(phone):
    body = {"device": phone.device, "person_id": phone.school.people["ines"], "switch_key": "x"}
    headers = {"Origin": "https://evil.example"}
    answer = phone.client.put("/api/session/person", json=body, headers=headers)
    assert answer.json["code"] == "foreign_origin"


def test_a_body_of_another_shape_is_refused(phone):
    for changed in ({"device": "x"}, {"switch_key": ""}, {"switch_key": None}, {"person_id": 7}):
        assert phone.switch("ines", **changed).status_code == 422, changed
