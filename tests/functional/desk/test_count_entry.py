"""A sheet counted with a pen, typed in: its numbers become facts, its signed page is kept."""

from __future__ import annotations

from io import BytesIO

import pytest

from server.domain.stocktake import Method, StocktakeKind
from server.records import CountSheet, Fact, SheetSignature, SheetStep
from server.services.count_sheets_steps import SheetDecision, countersign_sheet
from server.services.count_sheets_view import sheet_view
from server.web.clock import now
from tests.factories.counts import open_count
from tests.factories.photos import jpeg
from tests.functional.desk.html_form import form_of

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def sheet_id(school, register) -> str:
    """Of a handover of room 201: its desk is counted by number, its computer by piece."""
    room, kind = register.places["201"], StocktakeKind.HANDOVER
    both = tuple(school.people[login] for login in ("ines", "tang"))
    plan = {"methods": {"desk": Method.BY_NUMBER}, "kind": kind, "person_ids": both}
    return open_count(school, room, **plan)[room]


def address_of(school, sheet_id: str) -> str:
    with school.reading() as session:
        sheet = session.get_one(CountSheet, sheet_id)
        return f"/desk/stocktakes/{sheet.stocktake_id}/sheets/{sheet_id}/paper"


def count_of(school, table) -> int:
    with school.reading() as session:
        return session.query(table).count()


def test_a_sheet_of_paper_is_typed_in_and_signed_for(school, register, sheet_id):
    client, address = school.client("ada"), address_of(school, sheet_id)
    entered = form_of(client.get(address), address)
    seen = f"seen-{register.assets['多媒体计算机']}"
    entered |= {"good-0": "2", "damaged-0": "1", seen: "on"}
    entered |= {"extra-name-1": "电风扇", "extra-quantity-1": "2"}
    wrong = client.post(address, data=entered | {"good-0": "两张"})
    assert wrong.status_code == 422 and "“课桌”的数" in wrong.text
    assert 'value="两张"' in wrong.text and 'value="电风扇"' in wrong.text
    before = count_of(school, Fact)
    for _ in range(2):
        assert client.post(address, data=entered).status_code == 303
    assert count_of(school, Fact) == before + 3
    corrected = entered | {"good-0": "3", "extra-quantity-1": "1"}
    corrected.pop(seen)
    for form, said in ((corrected, 4), (corrected, 0), (entered, 4)):
        before = count_of(school, Fact)
        assert client.post(address, data=form).status_code == 303
        assert count_of(school, Fact) == before + said

    signing = f"{address}/signature"
    form = form_of(client.get(signing), signing)
    with school.reading() as session:
        found = sheet_view(session, sheet_id).discrepancies
        assert [one.kind for one in found] == ["damaged", "quantity", "unexpected"]
    form |= {"cause-0": "before_takeover", "words-0": "桌面裂", "signed_name": "王丽"}
    unsigned = client.post(signing, data=form | {"signed_name": " "})
    assert unsigned.status_code == 422 and "签字页的照片" in unsigned.text
    assert "纸上签字的人" in unsigned.text and 'value="桌面裂"' in unsigned.text
    stale = client.post(signing, data=form | page_photo() | {"quantity-1": "7"})
    assert stale.status_code in (409, 422) and "照片已保存 1 张" in stale.text
    for _ in range(2):
        assert client.post(signing, data=form | page_photo()).status_code == 303
    with school.reading() as session:
        [signed] = session.query(SheetSignature)
        assert signed.signed_name == "王丽" and signed.explanations[0]["words"] == "桌面裂"
        [step] = session.query(SheetStep).filter_by(step="entered_from_paper")
        assert len(step.photos) == 1
        sheet = session.get_one(CountSheet, sheet_id)
        assert sheet.state == "signed"
        decision = SheetDecision(sheet_id, sheet.version, school.people["ada"])
    with school.writing() as session:
        countersigned = countersign_sheet(session, decision, now())
        assert countersigned.state == "countersigned"


def test_what_paper_does_not_tick_is_signed_for_as_missing(school, register, sheet_id):
    client, address = school.client("ada"), address_of(school, sheet_id)
    entered = form_of(client.get(address), address) | {"good-0": "1", "damaged-0": "0"}
    assert client.post(address, data=entered).status_code == 303
    signing = f"{address}/signature"
    form = form_of(client.get(signing), signing) | {"cause-0": "human", "signed_name": "王丽"}
    assert form["key-0"] == f"missing/{register.assets['多媒体计算机']}"
    assert client.post(signing, data=form | page_photo()).status_code == 303
    with school.reading() as session:
        assert session.get_one(CountSheet, sheet_id).state == "signed"


def page_photo() -> dict[str, tuple[BytesIO, str]]:
    return {"photos": (BytesIO(jpeg()), "page.jpg")}


def test_only_who_manages_stocktakes_types_in(school, sheet_id):
    address = address_of(school, sheet_id)
    for login, status in (("ada", 200), ("pei", 403), ("ines", 403)):
        assert school.client(login).get(address).status_code == status
        assert school.client(login).get(f"{address}/signature").status_code == status
