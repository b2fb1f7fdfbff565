"""The guard, exhaustively: every route and method against every role and against nobody."""

from __future__ import annotations

import pytest

from server.domain.access import ALLOWED
from server.web.guard import SESSION_COOKIE, access_of
from tests.factories.people import PERSONAS

# The guard asks no database; every role opens every address.
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

NOWHERE = "00000000-0000-4000-8000-000000000000"
# Ends the session that the next routes of the same browser need.
ENDS_SESSION = frozenset({"session.delete", "landing.sign_out", "count.sign_out"})


def routes(app):
    """(rule, method, endpoint) of everything a browser can ask for."""
    return [
        (rule, method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"OPTIONS"})
    ]


def address(app, rule):
    values = {name: _value(rule, name) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values, method=_method(rule))


def _value(rule, name):
    converter = type(rule._converters[name]).__name__
    if converter == "AnyConverter":
        return sorted(rule._converters[name].items)[0]
    return 1 if converter == "IntegerConverter" else NOWHERE


def _method(rule):
    return sorted(rule.methods - {"OPTIONS"})[0]


def test_every_route_is_public_or_names_its_action(school):
    with school.app.app_context():
        found = {endpoint: access_of(endpoint) for _, _, endpoint in routes(school.app)}
    public = {endpoint for endpoint, action in found.items() if action is None}
    assert public == PUBLIC & found.keys()


SIGN_INS = ("/desk/sign-in?next=", "/count/sign-in")
# Everything a stranger may open. A new name here is a decision.
PUBLIC = {
    "api-docs.openapi_json",
    # A pupil counts with a room's code of the day, not with an account.
    "count.pupils.count",
    "count.pupils.give_code",
    "count.pupils.leave",
    "count.pupils.room",
    "count.sign_in",
    "count.sign_in_form",
    "health.healthz",
    "landing.choose_language",
    "landing.sign_in",
    "landing.sign_in_form",
    "landing.start",
    "school.read",
    "scan.open_code",
    "session.create",
    "session.switch",
    "shell.app_shell",
    "shell.built_file",
    "shell.service_worker",
    "shell.web_manifest",
}


def _protected(school):
    with school.app.app_context():
        return [
            (rule, method, access_of(endpoint))
            for rule, method, endpoint in routes(school.app)
            if access_of(endpoint) is not None and endpoint not in ENDS_SESSION
        ]


@pytest.mark.parametrize("login", PERSONAS)
def test_a_role_is_refused_exactly_where_the_table_says_so(school, login):
    role, client = PERSONAS[login][1], school.client(login)
    wrong = []
    for rule, method, action in _protected(school):
        answer = client.open(address(school.app, rule), method=method)
        refused = answer.status_code == 403
        if refused == (role in ALLOWED[action]) or answer.status_code in (401, 500):
            wrong.append((method, rule.rule, answer.status_code))
    assert not wrong


@pytest.mark.parametrize("token", [None, "forged"])
def test_an_outsider_is_sent_to_sign_in_everywhere(school, token):
    client = school.client()
    if token:
        client.set_cookie(SESSION_COOKIE, token)
    wrong = []
    for rule, method, _ in _protected(school):
        answer = client.open(address(school.app, rule), method=method)
        to_sign_in = answer.headers.get("Location", "").startswith(SIGN_INS)
        if answer.status_code != 401 and not (answer.status_code == 302 and to_sign_in):
            wrong.append((method, rule.rule, answer.status_code))
    assert not wrong


def test_a_page_of_the_desk_leads_to_the_sign_in_and_back(school):
    answer = school.client().get("/desk/assets?q=x")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/desk/sign-in?next=%2Fdesk%2Fassets%3Fq%3Dx"


def test_another_sites_page_can_do_nothing_unsafe_anywhere(school):
    client = school.client("ada")
    wrong = []
    for rule, method, endpoint in routes(school.app):
        if method in ("GET", "HEAD"):
            continue
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = client.open(address(school.app, rule), method=method, headers=headers)
            if answer.status_code != 403:
                wrong.append((method, rule.rule, endpoint, answer.status_code))
    assert not wrong
    assert client.get("/api/session").status_code == 200
