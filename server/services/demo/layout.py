"""What stands where in the demo school: three buildings, 60 rooms, 3,000 assets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

EXTINGUISHERS = 120


@dataclass(frozen=True)
class Thing:
    """``pieces`` labelled things alike, each standing for ``quantity`` units of the ledger."""

    name: str
    kind: str
    model: str
    pieces: int
    price: int
    quantity: int = 1
    unit: str = "个"


@dataclass(frozen=True)
class Room:
    building: str
    floor: int
    name: str
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Extinguisher:
    """One bottle at one end of one floor's corridor; ``number`` counts from 1."""

    number: int
    building: str
    floor: int
    spot: str
    kind: str
    name: str
    model: str


def demo_extinguishers() -> Iterator[Extinguisher]:
    """120 of four types: 8 in 15 are dry powder, the rest shared by the others."""
    ends = [
        (building, floor, f"{building}{floor}层走廊{side}")
        for building, floors in (("教学楼", 5), ("综合楼", 4), ("宿舍楼", 5))
        for floor in range(1, floors + 1)
        for side in ("东端", "西端")
    ]
    for number, place, type_ in zip(
        range(1, EXTINGUISHERS + 1), cycle(ends), cycle(_EXTINGUISHER_TYPES), strict=False
    ):
        yield Extinguisher(number, *place, *type_)


_POWDER = ("fire_extinguisher_powder", "手提式干粉灭火器", "MFZ/ABC4")
_EXTINGUISHER_TYPES = (
    *(_POWDER,) * 8,
    *(("fire_extinguisher_co2", "手提式二氧化碳灭火器", "MT/3"),) * 3,
    *(("fire_extinguisher_water", "手提式水基型灭火器", "MS/6"),) * 2,
    *(("fire_extinguisher_clean", "手提式洁净气体灭火器", "MJ/4"),) * 2,
)


def demo_rooms() -> Iterator[Room]:
    """60 rooms with their things, extinguishers not counted."""
    for floor in range(1, 6):
        for room in range(1, 7):
            yield Room("教学楼", floor, f"教学楼{floor}0{room}", _classroom())
    for floor, names in enumerate(_TEACHING_ROOMS, start=1):
        for name in names:
            yield Room("综合楼", floor, name, _special_room())
    for floor in range(1, 6):
        for room in range(1, 3):
            yield Room("宿舍楼", floor, f"宿舍楼{floor}0{room}", _dormitory())


_TEACHING_ROOMS = (
    ("物理实验室一", "物理实验室二", "化学实验室", "生物实验室", "仪器室"),
    ("计算机教室一", "计算机教室二", "多媒体教室", "录播教室", "广播室"),
    ("音乐教室", "舞蹈教室", "美术教室", "书法教室", "心理咨询室"),
    ("图书室", "阅览室", "教师办公室", "会议室", "档案室"),
)


def _classroom() -> tuple[Thing, ...]:
    return (
        Thing("学生课桌", "desk", "升降式 600×400", 50, 128, unit="张"),
        Thing("学生课椅", "chair", "钢木", 1, 96, quantity=50, unit="把"),
        Thing("触控一体机", "display", "86 英寸", 1, 18999, unit="台"),
        Thing("讲台", "platform", "钢木", 1, 760, unit="张"),
        Thing("空调（柜机）", "air_conditioner", "3 匹", 2, 6200, unit="台"),
        Thing("吊扇", "fan", "1400 mm", 4, 230, unit="台"),
        Thing("饮水机", "water_dispenser", "温热型", 1, 1580, unit="台"),
        Thing("教室灯具", "lamp", "LED 36 W", 1, 150, quantity=12, unit="盏"),
        Thing("窗帘", "curtain", "遮光", 1, 180, quantity=6, unit="幅"),
        Thing("文件柜", "cabinet", "铁皮", 1, 880, unit="个"),
        Thing("图书柜", "bookshelf", "木质", 1, 540, unit="个"),
        Thing("摄像头", "camera", "半球", 1, 420, unit="个"),
        Thing("烟感报警器", "smoke_alarm", "独立式", 1, 75, unit="个"),
    )


def _special_room() -> tuple[Thing, ...]:
    return (
        Thing("实验台", "lab_bench", "1200×600×780", 16, 1350, unit="张"),
        Thing("实验凳", "chair", "圆凳", 1, 65, quantity=48, unit="张"),
        Thing("台式计算机", "computer", "商用", 8, 4200, unit="台"),
        Thing("投影仪", "projector", "激光", 1, 8900, unit="台"),
        Thing("空调（柜机）", "air_conditioner", "3 匹", 2, 6200, unit="台"),
        Thing("文件柜", "cabinet", "铁皮", 4, 880, unit="个"),
        Thing("烟感报警器", "smoke_alarm", "独立式", 1, 75, unit="个"),
        Thing("窗帘", "curtain", "遮光", 1, 180, quantity=6, unit="幅"),
    )


def _dormitory() -> tuple[Thing, ...]:
    return (
        Thing("学生床", "bed", "双层", 12, 980, unit="张"),
        Thing("储物柜", "cabinet", "六门", 6, 760, unit="个"),
        Thing("空调（挂机）", "air_conditioner", "1.5 匹", 1, 2600, unit="台"),
        Thing("吊扇", "fan", "1200 mm", 1, 210, unit="台"),
        Thing("应急照明灯", "emergency_light", "双头", 1, 85, unit="盏"),
        Thing("疏散指示标志", "exit_sign", "LED", 1, 60, unit="块"),
    )
