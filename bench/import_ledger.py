"""A ledger of 20,000 rows and 16 columns: upload to judged, compared again, applied, on SQLite.

Run: `python -m bench.import_ledger`. The peak is that of this process, which does the server's
work; the workbook is opened by a child, as in the server, and counted too when it is larger.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import xlsxwriter
from flask import Flask

from server.app import create_app
from server.config import Settings
from server.records import LedgerImport, Person
from server.records.database import write_transaction
from server.records.migrate import migrate
from server.services.ledger_import.apply import Confirmed, apply_import
from server.services.ledger_import.compare import compare_again, seen_token
from server.services.ledger_import.find import get_import, lock_import
from server.services.ledger_import.judge import judge_block, keep_block
from server.services.ledger_import.start import staging_of, start_import, take_file
from server.services.ledger_import.states import READING
from server.services.school import NewAdministrator, NewTerm, begin_school
from server.web.database import db

ROWS = 20_000
TOTAL_SECONDS_BAR = 20
PEAK_MB_BAR = 400
TITLES = (
    "序号", "卡片编号", "资产名称", "分类代码", "规格型号", "计量单位", "数量", "单价(元)", "金额",
    "取得日期", "取得方式", "使用部门", "保管人", "存放地点", "使用状况", "备注",
)  # fmt: skip
NAMES = ("课桌", "课椅", "触控一体机", "格力空调", "物理实验箱", "书架", "电脑", "窗帘")
TODAY = date(2026, 11, 21)

T = TypeVar("T")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="campus-bench-") as folder:
        ledger = Path(folder) / "ledger.xlsx"
        write_ledger(ledger)
        before = peak_mb()
        measure(Path(folder), ledger)
        report("import.peak", peak_mb(), "MB", PEAK_MB_BAR)
        print(f"import.peak_before {before:.0f} MB")


def measure(folder: Path, ledger: Path) -> None:
    app = begun_school(folder)
    with app.app_context():
        import_id, judging = timed(lambda: take_and_judge(folder / "uploads", ledger))
        _, comparing = timed(lambda: compare(import_id))
        _, applying = timed(lambda: apply(import_id))
        db.engine.dispose()
    for name, seconds in (("judge", judging), ("compare", comparing), ("apply", applying)):
        print(f"import.{name} {ROWS / seconds:.0f} rows/s")
    report("import.total", judging + applying, "s", TOTAL_SECONDS_BAR)


def take_and_judge(upload_dir: Path, ledger: Path) -> str:
    with ledger.open("rb") as stream:
        taken = take_file(stream, ledger.name, upload_dir, 20, {})
    staging = staging_of(upload_dir, taken.id)
    with write_transaction(db.session) as session:
        person = session.query(Person).one()
        start_import(session, taken, person.id, datetime.now(UTC))
    while (found := get_import(db.session, taken.id)).state == READING:
        block = judge_block(db.session, found, staging, TODAY)
        with write_transaction(db.session) as session:
            keep_block(session, block)
        staging.forget_all_but(block.memory_key)
    return taken.id


def compare(import_id: str) -> None:
    with write_transaction(db.session) as session:
        compare_again(session, lock_import(session, import_id))


def apply(import_id: str) -> None:
    found: LedgerImport = get_import(db.session, import_id)
    confirmed = Confirmed(found.person_id, datetime.now(UTC), seen_token(db.session, found))
    with write_transaction(db.session) as session:
        assert apply_import(session, import_id, confirmed)


def begun_school(folder: Path) -> Flask:
    settings = Settings(folder, f"sqlite:///{folder / 'school.db'}", "bench")
    migrate(settings.database_url)
    app = create_app(settings)
    term = NewTerm("2026-2027", date(2026, 9, 1), date(2027, 1, 22))
    ada = NewAdministrator("ada", "Ada", "ada-password")
    with app.app_context(), write_transaction(db.session) as session:
        begin_school(session, "试验小学", term, ada, datetime.now(UTC))
    return app


def write_ledger(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("固定资产台账")
        sheet.write_row(0, 0, TITLES)
        for n in range(1, ROWS + 1):
            sheet.write_row(n, 0, ledger_row(n))


def ledger_row(n: int) -> tuple[object, ...]:
    quantity, price = n % 6 + 1, 100 + n % 900
    day = f"20{10 + n % 15}-{n % 12 + 1:02}-{n % 28 + 1:02}"
    place = f"{'教学楼实验楼综合楼'[n % 3 * 3 : n % 3 * 3 + 3]}-{n % 5 + 1}{n // 3 % 20 + 1:02}"
    name = f"{NAMES[n % len(NAMES)]}{n % 97}型"
    return (
        n, f"TY2016{n:06}", name, "A02020800", f"规格{n % 300}", "台", quantity, price,
        quantity * price, day, "购置", f"{n % 12 + 1}年级组", f"张{n % 150}", place, "在用",
        f"批次{n % 40}",
    )  # fmt: skip


def timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def peak_mb() -> float:
    own, children = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, children) / 1024


def report(name: str, value: float, unit: str, bar: float) -> None:
    verdict = "holds" if value <= bar else "falls short"
    print(f"{name} {value:.1f} {unit} bar {bar} {verdict}")


if __name__ == "__main__":
    main()
