"""Signing in: cookie, device, guessing slowed, sessions ended."""

from dataclasses import replace

import pytest

from server.records import SignInFailure
from server.services.sign_in import FAILURES_ALLOWED
from tests.factories.people import password_of


def attempt(school, login, password):
    device = {"id": "d" * 36, "name": "phone"}
    return school.client().post(
        "/api/session", json={"login": login, "password": password, "device": device}
    )


def test_a_person_signs_in_and_is_known_by_the_cookie(school):
    client = school.client("ines")
    answer = client.get("/api/session")
    assert answer.json["person"]["name"] == "Ines"
    assert answer.json["person"]["roles"] == ["patrol"]
    assert answer.json["device_id"] == client.device_id


def test_the_cookie_is_http_only_and_same_site(school):
    cookies = attempt(school, "ines", password_of("ines")).headers.getlist("Set-Cookie")
    session = next(c for c in cookies if c.startswith("cr_session="))
    assert "HttpOnly" in session and "SameSite=Lax" in session


def test_a_wrong_password_and_an_unknown_login_look_the_same(school):
    wrong, unknown = attempt(school, "ines", "nope"), attempt(school, "omar", "nope")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json["code"] == unknown.json["code"] == "sign_in_failed"


def test_guessing_is_slowed_even_with_the_right_password_at_last(school):
    for _ in range(FAILURES_ALLOWED):
        attempt(school, "ines", "guess")
    answer = attempt(school, "ines", password_of("ines"))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    with school.reading() as session:
        assert session.query(SignInFailure).count() == FAILURES_ALLOWED


def test_signing_out_ends_the_session_for_good(school):
    client = school.client("ines")
    token = client.get_cookie("cr_session").value
    assert client.delete("/api/session").status_code == 204
    client.set_cookie("cr_session", token)
    assert client.get("/api/session").json["code"] == "sign_in_needed"


def test_another_sites_page_cannot_sign_anybody_out(school):
    client = school.client("ines")
    answer = client.delete("/api/session", headers={"Origin": "https://evil.example"})
    assert answer.json["code"] == "foreign_origin"
    assert client.get("/api/session").status_code == 200


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_base_address_of_a_school_behind_a_proxy_is_its_own(school):
    address = "https://rounds.school.cn"
    school.app.config["CAMPUS"] = replace(school.settings, base_url=address)
    client = school.client("ines")
    assert client.delete("/api/session", headers={"Origin": address}).status_code == 204


def test_a_body_without_its_fields_is_answered_with_their_names(school):
    answer = school.client().post("/api/session", json={"login": "ines"})
    assert answer.status_code == 422
    assert "password" in answer.json["detail"]
    assert answer.content_type == "application/problem+json"
