"""A pupil counts with the code of the day and no account; the teacher takes the numbers over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from server.domain.problems_counting import CountCodeTooOften, CountCodeWrong
from server.records import CountCode, CountCodeFailure, GroupCount
from server.services.count_codes import WRONG_TRIES, find_code, make_code, note_wrong_code
from server.web.clock import now
from tests.functional.desk.html_form import form_of

COUNTS = "/count/code/counts"


def code_of(room):
    with room.school.reading() as session:
        wanted = select(CountCode.code).where(CountCode.sheet_id == room.sheet)
        return session.scalars(wanted.order_by(CountCode.made_at.desc())).first()


def test_a_pupils_numbers_are_proposed_and_a_teacher_takes_them_over(room, school):
    tang, pupil = school.client("tang"), school.client()
    for _click in range(2):
        tang.post(f"{room.address}/code")
    code = code_of(room)
    assert code in tang.get(room.address).text
    full_width = "".join(chr(ord(one) + 0xFEE0) for one in code)
    assert pupil.post("/count/code", data={"code": f" {full_width} "}).status_code == 303
    page = pupil.get("/count/code")
    assert "101" in page.text
    assert "Tang" not in page.text, "no names"
    assert "TY-001" not in page.text, "only what is counted by number"
    form = form_of(page, COUNTS)
    assert form["good"] == "", "a pupil counts without knowing how many there should be"
    wrong = pupil.post(COUNTS, data=form | {"good": "viele"})
    assert wrong.status_code == 422
    assert form_of(wrong, COUNTS)["good"] == "viele"
    for good in ("6", "4"):
        assert pupil.post(COUNTS, data=form | {"good": good, "damaged": "1"}).status_code == 303
    assert form_of(pupil.get("/count/code"), COUNTS)["good"] == "4"
    assert pupil.post(COUNTS, data=form | {"group": "x", "good": "1"}).status_code == 404
    assert room.stands() == ("not_started", 9, 0, 0), "nothing before the teacher took it over"

    assert "完好 4，损坏 1" in tang.get(room.address).text
    room.say(tang, "counts", of="pupil")
    assert room.stands() == ("counting", 9, 5, 2)
    with school.reading() as session:
        taken = session.scalars(select(GroupCount)).one()
        assert (taken.how, taken.author_id) == ("pupil", school.people["tang"])
    assert "核对过，用这个数" not in tang.get(room.address).text
    tang.post(f"{room.address}/code/end")
    assert pupil.post(COUNTS, data=form | {"good": "6"}).status_code == 422
    assert "不对，或者已经过期" in pupil.post("/count/code", data={"code": code}).text


def test_a_code_is_not_guessed_and_lasts_no_longer_than_its_day(room, school):
    pupil = school.client()
    with school.writing() as session:
        made = make_code(session, room.sheet, school.people["ada"], now())
        code, until = made.code, made.expires_at
    assert until - now() <= timedelta(days=1)
    other = f"{(int(code) + 1) % 1_000_000:06d}"
    for _try in range(WRONG_TRIES):
        assert pupil.post("/count/code", data={"code": other}).status_code == 422
    refused = pupil.post("/count/code", data={"code": code})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    with school.reading() as session:
        later = now() + timedelta(minutes=2)
        assert find_code(session, code, "127.0.0.1", later).sheet_id == room.sheet
        assert find_code(session, code, "10.0.0.9", now()).sheet_id == room.sheet
        with pytest.raises(CountCodeWrong):
            find_code(session, code, "10.0.0.9", until)
    with school.writing() as session:
        for _try in range(WRONG_TRIES):
            note_wrong_code(session, "10.0.0.9", now())
    with school.reading() as session:
        with pytest.raises(CountCodeTooOften):
            find_code(session, code, "10.0.0.9", now())
        assert len(session.scalars(select(CountCodeFailure)).all()) == 2 * WRONG_TRIES
