"""Which of a device's numbers have arrived, as applied or held facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from server.records import Fact, HeldFact

_PAGE = 500


def contiguous(start: int, arrived: Iterable[int]) -> int:
    """The highest number up to which nothing is missing after ``start``."""
    present = frozenset(arrived)
    while start + 1 in present:
        start += 1
    return start


def contiguous_arrived(session: Session, device_id: str, start: int) -> int:
    """The same by what has arrived. Read page by page and only while it advances: behind a gap
    may lie years of facts."""
    page = session.scalars(_PAGE_ABOVE, {"device": device_id, "start": start}).all()
    end = contiguous(start, page)
    if end == start or len(page) < _PAGE:
        return end
    return contiguous_arrived(session, device_id, end)


def highest_arrived(session: Session, device_id: str) -> int:
    """0 when nothing has."""
    return max(seq or 0 for seq in session.execute(_HIGHEST, {"device": device_id}).one())


def missing_between(session: Session, device_id: str, above: int, highest: int) -> tuple[int, int]:
    """How many numbers above ``above`` up to ``highest`` have not arrived, and the last of them
    (0 when none is missing)."""
    arrived: set[int] = set()
    for model in (Fact, HeldFact):
        numbers = session.scalars(
            select(model.seq).where(
                model.device_id == device_id, model.seq > above, model.seq <= highest
            )
        )
        arrived.update(number for number in numbers if number is not None)
    last = highest
    while last in arrived:
        last -= 1
    return max(highest - above, 0) - len(arrived), last if last > above else 0


def _highest() -> Select[Any]:
    return select(
        *(
            select(func.max(model.seq)).where(model.device_id == _DEVICE).scalar_subquery()
            for model in (Fact, HeldFact)
        )
    )


def _page_above() -> CompoundSelect[int]:
    """The next numbers of each table. One table's page may end before the other's: what follows
    is read by the next page, as long as nothing is missing in between."""
    pages = (
        select(model.seq)
        .where(model.device_id == _DEVICE, model.seq > bindparam("start"))
        .order_by(model.seq)
        .limit(_PAGE)
        .subquery()
        for model in (Fact, HeldFact)
    )
    return union_all(*(select(page.c.seq) for page in pages))


_DEVICE: BindParameter[str] = bindparam("device")
_HIGHEST = _highest()
_PAGE_ABOVE = _page_above()
