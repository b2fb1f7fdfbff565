"""Labels as a workbook for the printers' own apps: a row a label, a column a field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import xlsxwriter

from qr_labels.code import group_code
from qr_labels.designs import Design
from qr_labels.errors import NoLabelsError
from qr_labels.payload import payload
from qr_labels.sheet import AS_USUAL, SheetOptions, design_named
from qr_labels.spec import LabelSpec, plain_label
from qr_labels.titles import SYMBOL_TITLE, TITLES

# Text stays text, whatever it looks like: no cell is ever a formula, a number or a link.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDTHS = {SYMBOL_TITLE: 46, "标签码": 14, "名称": 30, "地点": 24, "编号": 22}
_OTHER_WIDTH = 12


def write_label_xlsx(
    labels: Iterable[LabelSpec], out: BinaryIO, options: SheetOptions = AS_USUAL
) -> int:
    """Write the labels in their order, titles in row 1; return their number.

    Of the options only the design counts: a small one's symbol carries the bare code. Memory does
    not grow with the number of labels. Raises what `payload` raises, SheetOptionError for a design
    that there is not, and NoLabelsError; `out` is of no use then.
    """
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = _sheet(book)
        # The apostrophe keeps a cell text even when somebody edits it.
        quoted = book.add_format({"quote_prefix": True})
        count = 0
        for count, label in enumerate(labels, 1):
            _write_row(sheet, count, _cells(label, options.design), quoted)
    if not count:
        raise NoLabelsError
    return count


def _sheet(book: Any) -> Any:
    sheet = book.add_worksheet()
    titles = [SYMBOL_TITLE, *(names[0] for names in TITLES.values())]
    for column, title in enumerate(titles):
        sheet.set_column(column, column, _WIDTHS.get(title, _OTHER_WIDTH))
    _write_row(sheet, 0, titles, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    return sheet


def _write_row(sheet: Any, row: int, texts: Iterable[str], style: Any) -> None:
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(row, column, text, style)


def _cells(label: LabelSpec, design: str) -> list[str]:
    plain = plain_label(label)
    return [_symbol_text(plain, design_named(label.design or design))] + [
        _cell(plain, field) for field in TITLES
    ]


def _symbol_text(label: LabelSpec, design: Design) -> str:
    if not label.code:
        return ""
    return label.code if design.bare else payload(label.base_url, label.code)


def _cell(label: LabelSpec, field: str) -> str:
    value = getattr(label, field)
    return group_code(value) if field == "code" else str(value or "")
