"""The term's count at the desk: the board of rooms, closing a long sheet, 盘盈盘亏 as a workbook;
and the morning of sixty phones (bench/stocktake_morning.py).

`make bench WHAT=stocktake`. Real requests to the real server on SQLite, each claim at one size and
at ten times it. A line a figure: NAME VALUE UNIT [bar BAR holds|falls short].
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import insert, select, update

from bench.big_school import PASSWORD, THINGS_A_ROOM, BigSchool, served_big_school
from bench.counted_school import OpenCount, gather, open_count, rooms_of
from bench.http_phone import HttpClient, Refused, phone_on, push, push_body
from bench.stocktake_morning import measure as measure_morning
from bench.verdict import report, tell
from server.domain.count_sheet_state import SheetState
from server.records import CountLine, CountSheet, Discrepancy, new_id
from tests.factories.counts import sighting, signing
from tests.factories.facts import sealed

BOARD_MS, CLOSING_MS, BOOK_MS = 300, 1_000, 5_000
ROOMS, LINES, ROWS, TIMES = 200, 1_000, 20_000, 10
# Ten times the rows cost at most ten times the work, and some for the noise of one run.
GROWTH = 12
# A workbook of twenty thousand rows is streamed: the workers stay about as large as they were.
GROWN_MB = 100
_ASKED, _ASKED_BOOKS = 15, 3
_BATCH = 200
_VERSION = re.compile(rb'name="based_on"[^>]*value="(\d+)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
T = TypeVar("T")


def main() -> None:
    with served_big_school(ROWS) as school:
        measure_board(school)
        measure_book(school)
    with served_big_school(LINES * (TIMES + 2)) as school:
        measure_closing(school)
    with served_big_school(ROOMS * THINGS_A_ROOM) as school:
        measure_morning(school, "stocktake.morning")


def measure_board(school: BigSchool) -> None:
    """Twenty rooms, two hundred, and these again after nine other counts of the same school."""
    rooms, desk = rooms_of(school), _desk(school)
    few = open_count(school, rooms[: ROOMS // TIMES])
    many = open_count(school, rooms[:ROOMS])
    small, large = _side_by_side(
        desk, [f"/desk/stocktakes/{one.stocktake_id}" for one in (few, many)]
    )
    _require_all_rooms(desk, many)
    report(f"stocktake.board.{ROOMS}_rooms", statistics.median(large), "ms", BOARD_MS)
    tell(f"stocktake.board.{ROOMS // TIMES}_rooms", statistics.median(small), "ms")
    report("stocktake.board.growth", _ratio(small, large), "x", GROWTH)
    for _ in range(TIMES - 1):
        open_count(school, rooms[:ROOMS])
    [after] = _side_by_side(desk, [f"/desk/stocktakes/{many.stocktake_id}"])
    report(f"stocktake.board.after_{TIMES}_counts", statistics.median(after), "ms", BOARD_MS)


def _require_all_rooms(desk: HttpClient, count: OpenCount) -> None:
    page = desk.send("GET", f"/desk/stocktakes/{count.stocktake_id}").decode()
    assert all(sheet_id in page for sheet_id in count.things), "the board leaves rooms out"


def measure_closing(school: BigSchool) -> None:
    """A sheet of a thousand lines and one of ten thousand, all but two things of each seen."""
    spent = []
    for lines, place_id in zip((LINES, LINES * TIMES), rooms_of(school), strict=False):
        gather(school, place_id, lines)
        count = open_count(school, [place_id])
        spent.append(_closed(school, count, lines))
    report("stocktake.closing.growth", spent[1] / spent[0], "x", GROWTH)


def _closed(school: BigSchool, count: OpenCount, lines: int) -> float:
    """Milliseconds until the signature was taken in, and the sheet was countersigned."""
    name, bar = f"stocktake.closing.{lines}_lines", CLOSING_MS * lines // LINES
    [(sheet_id, things)] = count.things.items()
    client, desk = HttpClient(school.server.origin), _desk(school)
    phone = phone_on(client)
    batch_ms = [
        _milliseconds(lambda some=some: _push(client, some))[1]  # type: ignore[misc]
        for some in _batches([sighting(phone, sheet_id, one) for one in things[:-2]])
    ]
    tell(f"{name}.last_push_of_{_BATCH}", batch_ms[-1], "ms")
    missing = sorted((f"missing/{one}", -1) for one in things[-2:])
    _, signed = _milliseconds(lambda: _push(client, [signing(phone, sheet_id, *missing)]))
    page, shown = _milliseconds(lambda: desk.send("GET", _sheet(count, sheet_id)))
    found = _VERSION.search(page)
    body = b"based_on=" + (found.group(1) if found else b"") + b"&words="
    address = f"{_sheet(count, sheet_id)}/countersignature"
    _, countersigned = _milliseconds(lambda: _submit(desk, address, body))
    _require_countersigned(school, sheet_id)
    report(f"{name}.signed", signed, "ms", bar)
    report(f"{name}.countersigned", countersigned, "ms", bar)
    tell(f"{name}.shown", shown, "ms")
    return signed + countersigned


def _sheet(count: OpenCount, sheet_id: str) -> str:
    return f"/desk/stocktakes/{count.stocktake_id}/sheets/{sheet_id}"


def _require_countersigned(school: BigSchool, sheet_id: str) -> None:
    with school.reading() as session:
        sheet = session.get_one(CountSheet, sheet_id)
        assert (sheet.state, sheet.discrepancies) == (SheetState.COUNTERSIGNED, 2), sheet.state


def measure_book(school: BigSchool) -> None:
    """盘盈盘亏 of two thousand things and of twenty thousand."""
    desk, spent, before = _desk(school), [], _workers_mb(school)
    for rows in (ROWS // TIMES, ROWS):
        count = open_count(school, rooms_of(school)[: rows // THINGS_A_ROOM])
        _all_missing(school, count)
        address = f"/desk/stocktakes/{count.stocktake_id}/settling/book.xlsx"
        asked = [
            _milliseconds(lambda address=address: desk.send("GET", address))  # type: ignore[misc]
            for _ in range(_ASKED_BOOKS)
        ]
        book, ms = min(asked, key=lambda one: one[1])
        spent.append(ms)
        name = f"stocktake.book.{rows}_rows"
        report(name, ms, "ms", BOOK_MS)
        tell(f"{name}.size", len(book) / 1000, "kB")
        report(f"{name}.grown", _workers_mb(school) - before, "MB", GROWN_MB)
    report("stocktake.book.growth", spent[1] / spent[0], "x", GROWTH)


def _all_missing(school: BigSchool, count: OpenCount) -> None:
    """As if every sheet had been countersigned without a thing seen."""
    own = CountSheet.stocktake_id == count.stocktake_id
    with school.writing() as session:
        lines = session.scalars(select(CountLine).join(CountSheet).where(own)).all()
        session.execute(insert(Discrepancy), [_missing(count, line) for line in lines])
        done = {"state": SheetState.COUNTERSIGNED, "countersigned_at": datetime.now(UTC)}
        session.execute(update(CountSheet).where(own).values(done))


def _missing(count: OpenCount, line: CountLine) -> dict[str, Any]:
    same = (
        "sheet_id",
        "asset_id",
        "group_key",
        "kind_id",
        "name",
        "ledger_number",
        "model",
        "unit",
    )
    return {name: getattr(line, name) for name in same} | {
        "id": new_id(),
        "stocktake_id": count.stocktake_id,
        "key": f"missing/{line.asset_id}",
        "kind": "missing",
        "book_quantity": 1,
        "counted_quantity": 0,
        "quantity": -1,
        "value_basis": "none",
        "cause": "unknown",
        "words": "",
        "photos": [],
        "version": 1,
        "decision_words": "",
    }


def _desk(school: BigSchool) -> HttpClient:
    return HttpClient(school.server.origin, "admin", PASSWORD)


def _push(client: HttpClient, facts: Sequence[dict[str, Any]]) -> None:
    receipts = push(client, push_body(client, [sealed(fact) for fact in facts]))
    if any(receipt["status"] != "applied" for receipt in receipts):
        raise Refused(receipts)


def _batches(facts: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    return [facts[at : at + _BATCH] for at in range(0, len(facts), _BATCH)]


def _submit(desk: HttpClient, address: str, body: bytes) -> None:
    """A form's answer sends the browser on."""
    try:
        desk.send("POST", address, body, _FORM)
    except Refused as answer:
        if answer.args[2] != 303:
            raise


def _side_by_side(desk: HttpClient, addresses: Sequence[str]) -> list[list[float]]:
    """Milliseconds of each page, asked in turn: whatever else the machine does slows them all."""
    spent: list[list[float]] = [[] for _ in addresses]
    for _ in range(_ASKED):
        for times, address in zip(spent, addresses, strict=True):
            times.append(_milliseconds(lambda address=address: desk.send("GET", address))[1])  # type: ignore[misc]
    return spent


def _ratio(before: Sequence[float], after: Sequence[float]) -> float:
    return statistics.median(late / early for early, late in zip(before, after, strict=True))


def _milliseconds(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    answer = work()
    return answer, (time.perf_counter() - began) * 1000


def _workers_mb(school: BigSchool) -> float:
    """The most that the server's processes ever had in memory, together."""
    return sum(_peak_kb(pid) for pid in school.server.pids()) / 1000


def _peak_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
