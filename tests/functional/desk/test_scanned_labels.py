"""A label scanned or typed into the desk's search opens its thing."""

import re
from urllib.parse import urlsplit

import pytest

from qr_labels import group_code, issue_code
from server.services.labels import issue_blank_labels, issue_labels
from server.web.clock import now


@pytest.fixture
def code(school, register):
    """Of the piano's label."""
    piano = register.assets["钢琴"]
    with school.writing() as session:
        return issue_labels(session, now(), asset_ids=[piano])[piano]


def opened(school, words, **headers):
    client = school.client("pei")
    return client.get("/desk/assets", query_string={"q": words}, headers=headers)


def listed(answer):
    return re.findall(r'<td class="name"><a[^>]*>([^<]+)</a>', answer.text)


@pytest.mark.parametrize(
    "written",
    [
        "HTTPS://XJ.SHIYAN.EDU.CN/Q/{code}",
        "{grouped}",
        "ｈｔｔｐｓ：／／ｏｌｄ．ｃｎ／ｑ／{code}",
    ],
)
def test_a_scanned_label_opens_its_thing(school, register, code, written):
    answer = opened(school, written.format(code=code, grouped=group_code(code).lower()))
    assert answer.status_code == 302
    assert urlsplit(answer.location).path == f"/desk/assets/{register.assets['钢琴']}"


def test_the_label_of_a_place_opens_the_place(school, register):
    room = register.places["301"]
    with school.writing() as session:
        code = issue_labels(session, now(), place_ids=[room])[room]
    assert urlsplit(opened(school, code).location).path == f"/desk/places/{room}"


def test_a_list_that_changes_while_typing_shows_the_labelled_thing(school, code):
    answer = opened(school, code, **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert listed(answer) == ["钢琴"]


@pytest.mark.usefixtures("register")
def test_a_label_that_leads_nowhere_finds_nothing(school):
    with school.writing() as session:
        [blank] = issue_blank_labels(session, 1, now())
    for words in (blank, issue_code()):
        answer = opened(school, words)
        assert answer.status_code == 200
        assert listed(answer) == []
