"""The place of a whole sheet: in a line above the header, in its title, or in its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from server.domain.ledger.header import Header
from server.domain.ledger.sheet import Row, Sheet, is_blank
from server.domain.ledger.values.text import clean_text

_LONGEST_PLACE = 30
_LABEL = re.compile(
    r"(?:存放地点|存放位置|放置地点|使用地点|地点|位置|教室|班级|班别|场室|场室名称|功能室|功能室名称|室名|实验室|"
    r"实验室名称|房间|房间号|所在教室|所在班级|使用班级|楼栋|所在楼栋)[:：]"
)
_NEXT_LABEL = re.compile(r"\s{2,}|[,，;；]|\s*[一-鿿]{2,6}[:：]")
_PAPER = re.compile(
    r"(?:的)?(?:固定|主要|全部|现有|公共|教学)*"
    r"(?:资产|财产|物品|设备|设施|仪器|器材|公物|备品|财物|校产|家具|用品|课桌椅|桌椅|消防|多媒体|电教|信息化)*"
    r"(?:登记|清查|盘点|统计|管理|明细|分布|领用|保管|使用|移交|交接|配置|配备|汇总|情况|一览)*"
    r"(?:表册|表|册|台账|台帐|账目|账册|账|帐|清单|明细|卡片|卡|簿|单|一览)?(?:[(（].{1,8}[)）])?$"
)
_YEARS = re.compile(
    r"\d{4}(?:[-—~至]\d{4})?(?:年度?|学年度?)?(?:第?[一二上下春秋](?:季)?(?:学期|季)?)?|学年度?|(?:第?[一二上下]学期)"
)
_SCHOOL = re.compile(r"^.*?(?:小学|中学|学校|学院|幼儿园|大学|高中|初中)(?:校区)?(?=.)")
_NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,2}[)、.]")
_BRACKETED_NUMBER = re.compile(r"[(（](\d{1,2})[)）]$")

_CLASS = (
    r"(?:[一二三四五六七八九1-9]年级|[初高][一二三123]|[一二三四五六七八九]|\d{4}级)"
    r"年?级?[(（]?\d{1,2}[)）]?班(?:级|教室)?"
)
_ROOM_WORDS = (
    "实验室|教室|办公室|阅览室|图书室|机房|仪器室|准备室|功能室|会议室|录播室|舞蹈室|美术室|音乐室|器材室|医务室|"
    "保健室|咨询室|心理室|卫生室|广播室|监控室|门卫室|档案室|活动室|资料室|微机室|传达室|值班室|保管室|书法室|科学室|"
    "劳技室|体育室|校长室|教务处|总务处|德育处|财务室|文印室|打印室|接待室|荣誉室|党员活动室|少先队室|报告厅|礼堂|"
    "体育馆|图书馆|食堂|餐厅|厨房|仓库|门卫|配电房|配电室|水泵房|操场"
)
_BUILDING = (
    r"(?:[一-鿿A-Z]{0,6}?(?:大楼|楼)[A-Z]?|[A-Z]栋|[A-Z]座|\d{1,2}(?:号楼|栋|幢)|[一-鿿]{1,4}校区)"
)
_FLOOR = r"(?:[-]?\d{1,2}|[一二三四五六七八九十]{1,2})(?:楼|层|F)"
_PLACE = re.compile(
    rf"{_CLASS}|{_BUILDING}(?:{_FLOOR})?[-]?(?:[A-Z]?\d{{3,4}}(?:室|教室)?)?(?:{_ROOM_WORDS})?"
    rf"|(?:[一-鿿]{{0,6}})?(?:{_ROOM_WORDS})(?:[一二三四五六七八九]|[A-Z]|\d{{1,4}})?|\d{{3,4}}(?:教室|室)"
)
# Words for a sort of rooms, of which a school has many.
_ANY_PLACE = frozenset(
    (
        *("教室", "普通教室", "多媒体教室", "专用教室", "功能室", "实验室", "办公室", "教师办公室"),
        *("准备室", "会议室", "活动室", "仪器室"),
    )
)
_NO_ONE_PLACE = re.compile(r"各|全校|所有|全部|公共|等|及|和|与|、|总表|汇总|合计|分类|未|无")


def sheet_place(sheet: Sheet, header: Header) -> str:
    """Where the things of a sheet stand when their rows do not say; "" unless it clearly says."""
    above = sheet.rows[: header.first_row - 1]
    for row in above:
        if place := _labelled(row):
            return place
    for text in (*_titles(above), sheet.name):
        if place := place_in_title(text):
            return place
    return ""


def place_in_title(text: str) -> str:
    """「三年级（2）班 财产登记表」 is 三年级（2）班; "" when a title names no single place."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = _NUMBERING.sub("", plain).rstrip(":")
    plain = _SCHOOL.sub("", _YEARS.sub("", plain))
    for form in (plain, _BRACKETED_NUMBER.sub(r"\1", plain), _PAPER.sub("", plain, count=1)):
        if is_clearly_a_place(form):
            return form.replace("(", "（").replace(")", "）")
    return ""


def is_clearly_a_place(text: str) -> bool:
    """True for one class, room or building, and for nothing that might be anything else."""
    return (
        len(text) <= _LONGEST_PLACE
        and _PLACE.fullmatch(text) is not None
        and _NO_ONE_PLACE.search(text) is None
        and text not in _ANY_PLACE
    )


def _titles(rows: list[Row]) -> Iterator[str]:
    """Texts that have their row for themselves."""
    for row in rows:
        filled = [cell for cell in row if not is_blank(cell)]
        if len(filled) == 1:
            yield clean_text(filled[0])


def _labelled(row: Row) -> str:
    """「存放地点：物理实验室」, in one cell or with the place in the next."""
    texts = [clean_text(cell) for cell in row if not is_blank(cell)]
    for place, text in enumerate(texts):
        label = _LABEL.search(text)
        if label is None:
            continue
        after = _NEXT_LABEL.split(text[label.end() :].strip(), maxsplit=1)[0].strip(" _")
        following = texts[place + 1] if place + 1 < len(texts) else ""
        found = after or ("" if re.search("[:：]", following) else following)
        if 0 < len(found) <= _LONGEST_PLACE:
            return found
    return ""
