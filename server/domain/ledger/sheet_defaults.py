"""What a sheet as a whole says of its things, for rows that do not say it themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.ledger.columns import ColumnMapping
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.header import Header
from server.domain.ledger.sheet import Sheet
from server.domain.ledger.sheet_place import sheet_place
from server.domain.ledger.titles import fold_title

F = LedgerField

_THING = (
    "灭火器|消火栓|消防栓|应急灯|空调|电脑|计算机|笔记本电脑|投影仪|投影机|一体机|打印机|摄像头|饮水机|课桌|课椅|"
    "课桌椅|电风扇|吊扇|电视机|平板电脑|冰箱|热水器"
)
_TITLE_OF_THING = re.compile(
    rf"({_THING})(?:编号|编码|号|型号|规格|类型|种类|品牌|规格型号|位置|安装位置)"
)


@dataclass(frozen=True, slots=True)
class SheetDefaults:
    """``place``: where things stand whose rows name no place; ``name``: what they are when the
    sheet has no name column. "" for neither."""

    place: str = ""
    name: str = ""


NO_DEFAULTS = SheetDefaults()


def sheet_defaults(sheet: Sheet, header: Header, mapping: ColumnMapping) -> SheetDefaults:
    """What the title, the lines above the header, the sheet's name and the titles clearly say."""
    nameless = F.NAME not in mapping.values()
    return SheetDefaults(
        place=sheet_place(sheet, header), name=_thing_of(header.titles) if nameless else ""
    )


def _thing_of(titles: Sequence[str]) -> str:
    """「灭火器编号」 says that all things are extinguishers; "" when titles name none, or two."""
    found = {
        match[1] for title in titles if (match := _TITLE_OF_THING.fullmatch(fold_title(title)))
    }
    return found.pop() if len(found) == 1 else ""
