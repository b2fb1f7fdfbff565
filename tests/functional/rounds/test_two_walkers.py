"""Two people walk one round with two phones."""

from __future__ import annotations

from server.records import Inspection, Round
from tests.factories.facts import add_assets, phone_of
from tests.factories.rounds import add_route, ending, look, round_of, stop, unscanned


def test_two_phones_fill_one_round_and_one_signature_closes_it(school):
    ines, tang = phone_of(school), phone_of(school, "tang")
    first, second, third = add_assets(school, 3)
    walked = round_of(add_route(school, stop(first), stop(second), stop(third)))
    ines.push(look(ines, first, round=walked), look(ines, second, round=walked))
    both = look(tang, second, round=walked, condition="unusable", words="腿断了")
    tang.push(both, unscanned(tang, walked, third))
    ines.push(ending(ines, walked, companions=[tang.author]))
    with school.reading() as session:
        [round_] = session.query(Round).all()
        seen = session.query(Inspection).filter_by(round_id=round_.id).all()
        authors = sorted((one.author_id, one.asset_id) for one in seen)
        round_id = round_.id
    assert authors == sorted([(ines.author, first), (ines.author, second), (tang.author, second)])
    client = school.client("pei")
    page = client.get(f"/desk/rounds/{round_id}").text
    for words in ("补做完成", "腿断了", "门锁着", "Ines", "同行：Tang"):
        assert words in page, page
    assert client.get("/desk/rounds/waiting").text.count('name="round"') == 1
