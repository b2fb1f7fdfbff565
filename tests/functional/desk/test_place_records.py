"""Records of places, of checklists' items and of what was fixed on the spot, as the desk shows
them."""

from server.records import Checklist, ChecklistVersion
from server.web.clock import now
from tests.factories.facts import Phone
from tests.factories.rounds import look

ITEMS = [
    {
        "key": "exit",
        "zh": "安全出口畅通",
        "en": "Exit is free",
        "answer": "check",
        "photo_when_abnormal": True,
        "phrases": [{"key": "blocked", "zh": "被堵住", "en": "blocked"}],
    },
    {
        "key": "heat",
        "zh": "水温",
        "en": "Water",
        "answer": "reading",
        "unit": "℃",
        "photo_when_abnormal": False,
        "phrases": [],
    },
    {
        "key": "lamp",
        "zh": "照明",
        "en": "Light",
        "answer": "check",
        "photo_when_abnormal": False,
        "phrases": [],
    },
]


def test_the_record_of_a_place_shows_its_name_and_what_its_checklist_asked(school, register):
    with school.writing() as session:
        asked = {"name_zh": "房间", "name_en": "Room", "items": ITEMS, "made_at": now()}
        known = {"id": "of_the_test", "version": 7, "subjects": []}
        session.add(Checklist(name_zh="房间", name_en="Room", items=ITEMS, **known))
        session.flush()
        session.add(ChecklistVersion(checklist_id="of_the_test", version=7, **asked))
    phone = Phone(school.client("ines"), school.people["ines"])
    floor = register.places["2楼"]
    fact = look(
        phone,
        place_id=floor,
        condition="unusable",
        level="major",
        fixed_on_spot=True,
        phrases=["exit:blocked", "exit:gone"],
        checklist={"id": "of_the_test", "version": 7},
        answers=[
            {"item": "exit", "answer": "abnormal", "value": None},
            {"item": "heat", "answer": "ok", "value": "93.5"},
            {"item": "lamp", "answer": "ok", "value": None},
        ],
    )
    assert [receipt["status"] for receipt in phone.push(fact)] == ["applied"]
    client = school.client("pei")
    for query in ("", f"?place_id={floor}"):
        page = client.get(f"/desk/records{query}").text
        assert "共 1 条，异常 1 条" in page
        assert f'href="/desk/places/{floor}">2楼</a>' in page
        said = ("教学楼 / 2楼", "被堵住", "exit:gone", "安全出口畅通：", "水温：93.5 ℃")
        assert all(word in page for word in (*said, "重大", "当场改正"))
        assert "照明" not in page
    assert "2楼" in client.get("/desk/").text
    assert "2楼" in client.get(f"/desk/places/{floor}").text
