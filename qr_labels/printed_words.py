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


def from_left(millimetres: float) -> str:
    return f"纸的左边到竖线 {millimetres:.1f} 毫米"


def from_top(millimetres: float) -> str:
    return f"纸的上边到横线 {millimetres:.1f} 毫米"


def ruler(millimetres: float) -> str:
    return f"粗线长 {millimetres:.1f} 毫米"


def how_to_calibrate(right: int, down: int) -> tuple[str, ...]:
    """What to do with a test page; `right` and `down` are the present shift in 0.1 mm."""
    return (
        f"1. {TRUE_SIZE}",
        "2. 先量粗线：长度不对，就是打印时缩放了，请重新打印。",
        "3. 再量两个距离，和印的数字比。每差 0.1 毫米是 1 格。",
        "4. 左边量到的少几格，“向右”就加几格；多了就减。上边同样改“向下”。",
        "例：应为 10.0，量到 9.6，“向右”加 4。",
        f"现在：向右 {right}，向下 {down}。改好后再印一张，数字对上就好了。",
    )
