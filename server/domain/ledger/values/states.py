"""The ledger's words for how a thing is used, as keys of our own."""

from __future__ import annotations

from enum import StrEnum

from server.domain.ledger.sheet import Cell
from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.text import fold, optional_text

_TEXT_LIMIT = 50


class UsageState(StrEnum):
    IN_USE = "in_use"
    IDLE = "idle"
    AWAITING_REPAIR = "awaiting_repair"
    LENT = "lent"
    AWAITING_DISPOSAL = "awaiting_disposal"
    DISPOSED = "disposed"


# The order matters: a longer word is looked for before one that it contains (待报废, 报废).
_WORDS: tuple[tuple[UsageState, tuple[str, ...]], ...] = (
    (UsageState.IDLE, ("闲置", "未使用", "未用", "停用", "库存", "在库", "备用", "封存", "idle")),
    (UsageState.IN_USE, ("不需修理", "无需维修", "无损坏", "无故障")),
    (
        UsageState.AWAITING_DISPOSAL,
        ("待报废", "拟报废", "待处置", "待报损", "申请报废", "应报废", "危险不能用", "不能用"),
    ),
    (UsageState.DISPOSED, ("报废", "报损", "处置", "注销", "核销", "销账", "disposed", "scrapped")),
    (
        UsageState.AWAITING_REPAIR,
        ("待修", "待维修", "需修理", "需维修", "维修", "修理", "故障", "损坏", "坏", "broken"),
    ),
    (UsageState.LENT, ("出借", "借出", "出租", "外借", "lent", "onloan")),
    (
        UsageState.IN_USE,
        ("在用", "使用", "正常", "完好", "良好", "较好", "可用", "自用", "启用", "好", "inuse"),
    ),
)


def parse_usage_state(cell: Cell) -> UsageState | None:
    """The state that the words mean; None for blank.

    Raises CellError: state_unknown, which judges treat as a warning: the words are kept.
    """
    text = optional_text(cell, _TEXT_LIMIT)
    if text is None:
        return None
    words = fold(text)
    for state, known in _WORDS:
        if any(word in words for word in known):
            return state
    raise CellError("state_unknown")
