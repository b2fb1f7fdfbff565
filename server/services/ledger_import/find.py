"""Imports and their staged rows, as stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.domain.problems import NotFound
from server.records import Asset, AssetChange, LedgerImport, LedgerImportRow, Place
from server.services.ledger_import.states import ABANDONED, APPLIED, Verdict
from server.services.paging import PAGE_ROWS

_STREAMED_ROWS = 1_000


def get_import(session: Session, import_id: str) -> LedgerImport:
    """Raises NotFound."""
    ledger_import = session.get(LedgerImport, import_id)
    if ledger_import is None:
        raise NotFound
    return ledger_import


def lock_import(session: Session, import_id: str) -> LedgerImport:
    """The import, as it is now and until the end of this transaction. Raises NotFound."""
    ledger_import = session.get(
        LedgerImport, import_id, with_for_update=True, populate_existing=True
    )
    if ledger_import is None:
        raise NotFound
    return ledger_import


def list_imports(session: Session, limit: int = PAGE_ROWS) -> Sequence[LedgerImport]:
    """The newest first."""
    return session.scalars(
        select(LedgerImport).order_by(LedgerImport.started_at.desc(), LedgerImport.id).limit(limit)
    ).all()


def open_twins(session: Session, ledger_import: LedgerImport) -> Sequence[LedgerImport]:
    """Other imports of the very same file that are neither applied nor abandoned."""
    return session.scalars(
        select(LedgerImport).where(
            LedgerImport.file_sha256 == ledger_import.file_sha256,
            LedgerImport.id != ledger_import.id,
            LedgerImport.state.not_in((APPLIED, ABANDONED)),
        )
    ).all()


def count_verdicts(session: Session, import_id: str) -> dict[Verdict, int]:
    """How many rows have each verdict; every verdict is there."""
    found = session.execute(
        select(LedgerImportRow.verdict, func.count())
        .where(LedgerImportRow.import_id == import_id)
        .group_by(LedgerImportRow.verdict)
    )
    return dict.fromkeys(Verdict, 0) | {Verdict(verdict): count for verdict, count in found}


def count_noted(session: Session, import_id: str) -> int:
    """How many rows go in with a warning."""
    return session.scalar(select(func.count()).where(*_noted(import_id))) or 0


def page_of_rows(
    session: Session, import_id: str, verdict: Verdict | None, page: int
) -> Sequence[LedgerImportRow]:
    """Page ``page`` (from 1) of the rows with a verdict, in the file's order; None: the rows that
    go in with a warning."""
    wanted = (
        _noted(import_id)
        if verdict is None
        else (LedgerImportRow.import_id == import_id, LedgerImportRow.verdict == verdict)
    )
    return session.scalars(
        select(LedgerImportRow)
        .where(*wanted)
        .order_by(LedgerImportRow.sheet, LedgerImportRow.row)
        .offset((page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS)
    ).all()


def rows_with(
    session: Session,
    import_id: str,
    verdicts: Sequence[Verdict],
    columns: Sequence[InstrumentedAttribute[Any]],
) -> Iterator[Sequence[Any]]:
    """``columns`` of all rows with one of the verdicts in batches, in the file's order. Sheet and
    row are always there. Reading only what is needed is most of the time."""
    after = (-1, -1)
    place = (LedgerImportRow.sheet, LedgerImportRow.row)
    while True:
        batch = session.execute(
            select(*place, *columns)
            .where(
                LedgerImportRow.import_id == import_id,
                LedgerImportRow.verdict.in_(verdicts),
                (LedgerImportRow.sheet > after[0])
                | ((LedgerImportRow.sheet == after[0]) & (LedgerImportRow.row > after[1])),
            )
            .order_by(*place)
            .limit(_STREAMED_ROWS)
        ).all()
        if not batch:
            return
        after = (batch[-1].sheet, batch[-1].row)
        yield batch


def written_asset_ids(session: Session, import_id: str) -> list[str]:
    """The assets that the import added or changed and that still stand in the register, by place
    and number."""
    return list(
        session.scalars(
            select(Asset.id)
            .outerjoin(Asset.place)
            .where(*_written(import_id))
            .order_by(Place.path.nulls_first(), Asset.ledger_number, Asset.name, Asset.id)
        )
    )


def count_written(session: Session, import_id: str) -> int:
    """How many ``written_asset_ids`` there are."""
    return session.scalar(select(func.count(Asset.id)).where(*_written(import_id))) or 0


def _written(import_id: str) -> tuple[ColumnElement[bool], ...]:
    written = select(AssetChange.asset_id).where(AssetChange.import_id == import_id)
    return (Asset.id.in_(written), Asset.removed_at.is_(None))


def _noted(import_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        LedgerImportRow.import_id == import_id,
        LedgerImportRow.verdict != Verdict.BAD,
        cast(LedgerImportRow.problems, Text) != "[]",
    )
