"""The great classes of fixed assets, by the codes that ledgers carry."""

from __future__ import annotations

import re

CLASSES = ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "1", "2", "3", "4", "5", "6")
"""GB/T 14885-2022: 房屋和构筑物, 设备, 文物和陈列品, 图书和档案, 家具和用具, 特种动植物, 物资,
无形资产; then GB/T 14885-2010: 土地、房屋及构筑物, 通用设备, 专用设备, 文物和陈列品, 图书、档案,
家具、用具、装具及动植物."""

_OF_2022 = re.compile(r"A0[1-8](?![0-9]?$)[0-9]*")
_OF_2010 = re.compile(r"[1-6][0-9]{6,8}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９ＡａＢ", "0123456789AAB")


def ledger_class(category_code: str | None) -> str | None:
    """Which of CLASSES a code of GB/T 14885 belongs to: `A02010105` to `A02`, `2010104` to `2`.
    None for no code, and for one of another scheme."""
    code = (category_code or "").translate(_FULL_WIDTH).replace(".", "").strip().upper()
    if code in CLASSES or _OF_2022.fullmatch(code):
        return code[:3] if code.startswith("A") else code
    return code[0] if _OF_2010.fullmatch(code) else None
