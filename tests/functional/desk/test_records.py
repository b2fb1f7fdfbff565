"""Records, photos and what was held, as the desk shows them. The facts come from a real push."""

from datetime import UTC, datetime, timedelta

import pytest

from server.records import FactPhoto, HeldFact, Inspection, KeptCode, StoredPhoto, new_id
from tests.factories.facts import URL, Phone, millis, sealed
from tests.functional.desk.html_form import form_of

STORED, DELETED, ON_ITS_WAY = "a" * 64, "d" * 64, "e" * 64


@pytest.fixture
def phone(school):
    return Phone(school.client("ines"), school.people["ines"])


def push(phone, *facts):
    body = {"device": phone.device, "sent_at": millis(), "facts": [sealed(fact) for fact in facts]}
    answer = phone.client.post(f"{URL}/facts", json=body)
    assert answer.status_code == 200, answer.json
    return [receipt["status"] for receipt in answer.json["receipts"]]


def abnormal(phone, asset_id):
    fact = phone.inspection(asset_id, "unusable")
    fact["body"] |= {"words": "左边抽屉", "phrases": ["drawer_broken"]}
    return fact


def test_records_are_listed_with_words_person_and_place(school, register, phone):
    assert push(phone, abnormal(phone, register.assets["课桌"])) == ["applied"]
    client = school.client("pei")
    for query in ("", f"?person_id={school.people['ines']}", "?result=abnormal"):
        page = client.get(f"/desk/records{query}").text
        assert "共 1 条，异常 1 条" in page
        assert all(word in page for word in ("坏了，不能用", "左边抽屉", "Ines", "教学楼 / 2楼"))


def test_records_are_narrowed_by_day_person_asset_place_and_result(school, register, phone):
    push(phone, abnormal(phone, register.assets["课桌"]))
    client = school.client("pei")
    for query in (
        "day=2020-01-01",
        f"person_id={school.people['rui']}",
        f"asset_id={register.assets['钢琴']}",
        f"place_id={register.places['3楼']}",
        "result=ok",
    ):
        assert "共 0 条" in client.get(f"/desk/records?{query}").text
    page = client.get(f"/desk/records?place_id={register.places['2楼']}&day=nonsense").text
    assert "共 1 条" in page


def test_a_day_is_the_schools_own_day(school, register, phone):
    push(phone, phone.inspection(register.assets["课桌"]))
    with school.writing() as session:
        seen = session.query(Inspection).one()
        seen.effective_at = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    client = school.client("pei")
    assert "共 1 条" in client.get("/desk/records?day=2026-11-21").text
    assert "共 0 条" in client.get("/desk/records?day=2026-11-20").text


def test_what_arrives_late_or_at_an_uncertain_time_says_so(school, register, phone):
    push(phone, phone.inspection(register.assets["课桌"]))
    with school.writing() as session:
        seen = session.query(Inspection).one()
        seen.effective_at = seen.received_at - timedelta(hours=5)
        seen.time_uncertain = True
    page = school.client("pei").get("/desk/records").text
    assert "补传：晚 5 小时" in page and "时间不确定" in page


def test_a_withdrawn_record_is_struck_through_and_does_not_count(school, register, phone):
    record = abnormal(phone, register.assets["课桌"])
    push(phone, record)
    withdrawal = phone.fact("record_withdrawn", {"target": record["id"]}, depends_on=[record["id"]])
    assert push(phone, withdrawal) == ["applied"]
    page = school.client("pei").get("/desk/records").text
    assert "record withdrawn" in page and "已撤回" in page and "异常 0 条" in page
    asset_page = school.client("pei").get(f"/desk/assets/{register.assets['课桌']}").text
    assert "未检查" in asset_page and "已撤回" in asset_page


def test_the_latest_condition_stands_in_lists_in_words(school, register, phone):
    push(phone, abnormal(phone, register.assets["课桌"]))
    client = school.client("pei")
    for page in ("/desk/assets?q=kz", f"/desk/places/{register.places['201']}"):
        assert '<span class="tag bad">坏了，不能用</span>' in client.get(page).text


def store_photos(school, fact_id):
    """One photo that arrived, one taken away since, one still on the phone."""
    folder = school.settings.photo_dir / "bb"
    folder.mkdir(parents=True)
    (folder / f"{'b' * 64}.jpg").write_bytes(b"the stored bytes")
    at = datetime.now(UTC)
    size = {"stored_bytes": 16, "width": 1, "height": 1, "received_at": at}
    with school.writing() as session:
        session.add(StoredPhoto(sha256=STORED, stored_sha256="b" * 64, **size))
        session.add(StoredPhoto(sha256=DELETED, stored_sha256="c" * 64, deleted_at=at, **size))
        for position, sha256 in enumerate((STORED, DELETED, ON_ITS_WAY)):
            session.add(FactPhoto(fact_id=fact_id, position=position, sha256=sha256, taken_at=at))


def test_photos_are_shown_or_said_to_be_missing(school, register, phone):
    record = abnormal(phone, register.assets["课桌"])
    push(phone, record)
    store_photos(school, record["id"])
    client = school.client("pei")
    page = client.get("/desk/records").text
    assert f"/desk/photos/{STORED}" in page
    assert "照片还在手机上" in page and "照片已删除" in page
    photo = client.get(f"/desk/photos/{STORED}", buffered=True)
    assert photo.data == b"the stored bytes" and photo.content_type == "image/jpeg"
    assert "private" in photo.headers["Cache-Control"]
    assert client.get(f"/desk/photos/{DELETED}").status_code == 410
    assert client.get(f"/desk/photos/{ON_ITS_WAY}").status_code == 404
    assert school.client("ines").get(f"/desk/photos/{STORED}").status_code == 403


@pytest.mark.usefixtures("register")
def test_what_could_not_be_applied_is_listed_with_its_reason(school, phone):
    assert push(phone, phone.inspection(new_id())) == ["held"]
    client = school.client("ada")
    page = client.get("/desk/held").text
    assert "登记册里没有这件物品" in page and "巡检记录 · Ines" in page
    with school.reading() as session:
        assert session.query(HeldFact).count() == 1
    assert "没能处理的上传" in client.get("/desk/").text


def test_kept_codes_are_listed_as_text(school, phone):
    body = {"text": "<script>x</script>", "how": "camera", "words": "三楼", "photos": []}
    assert push(phone, phone.fact("unknown_code_kept", body)) == ["applied"]
    page = school.client("ada").get("/desk/held").text
    assert "&lt;script&gt;x&lt;/script&gt;" in page and "三楼" in page
    with school.reading() as session:
        assert session.query(KeptCode).count() == 1


def test_long_lists_come_in_pages_that_keep_the_filter(school, register, phone):
    push(phone, *(phone.inspection(register.assets["课桌"]) for _ in range(60)))
    client = school.client("pei")
    first = client.get("/desk/records?result=ok")
    assert "第 1 页，共 2 页" in first.text and "?result=ok&amp;page=2" in first.text
    assert client.get("/desk/records?result=ok&page=2").text.count("<article") == 10
    assert form_of(first, "/desk/records")["result"] == "ok"
