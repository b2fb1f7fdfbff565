"""Layouts of sheets and rolls: the built-in ones and the school's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qr_labels.errors import LabelError
from qr_labels.free_layout import MEASURES, free_layout
from qr_labels.layout import PageLayout
from qr_labels.layouts import LAYOUTS
from server.domain.problems import LabelLayoutInvalid, NotFound
from server.records import LabelLayout


@dataclass(frozen=True)
class LayoutChoice:
    """``key`` is what a print job keeps. ``name`` is what the school calls its own layout, None
    for a built-in one, which the messages name."""

    key: str
    name: str | None
    page: PageLayout


def layout_choices(session: Session) -> list[LayoutChoice]:
    """All that can be printed on now: the built-in ones, then the school's own by name."""
    built_in = [LayoutChoice(key, None, page) for key, page in LAYOUTS.items()]
    return built_in + [_own(layout) for layout in list_own_layouts(session)]


def list_own_layouts(session: Session) -> list[LabelLayout]:
    """The school's own layouts that are not retired, by name."""
    wanted = select(LabelLayout).where(LabelLayout.retired_at.is_(None))
    return list(session.scalars(wanted.order_by(LabelLayout.name, LabelLayout.id)))


def find_layout(session: Session, key: str) -> LayoutChoice:
    """The layout of a job, also when it was retired since. Raises NotFound."""
    if key in LAYOUTS:
        return LayoutChoice(key, None, LAYOUTS[key])
    own = session.get(LabelLayout, key)
    if own is None:
        raise NotFound
    return _own(own)


def add_layout(
    session: Session,
    layout_id: str,
    name: str,
    measures: Mapping[str, Any],
    person_id: str,
    now: datetime,
) -> None:
    """Keep a layout of the school's own; ``measures`` in mm are those of qr_labels.free_layout.

    An id that is known already keeps the first layout: a second click adds once. Raises
    LabelLayoutInvalid naming the measure that does not fit.
    """
    if session.get(LabelLayout, layout_id) is not None:
        return
    _page_of(measures)
    session.add(
        LabelLayout(
            id=layout_id,
            name=name,
            measures={name: float(measures[name]) for name in MEASURES},
            created_at=now,
            created_by=person_id,
        )
    )


def retire_layout(session: Session, layout_id: str, now: datetime) -> None:
    """Offer the layout no more; its old jobs can still be printed. Raises NotFound."""
    own = session.get(LabelLayout, layout_id)
    if own is None:
        raise NotFound
    own.retired_at = own.retired_at or now


def _own(layout: LabelLayout) -> LayoutChoice:
    return LayoutChoice(layout.id, layout.name, _page_of(layout.measures))


def _page_of(measures: Mapping[str, Any]) -> PageLayout:
    try:
        return free_layout(measures)
    except LabelError as error:
        raise LabelLayoutInvalid(**error.params) from error
