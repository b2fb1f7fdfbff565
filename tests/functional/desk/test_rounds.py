"""Rounds at the desk: the board, one round, and countersigning."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import read_schedule
from server.domain.school_day import school_day
from server.records import HeldFact, Round, RoundCountersignature, Route, new_id
from server.services.routes import RouteChange, RoutePlan, add_route
from server.sync.repair import Decider, HeldKey, apply_repaired
from server.sync.repaired_fact import InspectionRepair
from server.web.clock import now
from tests.factories.facts import Phone, phone_of
from tests.factories.rounds import ending, look, unscanned

SCHEDULE = {
    "cycle": "weekdays",
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "on_holidays": True,
    "slots": [
        {"key": "1", "name": "全天巡", "start": "00:00", "end": "00:00", "grace": 60},
    ],
}


@dataclass
class Walk:
    """A route of room 201, the desk in it and room 301, walked today by a phone."""

    school: object
    phone: Phone
    route_id: str
    things: dict[str, dict[str, str | None]]
    key: dict[str, str] = field(default_factory=dict)

    def look(self, name: str, **said: object) -> dict[str, object]:
        scanned = {"how": "camera", "scanned_at": self.phone.clock() - 4_000}
        return look(self.phone, round=self.key, **self.things[name], **scanned, **said)

    def unscanned(self, name: str) -> dict[str, object]:
        return unscanned(self.phone, self.key, **self.things[name], words="叫不开门")

    def ending(self, **said: object) -> dict[str, object]:
        return ending(self.phone, self.key, **said)

    def push(self, *facts: dict[str, object]) -> None:
        receipts = self.phone.push(*facts)
        assert [receipt["status"] for receipt in receipts] == ["applied"] * len(facts), receipts

    @property
    def round_id(self) -> str:
        with self.school.reading() as session:
            return session.query(Round).filter_by(route_id=self.route_id).one().id


@pytest.fixture
def walk(school, register) -> Walk:
    route_id, at = new_id(), now()
    today = school_day(at)
    things = {
        "201": {"asset_id": None, "place_id": register.places["201"]},
        "课桌": {"asset_id": register.assets["课桌"], "place_id": None},
        "301": {"asset_id": None, "place_id": register.places["301"]},
        "钢琴": {"asset_id": register.assets["钢琴"], "place_id": None},
    }
    stops = tuple(Stop(**things[name]) for name in ("201", "课桌", "301"))
    plan = RoutePlan("教学楼", RoutePurpose.PATROL, stops, read_schedule(SCHEDULE))
    with school.writing() as session:
        add_route(session, route_id, plan, RouteChange(None, at, today))
    key = {"route_id": route_id, "day": today.isoformat(), "slot": "1"}
    return Walk(school, phone_of(school, "ines"), route_id, things, key)


def signatures(school):
    with school.reading() as session:
        rows = session.query(RoundCountersignature).all()
        return {row.round_id: (row.signed_by, row.signed_at) for row in rows}


def test_a_walked_round_shows_every_stop_the_finds_the_reasons_and_the_signature(school, walk):
    wrong = walk.look("课桌", condition="unusable", words="写错了")
    right = walk.look("课桌", condition="usable", words="桌腿松动", fixed_on_spot=True)
    find = walk.look("钢琴", condition="unusable", level="major", words="缺键")
    reason = {"flag": "too_quick", "stops": [walk.things["201"]["place_id"]]}
    reason |= {"reason": "other", "words": "房间相邻"}
    walk.push(walk.look("201"), wrong, walk.phone.withdrawal(wrong["id"]), right, find)
    walk.push(walk.unscanned("301"), walk.ending(reasons=[reason]))
    page = school.client("pei").get(f"/desk/rounds/{walk.round_id}").text
    for words in (
        "已查 2 / 3 个点",
        "未扫码 1",
        "线外发现 1",
        "写错了",
        "已撤回",
        "桌腿松动",
        "当场改正",
        "重大",
        "缺键",
        "门锁着",
        "叫不开门",
        "间隔比走路还快",
        "Ines 说明：其他、房间相邻",
        'points="1,2 30,40"',
        'points="5,6 7,8"',
        "已完成",
    ):
        assert words in page, words
    board = school.client("pei").get("/desk/rounds").text
    assert "全天巡" in board and "有 1 次巡查等您签字" in board and "走法提示 1" in board


def test_a_round_is_countersigned_once_at_the_true_time(school, walk):
    walk.push(walk.look("201"), walk.look("课桌"))
    address = f"/desk/rounds/{walk.round_id}/countersignature"
    early = school.client("pei").post(address)
    assert early.status_code == 422 and "还没有人在结束时签名" in early.text
    walk.push(walk.look("301"), walk.ending())
    before = now()
    for login in ("pei", "pei", "ada"):
        assert school.client(login).post(address, data={"words": "已阅"}).status_code == 303
    [(signer, at)] = signatures(school).values()
    assert signer == school.people["pei"] and before <= at <= now()
    page = school.client("pei").get(f"/desk/rounds/{walk.round_id}").text
    assert "会签：Pei" in page and "已阅" in page and "又有变化" not in page
    assert "会签后有变化" not in school.client("pei").get("/desk/rounds").text


def test_a_countersigned_round_says_so_when_something_changed_since(school, walk):
    first, passed, ended = walk.look("201"), walk.unscanned("301"), walk.ending()
    walk.push(first, passed, ended)
    walk.phone.push(look(walk.phone, new_id(), round=walk.key))  # held: nobody knows the thing
    pei = school.client("pei")
    pei.post(f"/desk/rounds/{walk.round_id}/countersignature")

    def is_said() -> bool:
        """On its page and on the board; then it is signed anew."""
        said = "又有变化" in pei.get(f"/desk/rounds/{walk.round_id}").text
        assert said == ("会签后有变化" in pei.get("/desk/rounds").text)
        with school.writing() as session:
            session.query(RoundCountersignature).one().signed_at = now()
        return said

    def let_in() -> None:
        with school.writing() as session:
            held = session.query(HeldFact).one()
            key, by = HeldKey(held.id, held.hash), Decider(school.people["ada"], now())
            repair = InspectionRepair(walk.things["课桌"]["asset_id"], "intact", "")
            apply_repaired(session, key, repair, by)

    assert not is_said()
    for made in (walk.look("301"), walk.unscanned("课桌"), walk.ending()):
        walk.push(made)
        assert is_said(), made["type"]
    for taken_back in (first, passed, ended):
        walk.push(walk.phone.withdrawal(taken_back["id"]))
        assert is_said(), taken_back["type"]
    let_in()
    assert is_said() and not is_said()


def test_nobody_countersigns_what_he_walked_himself(school, walk):
    walk.phone = phone_of(school, "ada")
    walk.push(walk.look("201"), walk.ending(companions=[school.people["pei"]]))
    for login in ("ada", "pei"):
        client = school.client(login)
        assert "没有等您签字的巡查" in client.get("/desk/rounds/waiting").text
        refused = client.post("/desk/rounds/countersignatures", data={"round": walk.round_id})
        assert refused.status_code == 422 and "请别人会签" in refused.text
    assert signatures(school) == {}


def test_many_rounds_are_signed_at_once_and_what_deserves_a_look_stands_first(school, walk):
    begin = walk.phone.clock() - 3_000
    plain = [
        walk.look(name) | {"observed_at": begin + 1_000 * n}
        for n, name in enumerate(("201", "课桌", "301"))
    ]
    walk.push(*plain, walk.ending())
    walk.key = walk.key | {"slot": "extra"}
    walk.push(walk.unscanned("201"), walk.ending())
    client = school.client("pei")
    page = client.get("/desk/rounds/waiting").text
    assert page.index("有情况，请先看") < page.index("加巡") < page.index("全部正常")
    with school.reading() as session:
        ids = [row.id for row in session.query(Round)]
    assert client.post("/desk/rounds/countersignatures").status_code == 422
    unknown = client.post("/desk/rounds/countersignatures", data={"round": [*ids, "nothing"]})
    assert unknown.status_code == 404 and signatures(school) == {}
    for _ in range(2):
        form = {"round": [*ids, ids[0]]}
        assert client.post("/desk/rounds/countersignatures", data=form).status_code == 303
    assert set(signatures(school)) == set(ids)
    assert "没有等您签字的巡查" in client.get("/desk/rounds/waiting").text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_month_shows_days_by_slots_and_days_out_of_reach_are_today(school, walk):
    walk.push(walk.look("201"))
    client = school.client("ada")
    page = client.get("/desk/rounds/month").text
    assert '<th scope="col">全天巡</th>' in page and "进行中" in page
    for address in ("?day=0001-01-01", "?day=9999-12-31", "/month?month=0001-01"):
        assert client.get(f"/desk/rounds{address}").status_code == 200
    assert client.get("/desk/rounds/nothing").status_code == 404
    assert school.client("ines").get("/desk/rounds").status_code == 403


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_monthly_round_stands_on_the_board_of_each_day_it_runs(school, register):
    monthly = {**SCHEDULE, "cycle": "monthly"}
    stops = (Stop(place_id=register.places["201"]),)
    plan = RoutePlan("防火月查", RoutePurpose.FIRE_MONTHLY, stops, read_schedule(monthly))
    at = now()
    with school.writing() as session:
        add_route(session, new_id(), plan, RouteChange(None, at, school_day(at)))
    client, year = school.client("pei"), school_day(at).year + 1
    for address in ("", f"?day={year}-02-01", f"?day={year}-02-15", f"?day={year}-02-28"):
        assert "防火月查 全天巡" in client.get(f"/desk/rounds{address}").text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_round_says_which_photos_were_asked_for_and_whether_they_came(school, walk):
    with school.writing() as session:
        session.get_one(Route, walk.route_id).spot_check_percent = 100
    photo = {"sha256": "a" * 64, "bytes": 9, "width": 1, "height": 1}
    walk.push(
        walk.look("201", photos=[photo | {"taken_at": walk.phone.clock()}]), walk.look("课桌")
    )
    with school.writing() as session:
        session.get_one(Route, walk.route_id).spot_check_percent = 0
    walk.push(walk.look("301"), walk.unscanned("301"))
    page = school.client("pei").get(f"/desk/rounds/{walk.round_id}").text
    assert "要了 3 张，拍了 1 张" in page
    assert (page.count("抽查照片已拍"), page.count("抽查照片没拍")) == (1, 2)
