"""The words that head the columns of a table of labels, a row a label.

The first of each field is the one written; all are recognised, the field's own name too.
"""

from __future__ import annotations

from collections.abc import Mapping

SYMBOL_TITLE = "二维码内容"
"""What the symbol says: written for the printers' own apps, never read."""

TITLES: Mapping[str, tuple[str, ...]] = {
    "code": ("标签码", "标签", "label code"),
    "name": ("名称", "资产名称", "物品名称", "品名"),
    "place": ("地点", "存放地点", "存放位置", "位置", "房间号"),
    "number": ("编号", "资产编号", "卡片编号", "ledger number"),
    "room_number": ("房内编号", "房间编号", "room number"),
    "count": ("件数", "数量"),
    "kind": ("类型", "规格型号", "规格", "型号", "type"),
    "maker": ("厂家", "生产厂家", "品牌"),
    "made_on": ("出厂日期", "生产日期", "made on"),
    "next_service": ("下次维修", "下次维修日期", "next service"),
    "scrap_on": ("报废日期", "报废期限", "scrap on"),
    "school": ("学校", "学校名称"),
    "design": ("样式", "标签样式"),
}


def field_of(title: str) -> str | None:
    """The field of LabelSpec that a column's title names, if any."""
    return _FIELDS.get("".join(title.split()).casefold())


_FIELDS = {
    "".join(title.split()).casefold(): field
    for field, titles in TITLES.items()
    for title in (field, *titles)
}
