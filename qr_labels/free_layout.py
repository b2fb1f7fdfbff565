"""Layouts that a school measures itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from qr_labels.arrange import BARE_MODULES, arrange
from qr_labels.errors import LayoutError
from qr_labels.layout import CellShape, PageLayout


@dataclass(frozen=True)
class Measure:
    """The least and the most of a measure; `whole` for numbers of labels, else millimetres."""

    least: float
    most: float
    whole: bool = False


MEASURES = MappingProxyType(
    {
        "page_width": Measure(20, 330),
        "page_height": Measure(15, 500),
        "columns": Measure(1, 20, whole=True),
        "rows": Measure(1, 40, whole=True),
        "left": Measure(0, 100),
        "top": Measure(0, 100),
        "width": Measure(20, 330),
        "height": Measure(15, 500),
        "gap_x": Measure(0, 50),
        "gap_y": Measure(0, 50),
    }
)
"""All that has to be measured, in the order in which a form asks; lengths in millimetres."""
_OVER_THE_EDGE = 0.01
"""Millimetres that rounding may cost: three columns of 70 mm fill 210 mm."""


def free_layout(measures: Mapping[str, Any], name: str = "free") -> PageLayout:
    """A layout of all `MEASURES`, given as numbers or as texts of numbers.

    Raises LayoutError with the `field` that is wrong and what is `expected`: its range, or, when
    the labels reach over the page, the most that it may be.
    """
    found = {field: _measured(field, measures.get(field)) for field in MEASURES}
    layout = PageLayout(
        name=name,
        columns=int(found.pop("columns")),
        rows=int(found.pop("rows")),
        **found,
    )
    _require_on_page("columns", layout.columns, layout.right_edge, layout.width + layout.gap_x)
    _require_on_page("rows", layout.rows, layout.bottom_edge, layout.height + layout.gap_y)
    _require_room(layout)
    return layout


def _measured(field: str, value: object) -> float:
    measure = MEASURES[field]
    try:
        number = float(str(value).strip())
    except ValueError:
        number = math.nan
    whole_if_asked = not measure.whole or number == math.floor(number)
    if not (measure.least <= number <= measure.most and whole_if_asked):
        raise LayoutError(field=field, expected=f"{measure.least:g}-{measure.most:g}")
    return number


def _require_on_page(field: str, count: int, edge: float, pitch: float) -> None:
    if edge < -_OVER_THE_EDGE:
        fitting = count - math.ceil(-edge / pitch)
        raise LayoutError(field=field, expected=f"<= {max(0, fitting)}")


def _require_room(layout: PageLayout) -> None:
    """At least the small design has to fit."""
    if _has_room(layout.shape):
        return
    heights = range(math.ceil(layout.height), int(MEASURES["height"].most))
    enough = next(h for h in heights if _has_room(replace(layout.shape, height=h)))
    raise LayoutError(field="height", expected=f">= {enough}")


def _has_room(shape: CellShape) -> bool:
    return arrange(shape, BARE_MODULES) is not None
