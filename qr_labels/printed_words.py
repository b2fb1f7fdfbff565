"""The words that labels and test pages carry of their own.

Labels are printed in Chinese whatever language the desk speaks: they hang in a Chinese school.
"""

from __future__ import annotations

KIND = "型号"
MAKER = "厂家"
MADE_ON = "生产"
NEXT_SERVICE = "下次维修"
NEXT_SERVICE_SHORT = "维修"
SCRAP_ON = "报废"
JOINT = "·"


def labels_in_all(count: int) -> str:
    """What follows the room: 「教学楼305·共46张」"""
    return f"共{count}张"


TRUE_SIZE = "打印时请选“实际大小100%”，不要选“适合页面”。"
"""Stands where something is printed that has to be true to the millimetre."""


def figure(mark: str, millimetres: float) -> str:
    """What stands at a line to measure."""
    return f"{mark} {millimetres:.1f}"


FROM_LEFT, FROM_TOP, RULER = "①", "②", "③"


def how_to_calibrate(right: int, down: int) -> tuple[str, ...]:
    """What to do with a test page; `right` and `down` are the present shift in 0.1 mm."""
    return (
        TRUE_SIZE,
        f"先量粗线{RULER}：长度和印的数字不同，就是打印时缩放了，请重新打印。",
        f"再量{FROM_LEFT}：纸的左边到竖线；{FROM_TOP}：纸的上边到横线。单位是毫米。",
        f"{FROM_LEFT}量到的比印的数字少 0.1，“向右”就加 1；多 0.1 就减 1。{FROM_TOP}同样改“向下”。",
        "例：印的是 10.0，量到 9.6，“向右”加 4。",
        f"现在：向右 {right}，向下 {down}。改好后再印一张，数字对上就好了。",
    )
