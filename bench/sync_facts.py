"""How many facts a second the server takes, against the bare database doing the same inserts.

The server: batches of 200 through `POST /api/sync/v1/facts` of the real server process, one phone,
one batch after the other. The bare database: Python's sqlite3 writing the very same rows into the
same tables of the same migrated schema with its triggers, one statement a row, one transaction a
batch, as durable (WAL, synchronous FULL), from a copy made before the push; besides the two
inserts of a fact it sets the asset's latest condition, and stamps each batch as the server does.
The best of several rounds of each: what else the machine does is nobody's merit; a first round,
in which the server's workers prepare their statements, is not counted.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.big_school import BigSchool, served_big_school
from bench.history import add_inspections
from bench.http_phone import HttpClient, phone_on, push, push_body
from bench.verdict import report, report_at_least, tell
from server.records.sync_counter import STAMPED_TABLES
from tests.factories.facts import sealed

BATCH, BATCHES, ROUNDS = 200, 10, 5
PAST = 100_000
SHARE_BAR = 0.33
FLAT_BAR = 1.5
Row = tuple[Any, ...]


def measure_facts() -> None:
    with served_big_school() as school:
        _round(school)
        found = [_round(school) for _ in range(ROUNDS)]
        ours, bare = (max(figures) for figures in zip(*found, strict=True))
        tell("sync.facts_a_second", ours, "facts/s")
        tell("sync.facts_a_second.bare_database", bare, "facts/s")
        report_at_least("sync.facts_to_bare", ours / bare, "x", SHARE_BAR)
        add_inspections(school, PAST)
        later = max(_round(school)[0] for _ in range(ROUNDS))
        tell(f"sync.facts_a_second.after_{PAST}", later, "facts/s")
        report(f"sync.facts_cost_after_{PAST}", ours / later, "x", FLAT_BAR)


def _round(school: BigSchool) -> tuple[float, float]:
    """Facts a second of the server and of the bare database."""
    copy = school.folder / "bare.db"
    _copy(_file(school), copy)
    client = HttpClient(school.server.origin)
    bodies = list(_batches(client, school.asset_ids()))
    began = time.perf_counter()
    receipts = [push(client, body) for body in bodies]
    ours = time.perf_counter() - began
    assert all(r["status"] == "applied" for batch in receipts for r in batch), receipts[0][:3]
    bare = _bare(copy, _written(_file(school), client.device_id))
    facts = BATCH * BATCHES
    return facts / ours, facts / bare


def _batches(client: HttpClient, ids: Sequence[str]) -> Iterator[bytes]:
    """Looks at different things, in batches ready to be sent."""
    phone = phone_on(client)
    for n in range(BATCHES):
        mine = ids[n * BATCH : (n + 1) * BATCH]
        yield push_body(client, [sealed(phone.inspection(one)) for one in mine])


def _written(database: Path, device_id: str) -> list[tuple[Row, Row, Row]]:
    """What the push left, by fact in its order: the fact not yet stamped, the inspection, the
    asset's latest."""
    with closing(sqlite3.connect(database)) as reading:
        facts = _of_device(reading, "fact", _columns_of_fact(reading), device_id)
        looks = _of_device(reading, "inspection", "*", device_id)
        latest = _of_device(
            reading,
            "inspection",
            "fact_id, result, condition, effective_at, author_id, asset_id",
            device_id,
        )
    return list(zip(facts, looks, latest, strict=True))


def _columns_of_fact(reading: sqlite3.Connection) -> str:
    names = [name for _, name, *_ in reading.execute("PRAGMA table_info(fact)")]
    return ", ".join("NULL" if name == "rev" else name for name in names)


def _of_device(reading: sqlite3.Connection, table: str, columns: str, device_id: str) -> list[Row]:
    query = f"SELECT {columns} FROM {table} WHERE device_id = ? ORDER BY seq"  # noqa: S608 - names of ours
    return reading.execute(query, (device_id,)).fetchall()


def _bare(database: Path, rows: Sequence[tuple[Row, Row, Row]]) -> float:
    """Seconds to write ``rows`` into the copy."""
    with closing(sqlite3.connect(database, isolation_level=None)) as bare:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            bare.execute(f"PRAGMA {pragma}")
        _know_device(bare, rows[0][0])
        marks = [",".join("?" * len(row)) for row in rows[0][:2]]
        began = time.perf_counter()
        for at in range(0, len(rows), BATCH):
            _write(bare, marks, rows[at : at + BATCH])
        return time.perf_counter() - began


def _know_device(bare: sqlite3.Connection, fact: Row) -> None:
    """The phone signed in after the copy was made."""
    columns = [column[1] for column in bare.execute("PRAGMA table_info(fact)")]
    device, author = fact[columns.index("device_id")], fact[columns.index("author_id")]
    bare.execute(
        "INSERT INTO device (id, name, person_id, registered_at, last_seen_at,"
        " contiguous_seq, announced_seq, unsent) VALUES (?, 'bench', ?, 0, 0, 0, 0, 0)",
        (device, author),
    )


def _write(
    bare: sqlite3.Connection, marks: list[str], rows: Sequence[tuple[Row, Row, Row]]
) -> None:
    fact_marks, look_marks = marks
    bare.execute("BEGIN IMMEDIATE")
    for fact, look, latest in rows:
        bare.execute(f"INSERT INTO fact VALUES ({fact_marks})", fact)  # noqa: S608 - marks only
        bare.execute(f"INSERT INTO inspection VALUES ({look_marks})", look)  # noqa: S608 - idem
        bare.execute(
            "UPDATE asset SET last_fact_id = ?, last_result = ?, last_condition = ?, last_at = ?,"
            " last_by = ? WHERE id = ?",
            latest,
        )
    bare.execute("UPDATE sync_counter SET rev = rev + 1 WHERE id = 1")
    for table in STAMPED_TABLES:
        bare.execute(
            f"UPDATE {table} SET rev = (SELECT rev FROM sync_counter) WHERE rev IS NULL"  # noqa: S608 - names of ours
        )
    bare.execute("COMMIT")


def _file(school: BigSchool) -> Path:
    return school.settings.school_dir / "school.db"


def _copy(database: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
