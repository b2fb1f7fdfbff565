"""Labels with every word that any design prints, and what their symbols have to say."""

import random
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from label_samples import BASE_URL, NAMES, PLACES

from qr_labels import DESIGNS, LAYOUTS, LabelSpec, issue_code, payload
from qr_labels.draw import design_on
from qr_labels.layout import PageLayout

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
EVERY_DESIGN = pytest.mark.parametrize("design", DESIGNS)
EVERY_RESOLUTION = pytest.mark.parametrize("dpi", [203, 300])


def full_labels(count: int) -> Iterator[LabelSpec]:
    """Labels that differ in code; every second has a number in its room."""
    rng = random.Random(count)  # noqa: S311 - repeatable labels, no secret
    words = zip(cycle(NAMES), cycle(PLACES + PLACES[:1]), cycle(("305-12号", "")))
    for name, place, room_number in islice(words, count):
        yield LabelSpec(
            issue_code(rng),
            BASE_URL,
            name,
            place,
            number="TY-2019-000123",
            school="实验中学",
            room_number=room_number,
            count=46,
            kind="干粉 4kg",
            maker="淮海消防器材厂",
            made_on="2023-05",
            next_service="2028-05",
            scrap_on="2033-05",
        )


def symbol_text(label: LabelSpec, design: str, layout: PageLayout) -> str:
    """What the label's symbol has to say on this layout."""
    drawn_as = design_on(DESIGNS[design], layout.shape)
    return label.code if drawn_as.bare else payload(label.base_url, label.code)
