"""Blank labels at the desk: how many wait to be stuck on something, and whose they are."""

from __future__ import annotations

from qr_labels import group_code, issue_code
from server.records import PrintJob, PrintJobLabel, new_id
from server.services.labels import issue_blank_labels, issue_labels
from server.web.clock import now
from tests.factories.facts import phone_of
from tests.functional.desk.html_form import form_of

PAGE = "/desk/labels/blank"


def printed(school, count):
    """The codes of one print job, in its order."""
    with school.writing() as session:
        codes, job_id = issue_blank_labels(session, count, now()), new_id()
        job = PrintJob(
            id=job_id,
            person_id=school.people["ada"],
            created_at=now(),
            layout="a4-3x8",
            base_url="https://xj.shiyan.edu.cn",
        )
        session.add(job)
        session.flush()
        session.add_all(
            PrintJobLabel(job_id=job_id, position=n, code=code) for n, code in enumerate(codes)
        )
    return codes


def page(school):
    return school.client("ada").get(PAGE).text


def test_a_printed_code_waits_until_it_is_stuck_on_something(school, register):
    one, two = printed(school, 2)
    assert "打印了还没贴的（2）" in page(school) and "2张里还剩2张" in page(school)
    phone = phone_of(school)
    bound = phone.binding(one, register.assets["课桌"])
    phone.push(bound)
    text = page(school)
    assert "2张里还剩1张" in text
    assert group_code(two) in text and group_code(one) not in text
    phone.push(phone.withdrawal(bound["id"]))
    assert "2张里还剩2张" in page(school)


def test_a_job_whose_labels_are_all_stuck_on_is_not_listed(school, register):
    [code] = printed(school, 1)
    phone = phone_of(school)
    phone.push(phone.binding(code, register.assets["课桌"]))
    text = page(school)
    assert "打印了还没贴的（0）" in text and "还剩" not in text


def test_a_torn_off_label_of_no_known_job_is_listed_too(school, register):
    phone, code = phone_of(school), issue_code()
    bound = phone.binding(code, register.assets["课桌"])
    phone.push(bound, phone.withdrawal(bound["id"]))
    text = page(school)
    assert "不知是哪次打印的：1张" in text and group_code(code) in text


def test_the_newest_job_comes_first_and_a_reprinted_code_counts_once(school):
    first, second = printed(school, 3), printed(school, 2)
    with school.writing() as session:
        job = session.query(PrintJobLabel).filter_by(code=second[0]).one().job_id
        session.add(PrintJobLabel(job_id=job, position=2, code=first[0]))
    text = page(school)
    assert "打印了还没贴的（5）" in text
    assert text.index("3张里还剩2张") < text.index("3张里还剩3张")


def test_the_form_asks_for_blank_labels_to_be_printed(school):
    answer = school.client("ada").get(PAGE)
    assert form_of(answer, "/desk/labels/choice") == {"what": "blank", "count": "24"}


def test_the_label_that_was_there_before_is_shown_as_replaced(school, register):
    desk, phone = register.assets["课桌"], phone_of(school)
    with school.writing() as session:
        old = issue_labels(session, now(), asset_ids=[desk])[desk]
    [new] = printed(school, 1)
    client = school.client("ada")
    assert "已被替换" not in client.get(f"/desk/assets/{desk}").text
    phone.push(phone.binding(new, desk))
    before, _, after = client.get(f"/desk/assets/{desk}").text.partition("已被替换")
    assert group_code(new) in before and group_code(old) in before
    assert after and "已被替换" not in after
    assert before.index(group_code(new)) < before.index(group_code(old))
