"""Reading sheets as people read them; ``server.services.count_sheets`` has the shapes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.count_sheet_state import SheetState
from server.domain.problems import NotFound
from server.domain.reconciliation import GroupResult
from server.records import CountSheet, FactPhoto, Person
from server.records.listed import among, listed
from server.services.count_sheets import (
    SheetView,
    ViewDiscrepancy,
    ViewEntry,
    ViewGroup,
    ViewLine,
)
from server.services.count_sheets_discrepancies import (
    assets_out_of_place,
    frozen_discrepancies,
    group_parts,
    shown_discrepancies,
)
from server.services.count_sheets_frozen import as_decided
from server.services.count_sheets_rows import SheetRows, sheet_rows
from server.services.count_sheets_state import Standing, standing_of


def sheet_view(session: Session, sheet_id: str) -> SheetView:
    """Raises NotFound."""
    sheet = session.get(CountSheet, sheet_id)
    if sheet is None:
        raise NotFound
    return sheet_views(session, [sheet])[0]


def sheet_views(session: Session, sheets: Sequence[CountSheet]) -> list[SheetView]:
    """In the order of ``sheets``, with a few queries for all of them."""
    found = sheet_rows(session, sheets)
    rows = {sheet.id: as_decided(found[sheet.id]) for sheet in sheets}
    standing = {sheet_id: standing_of(one) for sheet_id, one in rows.items()}
    writer = _Writer(session, rows.values())
    discrepancies = _discrepancies(session, rows, standing)
    return [
        writer.view(rows[sheet.id], standing[sheet.id], discrepancies[sheet.id]) for sheet in sheets
    ]


def _discrepancies(
    session: Session, rows: Mapping[str, SheetRows], standing: Mapping[str, Standing]
) -> dict[str, list[ViewDiscrepancy]]:
    done = [one.sheet for one in rows.values() if one.sheet.state == SheetState.COUNTERSIGNED]
    frozen = frozen_discrepancies(session, done)
    assets = assets_out_of_place(session, (one.found for one in standing.values()))
    return {
        sheet_id: frozen[sheet_id]
        if sheet_id in frozen
        else shown_discrepancies(one, standing[sheet_id], assets)
        for sheet_id, one in rows.items()
    }


class _Writer:
    def __init__(self, session: Session, rows: Iterable[SheetRows]) -> None:
        self._people = dict(session.execute(select(Person.id, Person.name)).all())
        self._photos = _photos(session, rows)

    def view(
        self, rows: SheetRows, standing: Standing, discrepancies: Sequence[ViewDiscrepancy]
    ) -> SheetView:
        return SheetView(
            sheet=rows.sheet,
            state=standing.state,
            lines=tuple(_lines(rows, standing)),
            groups=tuple(_groups(rows, standing.found.groups)),
            entries=tuple(self._entries(rows, standing)),
            discrepancies=tuple(discrepancies),
            signatures=rows.signatures,
            signature=standing.signature,
            steps=rows.steps,
            people=self._people,
        )

    def _entries(self, rows: SheetRows, standing: Standing) -> Iterator[ViewEntry]:
        for row in sorted(rows.entries, key=lambda one: (one.effective_at, one.fact_id)):
            yield ViewEntry(
                row,
                standing.found.entries[row.fact_id],
                self._people[row.author_id],
                row.effective_at,
                tuple(self._photos[row.fact_id]),
            )


def _lines(rows: SheetRows, standing: Standing) -> Iterator[ViewLine]:
    last = {
        one.asset_id or rows.bindings.get(one.code or ""): one
        for one in rows.sightings
        if not rows.is_withdrawn(one)
    }
    for line in rows.lines:
        said = standing.found.lines[line.asset_id]
        yield ViewLine(line, said, last.get(line.asset_id))


def _groups(rows: SheetRows, results: Iterable[GroupResult]) -> Iterator[ViewGroup]:
    expected: Counter[str] = Counter()
    moved: Counter[tuple[str, str]] = Counter()
    group_of = {line.asset_id: line.group_key for line in rows.lines}
    for line in rows.lines:
        expected[line.group_key] += line.quantity
    for one in rows.meanwhile:
        moved[group_of.get(one.asset, one.group), one.change] += one.quantity
    for result in results:
        kind_id, name, unit = group_parts(result.group)
        yield ViewGroup(
            key=result.group,
            kind_id=kind_id,
            name=name,
            unit=unit or "",
            by_number=result.by_number,
            expected=expected[result.group],
            left=moved[result.group, "left"],
            arrived=moved[result.group, "arrived"],
            book=result.book,
            counted=None if result.how == "nothing" else result.counted,
            damaged=result.damaged,
        )


def _photos(session: Session, rows: Iterable[SheetRows]) -> defaultdict[str, list[str]]:
    """SHA-256 by the fact that names them, in its order."""
    facts = [said.fact_id for one in rows for said in (*one.entries, *one.signatures)]
    wanted = (
        select(FactPhoto.fact_id, FactPhoto.sha256)
        .where(among(FactPhoto.fact_id, "facts"))
        .order_by(FactPhoto.fact_id, FactPhoto.position)
    )
    photos: defaultdict[str, list[str]] = defaultdict(list)
    for fact_id, sha256 in session.execute(wanted, {"facts": listed(facts)}):
        photos[fact_id].append(sha256)
    return photos
