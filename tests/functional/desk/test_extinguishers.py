"""Extinguishers at the desk: what is due, sent away with a replacement, back, scrapped."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from server.domain.extinguisher import years_later
from server.domain.school_day import school_day
from server.records import Asset, AssetChange, ExtinguisherService, new_id
from server.services.assets import add_asset
from server.services.extinguishers import extinguishers_due
from server.services.extinguishers_card import extinguisher_archive
from server.services.places import find_or_add_place
from server.web.clock import now
from tests.factories.facts import phone_of

TODAY = school_day(now())
DAY = timedelta(days=1)
MADE = {
    "M1": TODAY - DAY,
    "M2": years_later(TODAY, -5) - DAY,
    "M3": years_later(TODAY, -10),
    "M4": None,
}


# What is asked of the database is asked of both kinds below; the rest of one.
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@dataclass
class Bottles:
    ids: dict[str, str]
    positions: dict[str, str]


@pytest.fixture
def bottles(school) -> Bottles:
    """Four powder bottles, each at a fixed position of its own, and a spare in the store."""
    found = Bottles({}, {})
    with school.writing() as session:
        for number, made in MADE.items():
            path = [("building", "教学楼"), ("position", f"点{number}")]
            found.positions[number] = find_or_add_place(session, path).id
            add(session, school, found, number, made, found.positions[number])
        store = find_or_add_place(session, [("room", "消防器材库")])
        found.positions["building"] = find_or_add_place(session, [("building", "教学楼")]).id
        found.positions["store"] = store.id
        add(session, school, found, "SPARE", TODAY - DAY, store.id)
    return found


def add(session, school, found, number, made, place_id):
    values = {
        "name": "干粉灭火器",
        "kind_id": "fire_extinguisher_powder",
        "place_id": place_id,
        "ledger_number": number,
        "manufactured_on": made,
        "quantity": 1,
    }
    found.ids[number] = add_asset(session, new_id(), values, school.people["ada"], now()).id


def send(school, bottles, *numbers, **changed):
    form = {
        "asset": [bottles.ids[number] for number in numbers],
        "company": "平安消防",
        "sent_on": TODAY.isoformat(),
    }
    return school.client("ada").post("/desk/extinguishers/sending", data=form | changed)


def bring_back(school, bottles, *numbers, **changed):
    form = {
        "asset": [bottles.ids[number] for number in numbers],
        "outcome": "serviced",
        "returned_on": TODAY.isoformat(),
        "serviced_on": TODAY.isoformat(),
    }
    return school.client("ada").post("/desk/extinguishers/return", data=form | changed)


def place_of(school, bottles, number):
    with school.reading() as session:
        return session.get(Asset, bottles.ids[number]).place_id


@pytest.mark.usefixtures("bottles")
def test_the_list_begins_with_what_nobody_knows_and_ends_with_what_is_in_order(school):
    page = school.client("pei").get("/desk/extinguishers").text
    order = sorted(MADE, key=lambda number: page.index(f">{number}</a>"))
    assert order == ["M4", "M3", "M2", "M1"]
    assert "出厂日期不详·待核实" in page and 'formaction="/desk/extinguishers/return"' not in page
    with school.reading() as session:
        due = [bottle.asset.ledger_number for bottle in extinguishers_due(session, TODAY)]
    assert due == ["M4", "M3", "M2"]


def test_a_bottle_goes_and_comes_back_while_another_stands_at_its_position(school, bottles):
    stand_in = {f"replacement.{bottles.ids['M2']}": bottles.ids["SPARE"]}
    for _ in range(2):
        assert send(school, bottles, "M2", **stand_in).status_code == 303
    assert place_of(school, bottles, "M2") is None
    assert place_of(school, bottles, "SPARE") == bottles.positions["M2"]
    away = {"state": "away", "place_id": bottles.positions["building"]}
    listed = school.client("pei").get("/desk/extinguishers", query_string=away).text
    assert ">M2</a>" in listed and ">SPARE</a>" not in listed
    for _ in range(2):
        assert bring_back(school, bottles, "M2").status_code == 303
    assert place_of(school, bottles, "M2") == bottles.positions["M2"]
    assert place_of(school, bottles, "SPARE") == bottles.positions["store"]
    with school.reading() as session:
        service = session.query(ExtinguisherService).one()
        assert (service.outcome, service.serviced_on) == ("serviced", TODAY)
        assert session.get(Asset, bottles.ids["M2"]).serviced_on == TODAY
        moves = session.query(AssetChange).filter_by(asset_id=bottles.ids["M2"], source="edited")
        assert moves.count() == 2
        row = next(row for row in extinguisher_archive(session) if row.asset.id == service.asset_id)
        assert (row.position, row.service.company) == ("教学楼 / 点M2", "平安消防")
    card = school.client("pei").get(f"/desk/extinguishers/{bottles.ids['M2']}").text
    assert "平安消防" in card and "替换：SPARE 干粉灭火器" in card


def test_more_than_a_quarter_goes_only_with_a_reason(school, bottles):
    answer = send(school, bottles, "M1", "M2")
    assert answer.status_code == 422
    assert "同时送修会有 2 具，超过全校 5 具的四分之一（最多 1 具）" in answer.text
    assert 'value="平安消防"' in answer.text and 'name="override"' in answer.text
    assert send(school, bottles, "M1", "M2", override="放假，校内无人").status_code == 303
    with school.reading() as session:
        notes = {service.note for service in session.query(ExtinguisherService)}
    assert notes == {"放假，校内无人"}


REFUSED = (
    ({"company": ""}, "维修单位"),
    ({"sent_on": (TODAY + DAY).isoformat()}, "送修日期不能在今天"),
    ({"sent_on": "2026-02-30"}, "送修日期"),
)


@ON_SQLITE
def test_a_sending_that_cannot_be_is_refused_in_words(school, bottles):
    for changed, words in REFUSED:
        answer = send(school, bottles, "M2", **changed)
        assert answer.status_code == 422 and words in answer.text
    assert place_of(school, bottles, "M2") == bottles.positions["M2"]


@ON_SQLITE
def test_a_bottle_of_another_type_cannot_stand_in(school, bottles):
    with school.writing() as session:
        session.get(Asset, bottles.ids["SPARE"]).kind_id = "fire_extinguisher_co2"
    answer = send(
        school, bottles, "M2", **{f"replacement.{bottles.ids['M2']}": bottles.ids["SPARE"]}
    )
    assert answer.status_code == 422 and "要同类型" in answer.text


@ON_SQLITE
def test_a_service_lies_between_sending_and_return(school, bottles):
    send(school, bottles, "M2")
    early = bring_back(school, bottles, "M2", serviced_on=(TODAY - DAY).isoformat())
    assert early.status_code == 422 and "日期要按先后" in early.text
    nameless = bring_back(school, bottles, "M2", serviced_on="")
    assert nameless.status_code == 422 and "维修日期" in nameless.text
    unexplained = bring_back(school, bottles, "M2", outcome="scrapped")
    assert unexplained.status_code == 422 and "备注" in unexplained.text


def test_what_the_company_scraps_leaves_the_register_and_its_replacement_stays(school, bottles):
    send(school, bottles, "M3", **{f"replacement.{bottles.ids['M3']}": bottles.ids["SPARE"]})
    assert bring_back(school, bottles, "M3", outcome="scrapped", note="超期").status_code == 303
    assert place_of(school, bottles, "SPARE") == bottles.positions["M3"]
    with school.reading() as session:
        assert session.get(Asset, bottles.ids["M3"]).removed_at is not None
        assert session.query(ExtinguisherService).one().serviced_on is None


@ON_SQLITE
def test_a_burnt_bottle_is_scrapped_at_once_by_administrators_only(school, bottles):
    address = f"/desk/extinguishers/{bottles.ids['M1']}/scrapping"
    form = {"scrap_reason": "burnt"}
    assert school.client("pei").post(address, data=form).status_code == 403
    ada = school.client("ada")
    assert ada.post(address, data={"scrap_reason": "bored"}).status_code == 422
    for _ in range(2):
        assert ada.post(address, data=form).status_code == 303
    page = ada.get(f"/desk/assets/{bottles.ids['M1']}").text
    assert "移出登记册。原因：被火烧过" in page


@ON_SQLITE
@pytest.mark.usefixtures("bottles")
def test_other_periods_count_all_dates_anew(school):
    ada = school.client("ada")
    years = {"first_service_years": "6", "service_every_years": "2", "scrap_years": "11"}
    address = "/desk/extinguishers/periods/fire_extinguisher_powder"
    assert ada.post(address, data=years | {"scrap_years": "0"}).status_code == 422
    assert ada.post("/desk/extinguishers/periods/desk", data=years).status_code == 404
    assert ada.post(address, data=years).status_code == 303
    with school.reading() as session:
        due = [bottle.asset.ledger_number for bottle in extinguishers_due(session, TODAY)]
    assert due == ["M4", "M3"]


PAGES = ("", "/archive", "/periods", "/sending?asset={M2}", "/return?asset={M3}", "/{M4}")


@ON_SQLITE
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_in_both_languages(school, bottles, language):
    client = school.client("ada")
    client.set_cookie("cr_language", language)
    send(school, bottles, "M3")
    for page in PAGES:
        answer = client.get("/desk/extinguishers" + page.format(**bottles.ids))
        assert answer.status_code == 200, page


def test_a_position_is_left_to_be_deleted_once_nothing_stands_there(school, bottles):
    send(school, bottles, "M2")
    gone = school.client("ada").post(f"/desk/places/{bottles.positions['M2']}/deletion")
    assert gone.status_code == 303
    assert bring_back(school, bottles, "M2").status_code == 303
    assert place_of(school, bottles, "M2") is None


def test_the_card_shows_each_check_with_its_marks(school, bottles):
    phone = phone_of(school)
    seen = phone.inspection(bottles.ids["M1"], "unusable")
    seen["body"] |= {"phrases": ["pressure_low"], "words": ""}
    assert phone.push(seen)[0]["status"] == "applied"
    card = school.client("pei").get(f"/desk/extinguishers/{bottles.ids['M1']}").text
    assert "压力不足" in card and "×" in card and "√" not in card
