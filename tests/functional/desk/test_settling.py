"""Settling a countersigned count at the desk: decisions, moves, what is added, and the sums."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func

from server.domain.school_day import school_day
from server.records import (
    Asset,
    AssetChange,
    CountSheet,
    Discrepancy,
    DiscrepancyStep,
    Label,
    new_id,
)
from server.services.settling_balance import Change, ledger_balance
from server.web.clock import now
from tests.factories.counts import open_count, sighting
from tests.factories.facts import phone_of
from tests.factories.settled import settled_count
from tests.functional.desk.html_form import form_of

ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def count(school):
    return settled_count(school)


@pytest.fixture
def ada(school):
    return school.client("ada")


def until(days):
    return (school_day(now()) + timedelta(days=days)).isoformat()


def decision(school, **given):
    usual = {
        "decision": "investigate",
        "responsible_id": school.people["rui"],
        "due_on": until(7),
        "words": "先找找",
    }
    return usual | given


def ticks(*rows):
    return [f"{row.id}:{row.version}" for row in rows]


def move_keys(page):
    return [part.split('"')[0] for part in page.text.split('name="move" value="')[1:]]


def test_what_was_found_is_valued_moved_and_adds_up(school, count, ada):
    assert {
        (row.name, row.kind, row.quantity, row.amount, row.value_basis)
        for room in ("101", "102")
        for row in count.found(room).values()
    } == {
        ("功放", "missing", -1, Decimal("800.00"), "own"),
        ("投影仪", "missing", -1, Decimal("2999.99"), "own"),
        ("投影仪", "misplaced", 1, Decimal("2999.99"), "own"),
        ("窗帘", "quantity", -1, Decimal("16.67"), "card_average"),
        ("窗帘", "quantity", 1, Decimal("10.00"), "card_average"),
        ("椅子", "damaged", 1, None, "none"),
        ("落地扇", "unexpected", 1, None, "none"),
    }
    assert "待处理 7" in ada.get(f"{count.base}?side=shortage").text
    page = ada.get(f"{count.base}/moves")
    keys = move_keys(page)
    assert len(keys) == 2 and "南楼 / 101" in page.text
    for _ in range(2):
        assert ada.post(f"{count.base}/moves", data={"move": keys}).status_code == 303
    with school.reading() as session:
        projector = session.get_one(Asset, count.assets["投影仪 101"])
        assert projector.place_id == count.rooms["102"]
        curtains = session.query(Asset).filter_by(kind_id="curtain", place_id=count.rooms["102"])
        pieces = {(one.ledger_number, one.quantity, one.amount) for one in curtains}
        assert pieces == {("K-2", 6, Decimal("60.00")), ("K-1", 1, Decimal("16.67"))}
        left = session.get_one(Asset, count.assets["窗帘 101"])
        assert (left.quantity, left.amount) == (5, Decimal("83.33"))
        sources = session.query(AssetChange.source, func.count()).group_by(AssetChange.source)
        assert dict(sources.all())["stocktake"] == 4
        balance = ledger_balance(session)
        assert balance.imported is None and balance.register == Decimal("4459.99")
        assert sum(balance.changes.values()) == balance.difference
        assert balance.changes[Change.REMOVED] == 0
    assert count.found("102")["投影仪"].done_at and count.found("101")["窗帘"].done_at
    with ada.get(f"{count.base}/book.xlsx") as book:
        assert book.status_code == 200
    assert "南楼" in ada.get(f"{count.base}?state=done").text
    totals = ada.get(f"{count.base}/summary")
    assert "800.00" in totals.text and "2 个房间" in totals.text and "16.67" not in totals.text
    assert "家具和用具" in totals.text and "还没有导入过台账" in totals.text


@ON_SQLITE
def test_a_thing_nobody_knew_is_added_with_the_label_it_was_found_under(school, count, ada):
    fan = count.found("102")["落地扇"]
    page = ada.get(f"{count.base}/{fan.id}")
    assert "落地扇" in page.text and "补录" in page.text
    form = form_of(ada.get(f"/desk/assets/new?discrepancy_id={fan.id}"), "/desk/assets")
    assert (form["name"], form["kind_id"], form["place_id"]) == (
        "落地扇",
        "fan",
        count.rooms["102"],
    )
    refused = ada.post("/desk/assets", data=form | {"quantity": "x"})
    form = form_of(refused, "/desk/assets") | {"quantity": "1"}
    [again] = open_count(school, count.rooms["102"], name="期中清查").values()
    phone = phone_of(school)
    phone.push(sighting(phone, again, code=count.code))
    for _ in range(2):
        assert ada.post("/desk/assets", data=form).status_code == 303
    with school.reading() as session:
        assert session.get_one(Label, count.code).asset_id == form["asset_id"]
        assert session.query(DiscrepancyStep).filter_by(discrepancy_id=fan.id).count() == 1
        # Another count that saw the label knows at once where it leads now.
        assert session.get_one(CountSheet, again).discrepancies == 0
    another = ada.post("/desk/assets", data=form | {"asset_id": new_id()})
    assert another.status_code == 409 and "已经办结" in another.text
    with school.reading() as session:
        assert session.query(Asset).filter_by(name="落地扇").count() == 1
    settled = count.found("102")["落地扇"]
    assert (settled.decision, settled.done_at is not None) == ("add_to_ledger", True)


@ON_SQLITE
def test_many_are_decided_at_once_or_none_and_nobody_overwrites_what_they_did_not_see(
    school, count, ada
):
    found = count.found("101")
    chosen = decision(school) | {"discrepancy": ticks(found["功放"], found["椅子"])}
    for _ in range(2):
        assert ada.post(f"{count.base}/decisions", data=chosen).status_code == 303
    assert {name: (row.decision, row.version) for name, row in count.found("101").items()} == {
        "功放": ("investigate", 2),
        "椅子": ("investigate", 2),
        "窗帘": (None, 1),
        "投影仪": (None, 1),
    }
    stale = decision(school, decision="write_off") | {
        "discrepancy": ticks(found["功放"], found["窗帘"])
    }
    answer = ada.post(f"{count.base}/decisions", data=stale)
    assert answer.status_code == 409 and "又有了变化" in answer.text
    assert count.found("101")["窗帘"].decision is None
    listed = ada.get(f"{count.base}?state=decided")
    assert "功放" in listed.text and "窗帘" not in listed.text and "Rui" in listed.text
    with school.writing() as session:
        session.get_one(Discrepancy, found["椅子"].id).due_on = school_day(now()) - timedelta(1)
    late = ada.get(f"{count.base}?state=overdue").text
    assert "已超期 1" in late and "已定处理办法 2" in late and "椅子" in late and "功放" not in late


REFUSED = {
    "不适合": {"decision": "add_to_ledger"},
    "不能早于今天": {"due_on": "2020-01-01"},
    "期限": {"due_on": "soon"},
    "处理办法": {"decision": ""},
    "责任人": {"responsible_id": "nobody"},
    "勾选的差异": {"based_on": "9" * 5_000},
}


@ON_SQLITE
def test_a_decision_that_cannot_be_is_refused_and_its_words_stay(school, count, ada):
    address = f"{count.base}/{count.found('101')['功放'].id}"
    for sentence, given in REFUSED.items():
        entered = decision(school, based_on="1") | given
        answer = ada.post(f"{address}/decision", data=entered)
        notice = answer.text.partition('role="alert">')[2].partition("<")[0]
        assert answer.status_code == 422 and sentence in notice, notice
        assert form_of(answer, f"{address}/decision")["words"] == "先找找"


@ON_SQLITE
def test_a_decision_is_changed_then_done_and_stays_done(school, count, ada):
    address = f"{count.base}/{count.found('101')['功放'].id}"
    for what in ("claim", "write_off"):
        filled = form_of(ada.get(address), f"{address}/decision") | decision(school, decision=what)
        assert ada.post(f"{address}/decision", data=filled).status_code == 303
    assert ada.post(f"{address}/end", data={"based_on": "1"}).status_code == 409
    filled = form_of(ada.get(address), f"{address}/end") | {"end_words": "校长已签"}
    for _ in range(2):
        assert ada.post(f"{address}/end", data=filled).status_code == 303
    page = ada.get(address)
    assert "校长已签" in page.text and "办结" in page.text
    late = ada.post(f"{address}/decision", data=decision(school, based_on="4"))
    assert late.status_code == 409 and "已经办结" in late.text
    pei = school.client("pei")
    assert pei.get(address).status_code == 200
    assert pei.post(f"{address}/end", data=filled).status_code == 403
    assert school.client("tang").get(count.base).status_code == 403


@ON_SQLITE
def test_a_move_that_no_longer_fits_changes_nothing(school, count, ada):
    keys = move_keys(ada.get(f"{count.base}/moves"))
    with school.writing() as session:
        session.get_one(Asset, count.assets["投影仪 101"]).place_id = None
    answer = ada.post(f"{count.base}/moves", data={"move": keys})
    assert answer.status_code == 409 and "清查以后有人改过" in answer.text
    with school.writing() as session:
        session.get_one(Asset, count.assets["投影仪 101"]).place_id = count.rooms["101"]
        session.get_one(Asset, count.assets["窗帘 101"]).place_id = None
    answer = ada.post(f"{count.base}/moves", data={"move": keys})
    assert answer.status_code == 409 and "不够调拨" in answer.text
    assert ada.post(f"{count.base}/moves", data={"move": "a:b"}).status_code == 409
    assert ada.post(f"{count.base}/moves").status_code == 422
    with school.reading() as session:
        assert session.query(Discrepancy).filter(Discrepancy.version > 1).count() == 0


@ON_SQLITE
def test_the_workbook_has_each_side_by_itself_and_no_formula(school, count, ada):
    with school.writing() as session:
        session.get_one(Discrepancy, count.found("101")["功放"].id).name = "=1+1"
    with ada.get(f"{count.base}/book.xlsx") as answer:
        book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["盘亏", "盘盈", "错位", "损坏", "分类汇总"]
    rows = list(book["盘亏"].iter_rows(min_row=4, values_only=True))
    titles = [cell.value for cell in book["盘亏"][3]]
    found = {row[titles.index("资产名称")]: row for row in rows}
    assert found["=1+1"][titles.index("原值（元）")] == 800
    assert book["盘亏"].cell(4, titles.index("资产名称") + 1).data_type == "s"
    assert found["窗帘"][titles.index("原值依据")] == "按卡片平均价"
    [*_, total] = book["分类汇总"].iter_rows(values_only=True)
    assert total[0] == "合计" and total[1] == 16


def test_two_counts_stand_side_by_side(school, count, ada):
    assert "还没有另一次清查" in ada.get(f"{count.base}/comparison").text
    sheets = open_count(school, *count.rooms.values(), name="期末清查")
    with school.reading() as session:
        again = session.get_one(CountSheet, sheets[count.rooms["101"]]).stocktake_id
    page = ada.get(f"/desk/stocktakes/{again}/settling/comparison")
    assert page.text.count("101") >= 1 and "期初清查" in page.text
    assert f'value="{count.stocktake_id}" selected' in page.text
