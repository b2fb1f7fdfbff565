"""Whoever can do something about it sees at every page that the school is not backed up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.records import Backup, School
from server.web.clock import now

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def begin_ago(school, **age):
    with school.writing() as session:
        session.query(School).one().created_at = now() - timedelta(**age)


def back_up_ago(school, **age):
    with school.writing() as session:
        session.add(
            Backup(covered_rev=1, created_at=now() - timedelta(**age), path="/disk/x", bytes=1)
        )


def bar(school, login="ada", language="zh"):
    client = school.client(login)
    client.set_cookie("cr_language", language)
    page = client.get("/desk/assets").text
    if 'class="no-backup"' not in page:
        return None
    return page.split('class="no-backup"')[1].split("<strong>")[1].split("</strong>")[0]


def test_a_school_that_was_never_backed_up_is_told_after_two_days(school):
    assert bar(school) is None
    begin_ago(school, days=1, hours=23)
    assert bar(school) is None
    begin_ago(school, days=9, hours=1)
    assert bar(school) == "已9天未备份"
    assert bar(school, language="en") == "No backup for 9 days"


def test_the_days_are_those_since_the_newest_backup(school):
    begin_ago(school, days=40)
    back_up_ago(school, days=20)
    back_up_ago(school, days=4)
    back_up_ago(school, days=12)
    assert bar(school) == "已4天未备份"
    back_up_ago(school, days=1)
    assert bar(school) is None


def test_a_leader_and_a_demo_are_not_told(school):
    begin_ago(school, days=9)
    assert bar(school, "pei") is None
    with school.writing() as session:
        session.query(School).one().is_demo = True
    assert bar(school) is None


def test_the_bar_leads_to_how_it_is_done(school):
    begin_ago(school, days=9)
    client = school.client("ada")
    assert 'href="/desk/backups"' in client.get("/desk/").text
    how = client.get("/desk/backups").text
    assert "server backup" in how and "还没有核对过的备份" in how
    back_up_ago(school, days=1)
    assert "/disk/x" in client.get("/desk/backups").text
    assert school.client("pei").get("/desk/backups").status_code == 403
