"""Lines that stand among the data and are about the table: sums, signatures, repeated titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.domain.ledger.sheet import Row, is_blank
from server.domain.ledger.titles import fold_title
from server.domain.ledger.values.text import clean_text

_TOTAL = re.compile(
    r"[(（]?.{0,12}?"
    r"(?:合计|小计|总计|共计|累计|总额|总数|total|subtotal|grandtotal)"
    r"(?:[(（].*[)）])?[:：]?(?:[¥￥]?[\d,.]+元?)?[)）]?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:审核|制表|填表|复核|经办|审批|盘点|清点|监盘|负责|单位负责|校长|主管|会计|保管|财务|填报|"
    r"编制|批准|移交|接收|监交|交接|领导|总务主任)"
    r"(?:人|员|人员|人签字|人签名|签字|签名|单位|部门|日期|时间)?(?:[(（].*?[)）])?[:：]"
    r"|(?:备注|说明|注|附注|填表说明|日期|单位|制表日期|填表日期|打印日期|打印时间|页码|共)[:：]"
    r"|第\d+页|共\d+页"
)
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_MOST_IN_FOOTER = 6
_FEWEST_TITLES = 3
_LONGEST_LABEL = 24
_FIRST_CELLS = 4
_FEWEST_NUMBERS = 4


def is_side_line(row: Row, titles: Sequence[str]) -> bool:
    """True for a line that is no thing. ``row`` is not blank; merged cells not yet filled in."""
    filled = [cell for cell in row if not is_blank(cell)]
    texts = ["".join(clean_text(cell).split()) for cell in filled[:_FIRST_CELLS]]
    return (
        any(len(text) <= _LONGEST_LABEL and _TOTAL.fullmatch(text) for text in texts)
        or (len(filled) <= _MOST_IN_FOOTER and _SIGNATURE.match(texts[0]) is not None)
        or (len(filled) == 1 and _SECTION.match(texts[0]) is not None)
        or _counts_columns([clean_text(cell) for cell in filled])
        or _repeats_titles(row, titles)
    )


def _counts_columns(texts: Sequence[str]) -> bool:
    """「栏次 1 2 3 4」 below the titles of an official form."""
    numbers = [text.strip("()（）") for text in texts]
    return len(texts) >= _FEWEST_NUMBERS and numbers == [str(n) for n in range(1, len(texts) + 1)]


def _repeats_titles(row: Row, titles: Sequence[str]) -> bool:
    """A header printed again at the top of every page."""
    same = sum(
        1
        for cell, title in zip(row, titles, strict=False)
        if title and isinstance(cell, str) and fold_title(cell) == fold_title(title)
    )
    return same >= _FEWEST_TITLES
