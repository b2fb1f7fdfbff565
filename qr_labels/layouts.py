"""The layouts that schools can choose from, by name."""

from __future__ import annotations

from types import MappingProxyType

from qr_labels.layout import PageLayout, roll

A4 = (210, 297)

A4_3X8 = PageLayout("a4-3x8", *A4, columns=3, rows=8, left=0, top=0.5, width=70, height=37)
A4_3X7 = PageLayout(
    "a4-3x7", *A4, columns=3, rows=7, left=7.25, top=15.15, width=63.5, height=38.1, gap_x=2.5
)
A4_2X4 = PageLayout("a4-2x4", *A4, columns=2, rows=4, left=0, top=0.5, width=105, height=74)
A4_2X2 = PageLayout("a4-2x2", *A4, columns=2, rows=2, left=0, top=0, width=105, height=148.5)

ROLL_40X30 = roll("roll-40x30", 40, 30)
ROLL_50X30 = roll("roll-50x30", 50, 30)
ROLL_60X40 = roll("roll-60x40", 60, 40)
ROLL_70X50 = roll("roll-70x50", 70, 50)
ROLL_80X50 = roll("roll-80x50", 80, 50)

_SHEETS = (A4_3X8, A4_3X7, A4_2X4, A4_2X2)
_ROLLS = (ROLL_40X30, ROLL_50X30, ROLL_60X40, ROLL_70X50, ROLL_80X50)
LAYOUTS = MappingProxyType({layout.name: layout for layout in (*_SHEETS, *_ROLLS)})
