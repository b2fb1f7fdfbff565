"""What labels say and how they stand on the paper, as the desk's form asks for it."""

import re
from datetime import date

import pypdfium2
import pytest

from server.records import Asset, Label, PrintJob
from tests.functional.desk.label_desk import (
    SITE,
    at,
    choose,
    codes_of,
    decoded,
    pdf_of,
    press_print,
    words_of,
)

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.mark.usefixtures("register")
def test_a_used_sheet_is_gone_on_with_and_copies_stand_side_by_side(school):
    client = at(school)
    done = press_print(client, choose(client, what="matching"), first_cell="23", copies="2")
    codes = codes_of(client, done.location)
    assert len(codes) == 8 and codes[0] == codes[1] != codes[2]
    with pypdfium2.PdfDocument(pdf_of(client, done.location)) as document:
        assert len(document) == 2
    with school.reading() as session:
        job = session.query(PrintJob).one()
        assert (job.first_cell, job.copies, job.design) == (23, 2, "asset")
        assert job.person_id == school.people["ada"]
    page = client.get(done.location, base_url=SITE).text
    assert "8 个标签" in page and "Ada" in page
    hub = client.get("/desk/labels", base_url=SITE).text
    assert "8 个标签，A4 24 格（70×37 毫米），Ada" in hub


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"first_cell": "25"}, "从第几格开始印"),
        ({"first_cell": "0"}, "从第几格开始印"),
        ({"layout": "roll-50x30", "first_cell": "2"}, "从第几格开始印"),
        ({"copies": "101"}, "每个印几份"),
        ({"copies": ""}, "每个印几份"),
        ({"copies": "二"}, "每个印几份"),
        ({"reason": "长" * 201}, "不试贴的原因"),
        ({"cut_marks": "maybe"}, "印裁切线"),
    ],
)
def test_what_cannot_be_printed_so_is_named_and_what_was_chosen_stays(school, changed, named):
    client = at(school)
    chosen = choose(client, what="unprinted")
    answer = press_print(client, chosen, **{"room_numbers": "1"} | changed)
    assert answer.status_code == 422 and named in answer.text.split("<form")[0]
    assert 'name="room_numbers" value="1" checked' in answer.text
    with school.reading() as session:
        assert session.query(PrintJob).count() == session.query(Label).count() == 0


def test_a_separator_names_each_room_and_counts_its_labels(school, register):
    client = at(school)
    done = press_print(client, choose(client, what="matching"), separators="1", copies="2")
    words = words_of(client, done.location)
    assert "201·共4张" in words and "301·共2张" in words and "音乐教室·共2张" in words
    assert len(decoded(client, done.location)) == 2 * len(register.assets)
    assert "8 个标签" in client.get(done.location, base_url=SITE).text


def test_extinguisher_labels_are_for_extinguishers_and_say_what_the_ledger_knows(school, register):
    with school.writing() as session:
        bottle = session.get(Asset, register.assets["干粉灭火器"])
        bottle.model, bottle.manufactured_on = "MFZ/ABC4", date(2021, 6, 1)
    client = at(school)
    chosen = choose(client, what="matching")
    assert "（只印其中 1 个）" in chosen.text
    done = press_print(client, chosen, design="extinguisher")
    words = words_of(client, done.location)
    assert "干粉MFZ/ABC4" in words and "2021-06" in words and "钢琴" not in words
    assert "维修2026-06" in words and "报废2031-06" in words
    assert "厂家" not in words and len(decoded(client, done.location)) == 1


@pytest.mark.usefixtures("register")
def test_an_extinguisher_of_unknown_age_is_never_labelled_as_in_date(school):
    client = at(school)
    done = press_print(client, choose(client, what="matching"), design="extinguisher")
    words = words_of(client, done.location)
    assert "不详·待核实" in words and "维修" not in words and "报废" not in words


def test_small_labels_hold_the_bare_code(school, register):
    client = at(school)
    done = press_print(client, choose(client, asset=register.assets["课桌"]), design="small")
    with school.reading() as session:
        assert decoded(client, done.location) == [session.query(Label).one().code]


def test_room_numbers_are_printed_where_the_school_wants_them(school, register):
    with school.writing() as session:
        session.get(Asset, register.assets["课桌"]).ledger_number = "J201-12"
    client = at(school)
    chosen = choose(client, asset=register.assets["课桌"])
    assert "201-12号" not in words_of(client, press_print(client, chosen).location)
    again = choose(client, asset=register.assets["课桌"])
    assert "201-12号" in words_of(client, press_print(client, again, room_numbers="1").location)


def test_a_job_is_printed_again_as_it_was_also_with_a_shift_set_since(school, register):
    client = at(school)
    done = press_print(client, choose(client, asset=register.assets["课桌"]))
    before = pdf_of(client, done.location)
    moved = {"right": "30", "down": "-5"}
    client.post("/desk/labels/layouts/a4-3x8/shift", data=moved, base_url=SITE)
    assert pdf_of(client, done.location) == before
    shifted = press_print(client, choose(client, asset=register.assets["课桌"]))
    assert pdf_of(client, shifted.location) != before


def test_the_paper_of_the_last_print_is_proposed_again(school, register):
    client = at(school)
    assert 'value="a4-3x8"' in choose(client, asset=register.assets["课桌"]).text
    press_print(client, choose(client, asset=register.assets["课桌"]), layout="roll-60x40")
    again = choose(client, asset=register.assets["钢琴"]).text
    assert re.search(r'<option value="roll-60x40"[^>]* selected>', again)
