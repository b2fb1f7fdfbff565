"""What stands where in a bureau's own workbook, and what its titles most likely mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from server.domain.ledger.header import find_header
from server.domain.ledger.sheet import Sheet, column_letter
from server.domain.ledger.titles import fold_title


class Subject(StrEnum):
    """Which rows go into a template: every thing, or only what did not agree."""

    ASSETS = "assets"
    DISCREPANCIES = "discrepancies"


class ColumnField(StrEnum):
    """What a column takes of each row."""

    NUMBER = "number"
    LEDGER_NUMBER = "ledger_number"
    NAME = "name"
    KIND = "kind"
    CATEGORY_CODE = "category_code"
    CATEGORY = "category"
    BRAND = "brand"
    MODEL = "model"
    SERIAL_NUMBER = "serial_number"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    COUNTED_QUANTITY = "counted_quantity"
    COUNTED_AMOUNT = "counted_amount"
    GAIN_QUANTITY = "gain_quantity"
    GAIN_AMOUNT = "gain_amount"
    LOSS_QUANTITY = "loss_quantity"
    LOSS_AMOUNT = "loss_amount"
    DAMAGED_QUANTITY = "damaged_quantity"
    ACQUIRED_ON = "acquired_on"
    DEPARTMENT = "department"
    CUSTODIAN = "custodian"
    PLACE = "place"
    CLASS_NAME = "class_name"
    USAGE_STATE = "usage_state"
    FUND_SOURCE = "fund_source"
    CAUSE = "cause"
    DECISION = "decision"
    WORDS = "words"
    NOTE = "note"


class CellField(StrEnum):
    """What stands once on the sheet; totals are of all rows."""

    SCHOOL = "school"
    STOCKTAKE = "stocktake"
    BASELINE_ON = "baseline_on"
    TODAY = "today"
    PRINTED_BY = "printed_by"
    ROWS = "rows"
    TOTAL_QUANTITY = "total_quantity"
    TOTAL_AMOUNT = "total_amount"
    TOTAL_COUNTED_QUANTITY = "total_counted_quantity"
    TOTAL_COUNTED_AMOUNT = "total_counted_amount"
    TOTAL_GAIN_QUANTITY = "total_gain_quantity"
    TOTAL_GAIN_AMOUNT = "total_gain_amount"
    TOTAL_LOSS_QUANTITY = "total_loss_quantity"
    TOTAL_LOSS_AMOUNT = "total_loss_amount"


@dataclass(frozen=True)
class Plan:
    """``first_row`` from 1; ``columns`` by letter, ``cells`` by name ("B3")."""

    sheet: str
    first_row: int
    subject: Subject
    columns: Mapping[str, ColumnField]
    cells: Mapping[str, CellField]

    def kept(self) -> dict[str, Any]:
        """As a record keeps it."""
        return {
            "sheet": self.sheet,
            "first_row": self.first_row,
            "subject": str(self.subject),
            "columns": {letter: str(field) for letter, field in self.columns.items()},
            "cells": {cell: str(field) for cell, field in self.cells.items()},
        }


def plan_of(kept: Mapping[str, Any]) -> Plan:
    """The plan that ``Plan.kept`` told."""
    return Plan(
        sheet=kept["sheet"],
        first_row=kept["first_row"],
        subject=Subject(kept["subject"]),
        columns={letter: ColumnField(field) for letter, field in kept["columns"].items()},
        cells={cell: CellField(field) for cell, field in kept["cells"].items()},
    )


_C = ColumnField
_OF_SUMS = ("quantity", "amount")
_MONEY = re.compile(r"金额|价值|原值|账面值|金額")
_SIDES = (("盘盈", "gain"), ("盘亏", "loss"), ("实盘|实有|实存|盘点数|清查数|实物数", "counted"))
# The first that is found in a title counts, so that the longer and the narrower stand first.
_TITLES: tuple[tuple[str, ColumnField], ...] = (
    (r"^序号?$|^行号$", _C.NUMBER),
    (r"损坏数|毁损数", _C.DAMAGED_QUANTITY),
    (r"原因", _C.CAUSE),
    (r"处理|处置", _C.DECISION),
    (r"情况说明|^说明", _C.WORDS),
    (r"分类代码|分类编码|国标", _C.CATEGORY_CODE),
    (r"序列号|出厂编号|sn$", _C.SERIAL_NUMBER),
    (r"编号|编码|卡片号", _C.LEDGER_NUMBER),
    (r"大类|分类|类别", _C.CATEGORY),
    (r"规格|型号", _C.MODEL),
    (r"品牌", _C.BRAND),
    (r"计量单位|^单位$", _C.UNIT),
    (r"单价", _C.UNIT_PRICE),
    (r"日期|时间|年月", _C.ACQUIRED_ON),
    (r"部门|科室", _C.DEPARTMENT),
    (r"使用人|保管|责任人|管理人|领用人", _C.CUSTODIAN),
    (r"班级", _C.CLASS_NAME),
    (r"地点|位置|房间|场所|教室", _C.PLACE),
    (r"状况|状态", _C.USAGE_STATE),
    (r"经费|资金来源", _C.FUND_SOURCE),
    (r"备注", _C.NOTE),
    (r"名称|品名", _C.NAME),
    (r"金额|价值|原值", _C.AMOUNT),
    (r"数量|账面数|应有|件数", _C.QUANTITY),
)


def field_of(title: str) -> ColumnField | None:
    """What a column called ``title`` most likely takes (盘盈·金额); None when it says nothing."""
    folded = fold_title(title)
    for words, side in _SIDES:
        if re.search(words, folded):
            return ColumnField(f"{side}_{_OF_SUMS[bool(_MONEY.search(folded))]}")
    return next((field for words, field in _TITLES if re.search(words, folded)), None)


def guess(sheets: Sequence[Sheet]) -> Plan | None:
    """The plan that the titles of the first sheet with a header suggest: its rows begin below the
    header. Of several columns with one meaning the first takes it. None without any sheet."""
    for sheet in sheets:
        header = find_header(sheet)
        if header is not None:
            return Plan(sheet.name, header.last_row + 1, *_meaning(header.titles), {})
    if not sheets:
        return None
    return Plan(sheets[0].name, 1, Subject.ASSETS, {}, {})


def _meaning(titles: Sequence[str]) -> tuple[Subject, dict[str, ColumnField]]:
    columns: dict[str, ColumnField] = {}
    for n, title in enumerate(titles):
        field = field_of(title) if title else None
        if field and field not in columns.values():
            columns[column_letter(n)] = field
    gains = {field for field in columns.values() if field.startswith(("gain", "loss"))}
    whole = ColumnField.COUNTED_QUANTITY in columns.values()
    return (Subject.DISCREPANCIES if gains and not whole else Subject.ASSETS), columns
