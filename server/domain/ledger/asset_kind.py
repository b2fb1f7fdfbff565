"""Which kind of thing a ledger's line is, by the words of its name."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from server.domain.ledger.values.text import fold


class AssetKind(StrEnum):
    """Keys of the kinds that the product knows checklists and phrases for."""

    DESK = "desk"
    CHAIR = "chair"
    PLATFORM = "platform"
    DISPLAY = "display"
    PROJECTOR = "projector"
    COMPUTER = "computer"
    PRINTER = "printer"
    AIR_CONDITIONER = "air_conditioner"
    FAN = "fan"
    WATER_DISPENSER = "water_dispenser"
    LAMP = "lamp"
    CURTAIN = "curtain"
    CABINET = "cabinet"
    BOOKSHELF = "bookshelf"
    LAB_BENCH = "lab_bench"
    INSTRUMENT = "instrument"
    SPORTS = "sports"
    MUSIC = "music"
    BED = "bed"
    FIRE_EXTINGUISHER_POWDER = "fire_extinguisher_powder"
    FIRE_EXTINGUISHER_CO2 = "fire_extinguisher_co2"
    FIRE_EXTINGUISHER_WATER = "fire_extinguisher_water"
    FIRE_EXTINGUISHER_CLEAN = "fire_extinguisher_clean"
    HYDRANT = "hydrant"
    EMERGENCY_LIGHT = "emergency_light"
    EXIT_SIGN = "exit_sign"
    FIRE_DOOR = "fire_door"
    SMOKE_ALARM = "smoke_alarm"
    CAMERA = "camera"
    OTHER = "other"


K = AssetKind

# The order matters: the first kind of which a word stands in the name is taken.
_WORDS: tuple[tuple[AssetKind, str], ...] = (
    (K.EXIT_SIGN, "疏散指示 安全出口 疏散标志 指示标志 逃生指示 出口标志 exitsign"),
    (K.EMERGENCY_LIGHT, "应急灯 应急照明 emergencylight"),
    (K.FIRE_DOOR, "防火门 防火卷帘 卷帘门 firedoor"),
    (K.SMOKE_ALARM, "烟感 感烟 烟雾报警 烟雾探测 火灾探测 火灾报警 smokealarm smokedetector"),
    (K.HYDRANT, "消火栓 消防栓 消防水带 消防水枪 水带 hydrant"),
    (K.CAMERA, "摄像头 摄像机 监控 录像机 camera"),
    (K.LAMP, "台灯 护眼灯 日光灯 照明 路灯 灯管 灯具 黑板灯 led灯 lamp"),
    (K.COMPUTER, "计算机 电脑 笔记本 工作站 服务器 主机 平板 一体化电脑 computer laptop tablet"),
    (K.DISPLAY, "一体机 白板 电视 黑板 显示屏 显示器 班牌 大屏 触控 绿板 电子屏 led屏 display tv"),
    (K.PROJECTOR, "投影 幕布 展台 projector"),
    (K.PRINTER, "打印 复印 速印 扫描仪 传真 油印 碎纸 printer copier"),
    (K.AIR_CONDITIONER, "空调 新风 airconditioner"),
    (K.FAN, "风扇 吊扇 电扇 壁扇 排气扇 换气扇 fan"),
    (K.WATER_DISPENSER, "饮水 直饮 开水器 热水器 净水 开水机 waterdispenser"),
    (K.CURTAIN, "窗帘 遮阳帘 幕帘 帘 curtain"),
    (K.LAB_BENCH, "实验台 实验桌 演示台 操作台 试验台 准备台 工作台 labbench"),
    (K.PLATFORM, "讲台 讲桌 主席台 platform lectern"),
    (K.BOOKSHELF, "书架 报刊架 期刊架 阅览架 图书架 书柜 bookshelf"),
    (K.CABINET, "柜 货架 储物 保险箱 置物架 器材架 cabinet locker"),
    (K.BED, "床 铺位 床垫 bunk"),
    (
        K.MUSIC,
        "钢琴 电子琴 风琴 手风琴 鼓 小提琴 吉他 古筝 二胡 乐器 琴 话筒 音箱 功放 调音台 piano",
    ),
    (
        K.SPORTS,
        "篮球 足球 排球 乒乓 羽毛球 单杠 双杠 跳箱 跳绳 体操垫 跨栏 铅球 跳高 健身 体育 球台 球架"
        " 杠铃 哑铃 跑步机 sports",
    ),
    (
        K.INSTRUMENT,
        "显微镜 天平 示波器 电源 万用表 离心机 培养箱 烘箱 仪器 仪 测量 试验机 分析 传感器 实验箱"
        " 模型 标本 instrument microscope",
    ),
    (K.CHAIR, "椅 凳 沙发 座位 chair stool sofa"),
    (K.DESK, "课桌 书桌 办公桌 桌 办公台 电脑台 阅览台 desk table"),
)
_TABLE = tuple((kind, tuple(words.split())) for kind, words in _WORDS)

# What films lessons and outings watches no corridor.
_NO_SURVEILLANCE = re.compile(r"数码|手持|单反|便携|教学用|digital|photo")
_EXTINGUISHER = re.compile(r"灭火器|extinguisher")
_NOT_THE_CYLINDER = re.compile(r"灭火器(?:箱|柜|架|支架)")
# Type letters after GA 95 / GB 4351: M, then the agent, then how it is carried.
_MODELS: tuple[tuple[AssetKind, re.Pattern[str]], ...] = (
    (K.FIRE_EXTINGUISHER_POWDER, re.compile(r"mf")),
    (K.FIRE_EXTINGUISHER_CO2, re.compile(r"mt(?![a-su-y])")),
    (K.FIRE_EXTINGUISHER_WATER, re.compile(r"ms|mp")),
    (K.FIRE_EXTINGUISHER_CLEAN, re.compile(r"mj|my")),
)
_AGENTS: tuple[tuple[AssetKind, tuple[str, ...]], ...] = (
    (K.FIRE_EXTINGUISHER_POWDER, ("干粉", "abc", "powder")),
    (K.FIRE_EXTINGUISHER_CO2, ("二氧化碳", "co2")),
    (K.FIRE_EXTINGUISHER_WATER, ("水基", "水型", "泡沫", "清水", "水雾", "water", "foam")),
    (K.FIRE_EXTINGUISHER_CLEAN, ("洁净", "六氟丙烷", "七氟丙烷", "卤代", "clean")),
)


@lru_cache(maxsize=4096)
def kind_of(
    name: str, category: str = "", extinguisher_type: str = "", model: str = ""
) -> AssetKind:
    """The kind of a thing. An extinguisher goes by its type column, its name, its model code
    (MFZ, MT, MS/MP, MJ) in this order and is dry powder, the usual one, when none says."""
    folded = fold(name)
    if _is_extinguisher(folded, extinguisher_type, model):
        return _extinguisher(fold(extinguisher_type), folded, fold(model))
    return _by_words(folded) or _by_words(fold(category)) or K.OTHER


def _is_extinguisher(name: str, extinguisher_type: str, model: str) -> bool:
    if _NOT_THE_CYLINDER.search(name):
        return False
    return bool(_EXTINGUISHER.search(name) or extinguisher_type.strip()) or (
        bool(re.match(r"m[ftspj][a-z]*/", fold(model))) and not _by_words(name)
    )


def _extinguisher(extinguisher_type: str, name: str, model: str) -> AssetKind:
    for text in (extinguisher_type, name):
        for kind, words in _AGENTS:
            if any(word in text for word in words):
                return kind
    for text in (model, extinguisher_type, name):
        for kind, pattern in _MODELS:
            if pattern.match(text):
                return kind
    return K.FIRE_EXTINGUISHER_POWDER


def _by_words(text: str) -> AssetKind | None:
    for kind, words in _TABLE:
        if any(word in text for word in words) and not _only_sounds_like(kind, text):
            return kind
    return None


def _only_sounds_like(kind: AssetKind, text: str) -> bool:
    return kind is K.CAMERA and _NO_SURVEILLANCE.search(text) is not None
