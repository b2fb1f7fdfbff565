"""Findings from the phone's record to the last signature, as people at the desk do it."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from server.domain.school_day import school_day
from server.records import Finding, FindingStep, StoredPhoto
from server.services.findings_counts import finding_counts, findings_between, overdue_findings
from tests.factories.facts import phone_of
from tests.factories.photos import with_gps
from tests.functional.desk.html_form import form_of

# What is asked of the database is asked of both kinds below; the rest of one.
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

# What the second version of the fact says beside the first.
SECOND = {
    "place_id": None,
    "level": "general",
    "fixed_on_spot": False,
    "round": None,
    "checklist": None,
    "answers": [],
    "scanned_at": None,
}
TODAY = school_day(datetime.now(UTC))


@pytest.fixture
def phone(school):
    return phone_of(school)


@pytest.fixture
def found(register, phone):
    """The address of a new finding on the thing of this name."""

    def find(name, **body):
        fact = phone.inspection(register.assets[name], "unusable", v=2)
        fact["body"] |= SECOND | {"words": "左边坏了"} | body
        assert phone.push(fact)[0]["status"] == "applied"
        return f"/desk/findings/{fact['id']}"

    return find


def do(client, address, noun, **entered):
    """Fill in the form of a step as the page shows it, and send it."""
    filled = form_of(client.get(address), f"{address}/{noun}") | entered
    return client.post(f"{address}/{noun}", data=filled)


def assign(school, address, login="rui", **entered):
    given = {"responsible_id": school.people[login]} | entered
    return do(school.client("ada"), address, "assignment", **given)


def state_of(school, address):
    with school.reading() as session:
        return session.get_one(Finding, address.rpartition("/")[2]).state


def steps_of(school, address):
    with school.reading() as session:
        steps = session.query(FindingStep).filter_by(finding_id=address.rpartition("/")[2])
        return [step.step for step in steps.order_by(FindingStep.version)]


def test_a_fire_finding_goes_from_the_phone_to_the_signature(school, found):
    address = found("干粉灭火器")
    assert assign(school, address).location == address
    done = {"words": "已换新瓶", "photos": (BytesIO(with_gps()), "IMG_1.jpg")}
    assert do(school.client("rui"), address, "rectification", **done).status_code == 303
    seen = do(school.client("ines"), address, "recheck", outcome="passed")
    assert (seen.status_code, state_of(school, address)) == (303, "rechecked")
    assert school.client("ada").post(f"{address}/signature").status_code == 403
    do(school.client("pei"), address, "signature", words="同意")
    assert state_of(school, address) == "closed"
    assert steps_of(school, address) == ["assigned", "rectified", "passed", "signed"]
    page = school.client("rui").get(address).text
    assert all(words in page for words in ("已换新瓶", "同意", "Pei", "Rui整改", "已销号"))


@ON_SQLITE
def test_a_plain_finding_closes_with_the_recheck_and_comes_back_when_it_is_not_right(school, found):
    address = found("课桌")
    for _ in range(2):
        do(school.client("rui"), address, "rectification", words="拧紧了")
        wordless = do(school.client("ada"), address, "recheck", outcome="sent_back")
        assert wordless.status_code == 422 and "请写几句话" in wordless.text
        assert form_of(wordless, f"{address}/recheck")["based_on"]
        do(school.client("ada"), address, "recheck", outcome="sent_back", words="还在晃")
        assert state_of(school, address) == "open"
    do(school.client("rui"), address, "rectification", words="换了螺丝")
    do(school.client("ada"), address, "recheck", outcome="passed")
    assert state_of(school, address) == "closed"


@ON_SQLITE
def test_a_photo_from_the_desk_is_made_small_and_tells_nothing_of_its_place(school, found):
    address, out = found("课桌"), BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the right side is up
    Image.new("RGB", (2400, 1800)).save(out, "JPEG", exif=exif, comment=b"secret")
    files = [(BytesIO(data), "a.jpg") for data in (with_gps(), out.getvalue())]
    do(school.client("rui"), address, "rectification", words="修好", photos=files)
    with school.reading() as session:
        [photos] = session.query(FindingStep.photos).one()
        stored = [session.get_one(StoredPhoto, photo) for photo in photos]
        assert [(one.width, one.height) for one in stored] == [(64, 64), (1200, 1600)]
    for login, status in (("tang", 404), ("ines", 200), ("rui", 200)):
        with school.client(login).get(f"{address}/photos/{photos[0]}") as answer:
            assert answer.status_code == status and b"secret" not in answer.data
    assert school.client("rui").get(f"{address}/photos/{'0' * 64}").status_code == 404


@ON_SQLITE
def test_what_is_no_photo_is_refused_and_the_words_stay(school, found):
    address = found("课桌")
    bad = {"words": "修好了两条腿", "photos": (BytesIO(b"no photo"), "x.jpg")}
    answer = do(school.client("rui"), address, "rectification", **bad)
    assert answer.status_code == 422 and "不是一张完整的照片" in answer.text
    assert form_of(answer, f"{address}/rectification")["words"] == "修好了两条腿"


@ON_SQLITE
def test_a_command_based_on_an_older_version_changes_nothing_and_shows_what_is_new(school, found):
    address, rui = found("课桌"), school.client("rui")
    stale = form_of(rui.get(address), f"{address}/rectification") | {"words": "修好了"}
    assign(school, address, words="先修这张")
    with_photo = stale | {"photos": (BytesIO(with_gps()), "a.jpg")}
    answer = rui.post(f"{address}/rectification", data=with_photo)
    assert answer.status_code == 409
    assert "又有了变化" in answer.text and "先修这张" in answer.text and ">新<" in answer.text
    again = form_of(answer, f"{address}/rectification")
    assert again["words"] == "修好了" and again["photo"]
    assert rui.post(f"{address}/rectification", data=again).status_code == 303
    with school.reading() as session:
        assert session.query(FindingStep).filter_by(step="rectified").one().photos == [
            again["photo"]
        ]


@ON_SQLITE
def test_the_same_click_twice_does_it_once(school, found):
    address, rui, ada = found("课桌"), school.client("rui"), school.client("ada")
    given = form_of(ada.get(address), f"{address}/assignment")
    given["responsible_id"] = school.people["rui"]
    for _ in range(2):
        assert ada.post(f"{address}/assignment", data=given).status_code == 303
    done = form_of(rui.get(address), f"{address}/rectification") | {"words": "修好了"}
    for _ in range(2):
        assert rui.post(f"{address}/rectification", data=done).status_code == 303
    assert steps_of(school, address) == ["assigned", "rectified"]


@ON_SQLITE
def test_who_rectified_it_is_told_that_another_rechecks(school, found):
    address, ada = found("课桌"), school.client("ada")
    do(ada, address, "rectification", words="修好了")
    assert "要由别人来复查" in ada.get(address).text
    answer = ada.post(f"{address}/recheck", data={"based_on": 2, "outcome": "passed"})
    assert answer.status_code == 403 and "整改的人不能自己复查" in answer.text
    assert state_of(school, address) == "rectified"


@ON_SQLITE
def test_a_major_finding_warns_until_somebody_wrote_the_protection(school, found):
    address, ada = found("课桌", level="major"), school.client("ada")
    assert "没有写临时防护措施" in ada.get(address).text
    assert "1 条重大隐患还没有写" in ada.get("/desk/findings").text
    lowered = assign(school, address, level="general")
    assert lowered.status_code == 422 and "不能降为一般" in lowered.text
    do(ada, address, "protection", words="已贴封条")
    page = ada.get(address).text
    assert "没有写临时防护措施" not in page and "已贴封条" in page


@ON_SQLITE
def test_what_was_fixed_on_the_spot_is_recorded_and_closed(school, found):
    address = found("课桌", fixed_on_spot=True)
    assert (state_of(school, address), steps_of(school, address)) == ("closed", ["fixed_on_spot"])


def test_a_finding_goes_with_its_inspection(school, register, phone):
    ours, together = (phone.inspection(register.assets["课桌"], "unusable") for _ in range(2))
    phone.push(ours)
    address = f"/desk/findings/{ours['id']}"
    rui = school.client("rui")
    stale = form_of(rui.get(address), f"{address}/rectification") | {"words": "修好了"}
    phone.push(phone.withdrawal(ours["id"]), together, phone.withdrawal(together["id"]))
    assert rui.post(f"{address}/rectification", data=stale).status_code == 409
    assert state_of(school, address) == "withdrawn"
    assert "共 0 条" in rui.get("/desk/findings").text
    assert "不用再处理" in rui.get(address).text


def test_a_teacher_sees_only_what_concerns_them(school, found):
    theirs, other = found("课桌"), found("钢琴")
    tang = school.client("tang")
    assert tang.get(theirs).status_code == 404
    assign(school, theirs, "tang")
    assert tang.get(theirs).status_code == 200 and tang.get(other).status_code == 404
    assert "共 1 条" in tang.get("/desk/findings").text
    assert do(tang, theirs, "rectification", words="换了椅子").status_code == 303


def test_a_list_is_narrowed_by_state_office_level_place_and_person(school, register, found):
    found("课桌"), found("多媒体计算机", level="major"), found("干粉灭火器")
    ines = school.client("ines")
    for query, n in (
        ("", 3),
        ("office=it", 1),
        ("level=major", 1),
        (f"place_id={register.places['3楼']}", 1),
        ("mine=1", 3),
        ("state=overdue", 0),
        ("state=closed", 0),
        ("state=nonsense&page=99", 3),
    ):
        assert f"共 {n} 条" in ines.get(f"/desk/findings?{query}").text, query
    assert "共 0 条" in school.client("rui").get("/desk/findings?mine=1").text


@ON_SQLITE
def test_bad_assignments_name_what_is_wrong_and_keep_what_was_entered(school, found):
    address = found("课桌")
    for entered, says in (
        ({"due_on": "2020-01-01"}, "不能早于"),
        ({"due_on": "soon"}, "整改期限"),
        ({"responsible_id": "nobody"}, "请另选一位"),
        ({"level": "huge"}, "级别"),
    ):
        answer = assign(school, address, words="快一点", **entered)
        assert answer.status_code == 422 and says in answer.text
        assert form_of(answer, f"{address}/assignment")["words"] == "快一点"
    assert steps_of(school, address) == []


def test_counts_overdue_and_a_period_for_paper_and_reminders(school, found):
    late, fixed = found("课桌"), found("钢琴", fixed_on_spot=True)
    found("干粉灭火器", level="major")
    later = TODAY + timedelta(days=4)
    with school.reading() as session:
        counts = finding_counts(session, later)
        assert (counts.standing, counts.overdue, counts.unassigned) == (2, 2, 2)
        assert (counts.major, counts.unprotected) == (1, 1)
        assert [row.thing for row in overdue_findings(session, later)] == ["干粉灭火器", "课桌"]
        stories = findings_between(session, TODAY, TODAY, TODAY)
        assert [story.row.finding.id for story in stories][:2] == [
            address.rpartition("/")[2] for address in (late, fixed)
        ]
        assert stories[1].latest("fixed_on_spot").by.name == "Ines"
        assert [
            one.row.thing for one in findings_between(session, TODAY, TODAY, TODAY, fire=True)
        ] == ["干粉灭火器"]
        assert findings_between(session, later, later, TODAY) == []
