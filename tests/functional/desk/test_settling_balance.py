"""「与导入台账差额」 on both databases: 0.00 after an import, and what is not is explained."""

from decimal import Decimal

from server.records import Asset, new_id
from server.services.assets import Seen, add_asset, change_asset, remove_asset
from server.services.settling_balance import Change, ledger_balance
from server.web.clock import now
from tests.functional.imports.conftest import ImportDesk

HEADER = "资产编号,资产名称,数量,单价,金额,存放地点"
ROWS = ("T-1,课桌,10,50.00,500.00,101室", "T-2,讲台,1,,310.40,101室", "T-3,椅子,3,20.10,,102室")


def test_the_register_differs_from_the_imported_ledger_by_what_was_done_since(school):
    desk = ImportDesk(school, school.client("ada"))
    desk.imported(*ROWS, header=HEADER)
    desk.imported("T-1,课桌,10,,520.00,101室", header=HEADER)
    by, at = school.people["ada"], now()
    with school.writing() as session:
        balance = ledger_balance(session)
        assert (balance.imported, balance.difference) == (Decimal("890.70"), Decimal("0.00"))
        things = {one.ledger_number: one for one in session.query(Asset)}
        seen = Seen(things["T-1"].rev, {})
        change_asset(
            session,
            things["T-1"].id,
            {"amount": Decimal("480.00")},
            seen=seen,
            person_id=by,
            now=at,
        )
        remove_asset(session, things["T-2"].id, "旧了", by, at)
        added = {"name": "风扇", "kind_id": "fan", "quantity": 2, "unit_price": Decimal("99.50")}
        add_asset(session, new_id(), added, by, at)
        session.flush()
        balance = ledger_balance(session)
    assert balance.changes == {
        Change.ADDED: Decimal("199.00"),
        Change.REMOVED: Decimal("-310.40"),
        Change.MOVED: Decimal(0),
        Change.CHANGED: Decimal("-40.00"),
    }
    assert balance.difference == sum(balance.changes.values()) == Decimal("-151.40")
