"""Checklists at the desk: the templates, writing one, its versions."""

import pytest

from server.domain.checklist import AnswerType, read_items
from server.records import AssetKind, Checklist, ChecklistVersion
from server.services.checklist_templates import templates
from server.services.checklists import ChecklistChange, load_templates
from server.services.places import PLACE_KINDS
from server.web.clock import now
from tests.functional.desk.html_form import form_of

LIST = "/desk/checklists"
DESK = f"{LIST}/desk"


def edit_form(client, address=DESK):
    return form_of(client.get(f"{address}/edit"), address) | {"do": "save"}


def versions(school, checklist_id):
    with school.reading() as session:
        rows = session.query(ChecklistVersion).filter_by(checklist_id=checklist_id).all()
        return session.get(Checklist, checklist_id), sorted(rows, key=lambda row: row.version)


def names(items):
    return [item["zh"] for item in items]


@pytest.mark.parametrize("raw", templates(), ids=lambda raw: raw["id"])
def test_a_template_can_be_asked_in_both_languages_with_phrases_to_tap(raw):
    items = read_items(raw["items"])
    assert raw["name_zh"] != raw["name_en"]
    for item in items:
        assert item.zh != item.en
        assert 4 <= len(item.phrases) <= 8, item.key
        assert all(it.zh != it.en for it in (*item.phrases, *item.choices))


def test_extinguishers_have_the_19_points_of_the_standard_and_the_scrapping():
    """GB 50444-2008 appendix C: 1-11 placement, 12-19 appearance; CO2 has no gauge."""
    types = {raw["id"]: read_items(raw["items"]) for raw in templates() if "exting" in raw["id"]}
    assert len(types) == 4
    for items in types.values():
        assert [it.key[:3] for it in items[:19]] == [f"c{n:02}" for n in range(1, 20)]
        assert [it.section_zh for it in items] == ["配置检查"] * 11 + ["外观检查"] * 8 + [
            "立即报废"
        ]
    point = {name: items[16] for name, items in types.items()}
    assert point["extinguisher_co2"].key == "c17_weight"
    assert point["extinguisher_clean"].answer is AnswerType.CHOICE
    rest = [[*items[:16], *items[17:]] for items in types.values()]
    assert all(items == rest[0] for items in rest)


def test_a_school_begins_with_the_templates_each_for_kinds_that_there_are(school):
    with school.reading() as session:
        kinds = {f"asset:{it.id}" for it in session.query(AssetKind)}
        rows = session.query(Checklist).all()
        assert {row.id for row in rows} == {raw["id"] for raw in templates()}
        assert session.query(ChecklistVersion).count() == len(rows)
    subjects = [it for row in rows for it in row.subjects]
    assert len(subjects) == len(set(subjects))
    assert set(subjects) <= kinds | {f"place:{it}" for it in PLACE_KINDS}


def test_an_older_school_takes_the_templates_it_lacks_and_keeps_its_own(school):
    with school.writing() as session:
        for gone in ("hydrant", "desk"):
            session.query(ChecklistVersion).filter_by(checklist_id=gone).delete()
            session.delete(session.get(Checklist, gone))
        session.get(Checklist, "smoke_alarm").subjects = ["asset:smoke_alarm", "asset:desk"]
    client = school.client("ada")
    assert "2 张样表" in client.get(LIST).text
    for _ in range(2):
        assert client.post(f"{LIST}/templates").status_code == 303
    assert "样表" not in client.get(LIST).text.split("</form>")[-1]
    hydrant, made = versions(school, "hydrant")
    assert hydrant.subjects == ["asset:hydrant"]
    assert (made[0].made_by, made[0].items) == (school.people["ada"], hydrant.items)
    assert versions(school, "desk")[0].subjects == []
    with school.writing() as session:
        assert load_templates(session, ChecklistChange(None, now())) == []


def test_a_change_is_a_new_version_and_a_second_click_makes_no_third(school):
    client = school.client("ada")
    before, _ = versions(school, "desk")
    form = edit_form(client) | {
        "zh-0": "桌面平整",
        "photo_when_abnormal-0": "1",
        "phrases-0": "桌面破损 | Top damaged\n桌面烫伤｜Burnt\n\n有胶\n",
    }
    for _ in range(2):
        assert client.post(DESK, data=form).status_code == 303
    now_asked, made = versions(school, "desk")
    assert [row.version for row in made] == [1, 2]
    assert made[0].items == before.items
    assert made[1].items == now_asked.items and now_asked.version == 2
    first, *others = now_asked.items
    assert (first["key"], first["zh"], first["photo_when_abnormal"]) == ("top", "桌面平整", True)
    assert [(it["zh"], it["en"]) for it in first["phrases"]] == [
        ("桌面破损", "Top damaged"), ("桌面烫伤", "Burnt"), ("有胶", "有胶"),
    ]  # fmt: skip
    assert first["phrases"][0] == before.items[0]["phrases"][0]
    assert others == before.items[1:]
    shown = client.get(DESK).text
    assert "桌面烫伤" in shown and "· Ada</span>" in shown
    old = client.get(f"{DESK}/versions/1").text
    assert "桌面烫伤" not in old and "旧版本" in old
    assert client.get(f"{DESK}/versions/9").status_code == 404


def test_every_template_goes_through_the_form_unchanged(school):
    client = school.client("ada")
    for raw in templates():
        address = f"{LIST}/{raw['id']}"
        assert client.post(address, data=edit_form(client, address)).status_code == 303
    with school.reading() as session:
        assert session.query(ChecklistVersion).count() == len(templates())


def test_the_buttons_order_the_draft_and_keep_nothing(school):
    client = school.client("ada")
    form = edit_form(client)
    moved = client.post(DESK, data=form | {"do": "up:2"})
    keys = [form[f"key-{n}"] for n in range(4)]
    shown = form_of(moved, DESK)
    assert [shown[f"key-{n}"] for n in range(4)] == [keys[0], keys[2], keys[1], keys[3]]
    less = form_of(client.post(DESK, data=shown | {"do": "remove:0"}), DESK)
    assert [less[f"key-{n}"] for n in range(3)] == [keys[2], keys[1], keys[3]]
    more = form_of(client.post(DESK, data=less | {"do": "add"}), DESK)
    assert more["count"] == "4" and more["key-3"].startswith("own_")
    odd = client.post(DESK, data=form | {"do": "up:99", "count": "nonsense"})
    assert odd.status_code == 200
    assert versions(school, "desk")[0].version == 1
    answer = client.post(DESK, data=more | {"do": "save", "en-3": "Wobbles"})
    assert answer.status_code == 303
    saved, _ = versions(school, "desk")
    assert [it["key"] for it in saved.items] == [keys[2], keys[1], keys[3], more["key-3"]]
    assert saved.items[3]["zh"] == saved.items[3]["en"] == "Wobbles"


def test_a_checklist_of_the_schools_own_takes_its_things_over(school):
    client = school.client("ada")
    page = client.get(f"{LIST}/new")
    address = page.text.split('action="/desk/checklists/new/')[1].split('"')[0]
    form = form_of(page, f"{LIST}/new/{address}") | {
        "do": "save",
        "name_zh": "冰箱",
        "subject": ["asset:other", "asset:desk", "asset:nonsense"],
        "zh-0": "温度",
        "answer-0": "reading",
        "unit-0": "°C",
        "low-0": "０",
        "high-0": "8",
        "most-0": "unused",
    }
    for _ in range(2):
        assert client.post(f"{LIST}/new/{address}", data=form).status_code == 303
    own, made = versions(school, address)
    assert (own.name_en, own.subjects, len(made)) == ("冰箱", ["asset:desk", "asset:other"], 1)
    assert {name: own.items[0].get(name) for name in ("low", "high", "unit", "most")} == {
        "low": "0", "high": "8", "unit": "°C", "most": None,
    }  # fmt: skip
    assert versions(school, "desk")[0].subjects == []
    assert "0～8 °C" in client.get(f"{LIST}/{address}").text
    assert client.post(f"{LIST}/{address}/template").status_code == 422


WRONG = (
    ({"name_zh": " "}, "名称"),
    ({"answer-1": "reading", "low-1": "1,5"}, "桌腿稳，不晃”的“最低（含）”不对，应为：数字"),
    ({"answer-1": "score"}, "桌腿稳，不晃”的“满分”不对"),
    ({"answer-1": "choice", "choices_ok-1": "好"}, "桌腿稳，不晃”的“选项”不对"),
    ({"zh-1": "螺丝齐全"}, "螺丝齐全”有两个"),
    ({"zh-1": "", "en-1": ""}, "检查项“2”的“检查什么"),
    ({"count": "0"}, "至少要有一个检查项"),
)


def test_a_wrong_field_is_named_and_the_form_comes_back_as_it_was_filled(school):
    client = school.client("ada")
    form = edit_form(client)
    for changed, said in WRONG:
        answer = client.post(DESK, data=form | changed)
        assert (answer.status_code, said in answer.text) == (422, True), said
        again = form_of(answer, DESK)
        assert {name: again[name] for name in changed} == changed
    assert versions(school, "desk")[0].version == 1


def test_two_who_edit_at_once_do_not_undo_each_other_unseen(school):
    one, other = school.client("ada"), school.client("ada")
    first, second = edit_form(one), edit_form(other)
    assert one.post(DESK, data=first | {"zh-0": "甲"}).status_code == 303
    refused = other.post(DESK, data=second | {"zh-0": "乙"})
    assert refused.status_code == 409
    assert "看现在用的" in refused.text
    again = form_of(refused, DESK)
    assert (again["zh-0"], again["based_on"]) == ("乙", "2")
    assert other.post(DESK, data=again | {"do": "save"}).status_code == 303
    _, made = versions(school, "desk")
    assert [names(row.items)[0] for row in made] == ["桌面平整，没有破损", "甲", "乙"]


def test_the_template_comes_back_as_a_new_version(school):
    client = school.client("ada")
    assert f"{DESK}/template" not in client.get(DESK).text
    client.post(DESK, data=edit_form(client) | {"name_zh": "旧桌", "zh-0": "甲"})
    assert f"{DESK}/template" in client.get(DESK).text
    for _ in range(2):
        assert client.post(f"{DESK}/template").status_code == 303
    saved, made = versions(school, "desk")
    assert (saved.name_zh, saved.version) == ("课桌", 3)
    assert made[2].items == made[0].items


def test_only_administrators_write_checklists(school):
    for login in ("pei", "tang"):
        client = school.client(login)
        assert client.get(LIST).status_code == 403
        assert client.post(DESK, data={}).status_code == 403
