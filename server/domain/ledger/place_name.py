"""Takes the text of a place apart: 教学楼A-101门口 is a building, a room and a spot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class PlacePart(StrEnum):
    """From the outermost to the innermost; values are those of a Place's ``kind``."""

    CAMPUS = "campus"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class PlaceStep:
    kind: PlacePart
    name: str


PlacePath = tuple[PlaceStep, ...]

_ORDER = list(PlacePart)
_DASHES = re.compile(r"[‐‑‒–—―−]+")
# The space of 「Room 3」 parts words, that of 「教学楼A 301」 parts places.
_SEPARATORS = re.compile(r"\s*[-/\\>|,、·]\s*|(?<![A-Za-z]{2})\s+|\s+(?![A-Za-z0-9])")
_WIDE_PUNCTUATION = str.maketrans({"(": "（", ")": "）"})

_CAMPUS = re.compile(r"(?:.{1,8}?校区|总校|分校|本部|老校|新校)")
_BUILDING = re.compile(
    r"""(?:
        .{0,8}?\d{1,2}(?:号楼|栋|幢|座|号院)
      | [A-Z一二三四五六七八九十东西南北中]{1,2}(?:号楼|栋|幢|座|楼(?!\d*层))
      | .{0,8}?(?:教学|实验|综合|科技|办公|行政|宿舍|公寓|艺术|图书|信息|实训|体艺|后勤|食堂|
          图书信息|科学|博学|致远|逸夫|学生|教师|教职工|男生|女生|德育|明德)(?:大楼|楼|大厦)
          (?:[A-Z](?=$|[^A-Za-z])(?:座|栋|区)?|[A-Z](?=\d{3}))?
      | .{0,4}?(?:图书馆|体育馆|食堂|餐厅|礼堂|风雨操场|游泳馆|报告厅大楼|幼儿园)
      | .{1,6}?(?:大楼|大厦)[A-Z]?
    )""",
    re.VERBOSE,
)
_FLOOR = re.compile(
    r"(?P<n>-?\d{1,2}|[一二三四五六七八九十]{1,3}|负[一二三]|地下[一二三]?|B\d)"
    r"(?:楼层|层楼|层|楼|F)"
)
_SPOT = re.compile(
    r"(?:[东西南北前后左右中内外]{0,2}(?:侧|头|边|面|端)?)"
    r"(?:门口|走廊|过道|楼梯口|楼梯间|楼梯|楼道|大门|后门|前门|门外|门前|入口|出口|连廊|外墙|墙角|"
    r"门厅|大厅|阳台|平台|屋顶|天台|[东西南北][侧头边面端])$"
)
_OUTDOORS = re.compile(
    r".{0,8}?(?:操场|球场|校门|学校大门|花坛|花园|停车场|车棚|广场|跑道|田径场|看台|升旗台|"
    r"绿化带|围墙|校园)(?:[东西南北][侧面边]?)?"
)
_NUMBERED_ROOM = re.compile(r"(-?[A-Z]?\d{2,4}[A-Za-z]?)(?:号|室|房|房间)")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def normal_place(text: str) -> str:
    """One spelling for one place: 教学楼Ａ－３０１, 教学楼A—301 and 教学楼A 301 are 教学楼A-301."""
    text = _DASHES.sub("-", " ".join(unicodedata.normalize("NFKC", text).split()))
    text = _SEPARATORS.sub("-", text.strip()).strip("-") if not _below_ground(text) else text
    return text.translate(_WIDE_PUNCTUATION)


@lru_cache(maxsize=4096)
def split_place(text: str) -> PlacePath:
    """The steps from the outermost to the innermost; () for blank. Never raises.

    Floors are named in digits (一楼, 1F and 1层 are 1楼). What fits no rule is a room.
    """
    rest = normal_place(text)
    steps: list[PlaceStep] = []
    rest = _take(_CAMPUS, PlacePart.CAMPUS, rest, steps)
    rest = _take(_BUILDING, PlacePart.BUILDING, rest, steps)
    rest = _take_floor(rest, steps)
    spot = _SPOT.search(rest)
    if spot and spot.start() > 0 and not _OUTDOORS.fullmatch(rest):
        rest, area = rest[: spot.start()].rstrip("-"), spot.group()
        return (*steps, *_innermost(rest), PlaceStep(PlacePart.AREA, area))
    return (*steps, *_innermost(rest))


def combine_place(columns: Iterable[tuple[PlacePart | None, str]]) -> PlacePath:
    """One path from columns of their own: (kind of the column, text); None is 存放地点.

    A column's own kind names its innermost step; what other columns say already is not repeated.
    """
    found: dict[PlacePart, PlaceStep] = {}
    for kind, text in columns:
        for step in split_place(text) if kind is None else _typed(kind, text):
            found.setdefault(step.kind, step)
    return tuple(found[kind] for kind in _ORDER if kind in found)


def _typed(kind: PlacePart, text: str) -> PlacePath:
    name = normal_place(text)
    if kind is PlacePart.ROOM and name:
        return split_place(name)
    if kind is PlacePart.FLOOR and name:
        return (PlaceStep(kind, _floor_name(name)),)
    return (PlaceStep(kind, name),) if name else ()


def _take(pattern: re.Pattern[str], kind: PlacePart, text: str, steps: list[PlaceStep]) -> str:
    match = pattern.match(text)
    if match is None:
        return text
    steps.append(PlaceStep(kind, match.group()))
    return text[match.end() :].lstrip("-")


def _take_floor(text: str, steps: list[PlaceStep]) -> str:
    match = _FLOOR.match(text)
    if match is None:
        return text
    steps.append(PlaceStep(PlacePart.FLOOR, _floor_name(match.group("n"))))
    return text[match.end() :].lstrip("-")


def _floor_name(text: str) -> str:
    match = _FLOOR.fullmatch(text)
    number = match.group("n") if match else text
    return f"{_floor_number(number)}楼"


def _floor_number(text: str) -> str:
    if text.startswith(("负", "地下", "B")):
        below = text.removeprefix("负").removeprefix("地下").removeprefix("B")
        return f"-{_floor_number(below or '1')}"
    if "十" in text:
        tens, _, ones = text.partition("十")
        return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
    return str(_DIGITS.get(text, text))


def _innermost(text: str) -> PlacePath:
    if not text:
        return ()
    numbered = _NUMBERED_ROOM.fullmatch(text)
    if numbered:
        return (PlaceStep(PlacePart.ROOM, numbered.group(1)),)
    if _OUTDOORS.fullmatch(text) or _SPOT.fullmatch(text):
        return (PlaceStep(PlacePart.AREA, text),)
    return (PlaceStep(PlacePart.ROOM, text),)


def _below_ground(text: str) -> bool:
    """「-1楼」 begins with a minus that is no separator."""
    return re.match(r"\s*-\d(?:楼|层|F)", text) is not None
