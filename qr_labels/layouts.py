"""The layouts that schools can choose from, by name."""

from __future__ import annotations

from qr_labels.layout import Box, LabelDesign, PageLayout, TextStyle, roll

# Office printers leave about 4.2 mm of the sheet's edge white, and on a full 3x8 sheet the outer
# labels reach that edge: nothing is drawn within 4.5 mm of a label's border.
LABEL_70X37 = LabelDesign(
    width=70,
    height=37,
    symbol=Box(1.4, 1.4, 28.86, 28.86),
    code_size=9.4,
    code_baseline=32.4,
    words=Box(31, 4.5, 34.5, 27.9),
    name=TextStyle((17, 15.5, 14, 13, 12), max_lines=4, squeezed=(11, 10, 9)),
    place=TextStyle((9.5, 9, 8.5), max_lines=2, squeezed=(8, 7.5, 7)),
    number=TextStyle((9, 8.5, 8, 7.5, 7), max_lines=2),
    school=TextStyle((7.5, 7, 6.5, 6), max_lines=1),
)

# Seven tenths of a millimetre a module: 5.6 dots of a 203 dpi printer.
LABEL_50X30 = LabelDesign(
    width=50,
    height=30,
    symbol=Box(-0.6, -0.8, 25.9, 25.9),
    code_size=8.4,
    code_baseline=27.4,
    words=Box(25.3, 2, 22.7, 25.4),
    name=TextStyle((13.5, 12.5, 11.5, 10.5, 10), max_lines=4, squeezed=(9, 8, 7.5)),
    place=TextStyle((8, 7.5, 7), max_lines=2, squeezed=(6.5, 6)),
    number=TextStyle((7.5, 7, 6.5), max_lines=2),
    school=TextStyle((6, 5.5, 5), max_lines=1),
)

A4_3X8 = PageLayout(
    name="a4-3x8",
    page_width=210,
    page_height=297,
    columns=3,
    rows=8,
    left=0,
    top=0.5,
    pitch_x=70,
    pitch_y=37,
    label=LABEL_70X37,
)

ROLL_50X30 = roll("roll-50x30", LABEL_50X30)

LAYOUTS = {layout.name: layout for layout in (A4_3X8, ROLL_50X30)}
