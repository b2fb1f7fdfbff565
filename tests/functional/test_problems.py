"""Every answer that is no success: typed, in words, with its headers, and never a 500."""

from __future__ import annotations

import json
import random

import pytest

from server.web.headers import CONTENT_SECURITY_POLICY
from tests.factories.facts import phone_of

PROBLEM = "application/problem+json"
JSON = {"content_type": "application/json"}


def test_an_unknown_address_is_not_found(school):
    client = school.client("ada")
    assert client.get("/api/nothing").json["code"] == "not_found"
    page = client.get("/nothing")
    assert page.status_code == 404 and page.content_type == "text/html; charset=utf-8"


def test_a_wrong_method_is_said_to_be_so(school):
    answer = school.client("ada").delete("/api/sync/v1/facts")
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert answer.content_type == PROBLEM


BROKEN = {
    "half": b'{"login": ',
    "nothing": b"",
    "not UTF-8": b"\xff\xfe",
    "a number of ten thousand digits": b'{"login": ' + b"9" * 10_000 + b"}",
    "bottomless": b"[" * 200_000,
    "bottomless and closed": b"[" * 200_000 + b"]" * 200_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_json_is_the_senders_mistake(school, name):
    answer = school.client().post("/api/session", data=BROKEN[name], **JSON)
    assert answer.status_code in (400, 422), answer.json
    assert answer.json["code"] in ("bad_request", "bad_input")
    assert answer.content_type == PROBLEM


def test_a_problem_says_itself_in_the_readers_language(school):
    client = school.client()
    english = client.get("/api/session", headers={"Accept-Language": "en"}).json
    chinese = client.get("/api/session", headers={"Accept-Language": "zh-CN"}).json
    assert english["detail"] != chinese["detail"] and english["code"] == chinese["code"]
    assert {"type", "title", "status", "code", "params", "detail"} == set(english)
    assert english["status"] == 401 and english["type"] == "about:blank"


@pytest.mark.parametrize("text", ["\0", "\ud800", "a" * 60, "😀", "' OR 1=1 --"])
def test_strange_texts_at_the_sign_in_are_refused_and_nothing_breaks(school, text):
    device = {"id": "d" * 36, "name": text}
    body = {"login": text, "password": text, "device": device}
    answer = school.client().post("/api/session", json=body)
    assert answer.status_code in (400, 401, 422), answer.json


def test_a_body_too_large_is_refused(school):
    answer = school.client("ines").post("/api/sync/v1/facts", data=b" " * (22 * 2**20), **JSON)
    assert (answer.status_code, answer.json["code"]) == (413, "body_too_large")


STRANGE = [
    None, True, 0, -1, 1.5, 2**31, 2**63, 2**70, 10**40, float("nan"), float("inf"), "", "x", "\0",
    "\ud800", "a" * 5000, "d" * 36 + "\n", [], [[]], [None], {}, {"": {}}, {"id": "\0"},
]  # fmt: skip


def _operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield path, method, operation


def _example(document, schema, chance, spoilt):
    """A body after the document, with every field strange at a chance of ``spoilt``."""
    if chance.random() < spoilt:
        return chance.choice(STRANGE)
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kind = schema.get("type", "object")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        return {
            name: _example(document, inner, chance, spoilt)
            for name, inner in schema.get("properties", {}).items()
        }
    if kind == "array":
        return [_example(document, schema["items"], chance, spoilt) for _ in range(2)]
    return {"integer": 1, "number": 1, "boolean": True}.get(kind, "d" * 36)


def test_no_body_and_no_query_that_a_stranger_makes_up_ends_in_a_500(school):
    chance = random.Random(2)  # noqa: S311 - chance in a test needs no secrecy
    phone = phone_of(school, "ada")
    document = phone.client.get("/api/openapi.json").json
    cookie = phone.client.get_cookie("cr_session").value
    asked, wrong = 0, []
    for path, method, operation in _operations(document):
        for _ in range(25):
            phone.client.set_cookie("cr_session", cookie)
            answer = _ask(document, phone, path, method, operation, chance)
            asked += 1
            if answer.status_code >= 500:
                wrong.append((method, path, answer.get_data(as_text=True)[:200]))
    assert asked > 150 and not wrong


def _ask(document, phone, path, method, operation, chance):
    given = [p for p in operation.get("parameters", []) if "$ref" not in p]
    query = {
        p["name"]: str(chance.choice(STRANGE)).encode("utf-8", "replace")
        for p in given
        if p["in"] == "query" and chance.random() < 0.9
    }
    for p in given:
        if p["in"] == "path":
            path = path.replace(f"{{{p['name']}}}", chance.choice(["x", "%00", "a" * 64, "9" * 40]))
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return phone.client.open(path, method=method.upper(), query_string=query)
    body = _example(document, content["schema"], chance, chance.choice([0.02, 0.2]))
    if isinstance(body, dict) and "device" in body and chance.random() < 0.8:
        body["device"] = phone.device if "sync" in path else body["device"]
    data = json.dumps(body)
    return phone.client.open(path, method=method.upper(), query_string=query, data=data, **JSON)


ANSWERS = {
    "a page": ("GET", "/"),
    "JSON": ("GET", "/api/school"),
    "a stream": ("GET", "/api/sync/v1/snapshot"),
    "nothing": ("DELETE", "/api/session"),
    "a redirect": ("GET", "/q/ABC"),
    "to the sign-in": ("GET", "/desk/"),
    "not found": ("GET", "/api/nothing"),
    "a wrong method": ("DELETE", "/api/school"),
    "refused": ("PUT", "/api/sync/v1/photos/x"),
    "OPTIONS": ("OPTIONS", "/api/school"),
    "HEAD": ("HEAD", "/api/school"),
    "health": ("GET", "/healthz"),
    "the OpenAPI document": ("GET", "/api/openapi.json"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_kind_of_answer_carries_the_security_headers(school, name):
    method, path = ANSWERS[name]
    client = school.client() if name == "to the sign-in" else school.client("ines")
    answer = client.open(path, method=method)
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert len(answer.headers["X-Request-Id"]) == 32
    assert "Strict-Transport-Security" not in answer.headers


def test_the_policy_lets_nothing_from_elsewhere_in():
    assert "http" not in CONTENT_SECURITY_POLICY and "*" not in CONTENT_SECURITY_POLICY
    assert "'unsafe-inline'" not in CONTENT_SECURITY_POLICY
    assert "'unsafe-eval'" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY


def test_over_https_the_browser_is_told_to_stay_there(school):
    answer = school.client().get("/api/school", base_url="https://rounds.school.cn")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_https_the_session_cookie_is_secure(school):
    body = {"login": "ines", "password": "ines-password", "device": {"id": "d" * 36, "name": "x"}}
    answer = school.client().post("/api/session", json=body, base_url="https://rounds.school.cn")
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies and all("Secure" in c and "HttpOnly" in c for c in cookies)


def test_a_requests_id_is_in_its_answer_and_its_line_and_no_password_is(school, capsys):
    client = school.client()
    secret = "a-very-secret-password"
    device = {"id": "d" * 36, "name": "x"}
    for login in ("ines", "nobody"):
        body = {"login": login, "password": secret, "device": device}
        answer = client.post("/api/session", json=body)
        said = capsys.readouterr()
        lines = [line for line in said.out.splitlines() if "/api/session" in line]
        assert len(lines) == 1 and answer.headers["X-Request-Id"] in lines[0]
        assert secret not in said.out + said.err
    client.get(f"/desk/sign-in?next=/{secret}")
    client.post("/desk/sign-in", data={"login": "ines", "password": secret})
    said = capsys.readouterr()
    assert secret not in said.out + said.err


def test_health_is_told_to_anybody(school):
    assert school.client().get("/healthz").json == {"status": "ok"}
