"""Findings as they are listed: what, where, who, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from server.domain.finding import STANDING, Actor, FindingNow, FindingState, Level, lacks_protection
from server.records import Asset, Finding, Inspection
from server.services.findings_said import said_of
from server.services.findings_seen import concerning
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.places_tree import subtree_ids
from server.services.records_list_answers import Words

OVERDUE = "overdue"


@dataclass(frozen=True)
class FindingFilter:
    """Empty fields do not narrow, but no ``state`` means all that are not closed; it may be
    `overdue` too. ``place_id`` means the place and all below it. ``mine``: the person's whose list
    it is, as who answers for it or who found it."""

    state: str = ""
    office: str = ""
    level: str = ""
    place_id: str = ""
    asset_id: str = ""
    mine: bool = False


@dataclass(frozen=True)
class FindingRow:
    """``thing``: the name of the asset or the place; ``where``: the path of the place the asset
    stood in, or the place's own. ``said``: what was wrong, see ``findings_said``."""

    finding: Finding
    thing: str
    number: str
    where: str
    said: tuple[Words, ...]
    overdue: bool
    unprotected: bool

    @property
    def words(self) -> str:
        return self.finding.inspection.words


def find_findings(
    session: Session, wanted: FindingFilter, actor: Actor, today: date, page: int = 1
) -> Page[FindingRow]:
    """Those that concern the person. What stands: the longest due first; what is closed: the
    latest closed first."""
    query = select(Finding).where(concerning(session, actor), *_narrowed(wanted, actor, today))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = page_within(page, total)
    found = _ordered(query, wanted).limit(PAGE_ROWS).offset(offset_of(number))
    return Page(rows_of(session, load(session, found), today), number, total)


def load(session: Session, query: Select[Finding]) -> Sequence[Finding]:
    """The findings of a query with all that a row shows."""
    return session.scalars(
        query.options(
            joinedload(Finding.asset),
            joinedload(Finding.place),
            joinedload(Finding.finder),
            joinedload(Finding.responsible),
            joinedload(Finding.inspection).joinedload(Inspection.asset).joinedload(Asset.kind),
        )
    ).all()


def rows_of(session: Session, findings: Sequence[Finding], today: date) -> list[FindingRow]:
    """Of findings that ``load`` has read, in their order."""
    said = said_of(session, [finding.inspection for finding in findings])
    return [_row(finding, tuple(said[finding.id]), today) for finding in findings]


def is_overdue(finding: Finding, today: date) -> bool:
    """Whether it is still to be put right after its day; what waits for a look is not overdue."""
    is_open = finding.state == FindingState.OPEN
    return is_open and finding.due_on is not None and finding.due_on < today


def overdue_on(today: date) -> ColumnElement[bool]:
    """``is_overdue`` as a condition."""
    return and_(Finding.state == FindingState.OPEN, Finding.due_on < today)


def _row(finding: Finding, said: tuple[Words, ...], today: date) -> FindingRow:
    asset, place = finding.asset, finding.place
    now = FindingNow(FindingState(finding.state), finding.is_fire, Level(finding.level))
    return FindingRow(
        finding=finding,
        thing=asset.name if asset else place.name if place else "",
        number=(asset.ledger_number or "") if asset else "",
        where=place.path if place else "",
        said=said,
        overdue=is_overdue(finding, today),
        unprotected=lacks_protection(now, finding.interim),
    )


def _narrowed(wanted: FindingFilter, actor: Actor, today: date) -> list[ColumnElement[bool]]:
    narrowed = [_in_state(wanted.state, today)]
    for column, value in (
        (Finding.office, wanted.office),
        (Finding.level, wanted.level),
        (Finding.asset_id, wanted.asset_id),
    ):
        if value:
            narrowed.append(column == value)
    if wanted.place_id:
        narrowed.append(Finding.place_id.in_(subtree_ids(wanted.place_id)))
    if wanted.mine:
        me = actor.person_id
        narrowed.append(or_(Finding.responsible_id == me, Finding.found_by == me))
    return narrowed


def _in_state(state: str, today: date) -> ColumnElement[bool]:
    if state == OVERDUE:
        return overdue_on(today)
    return Finding.state == state if state else Finding.state.in_(STANDING)


def _ordered(query: Select[Finding], wanted: FindingFilter) -> Select[Finding]:
    if wanted.state in (FindingState.CLOSED, FindingState.WITHDRAWN):
        return query.order_by(Finding.closed_at.desc(), Finding.found_at.desc(), Finding.id)
    return query.order_by(Finding.due_on, Finding.found_at, Finding.id)
