"""What a column's title says: the field that it names, in whatever spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.synonyms import IGNORED, IGNORED_WHOLE, SYNONYMS

F = LedgerField
Named = tuple[LedgerField, int]

# Joins the titles of a header of several rows, the upper first.
GROUP_MARK = "·"

_BRACKETED = re.compile(r"[(\[<{【〔].*?(?:[)\]>}】〕]|$)")
_PUNCTUATION = re.compile(r"[\s*:;,.、。_\-–—~·'\"?!]+")
_IN_TEN_THOUSANDS = re.compile(r"[(\[【/].*万")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[.、)]\s*(?=[^\d\s])|^[①-⑳]\s*"
)
_LATIN = re.compile(r"[a-z0-9]+")

# A longer title means what it ends with (校内资产编号), the longest known word first. Short words
# are too common to decide (报废日期 is no 日期), but for these.
_LONG_WORD = 3
_TELLING_SHORT_WORDS = frozenset(
    ("数量", "单价", "金额", "原值", "型号", "备注", "品牌", "地点", "位置", "校区", "房间")
)
_ENDING_RANK = 1_000
_PARTS_RANK = 500
_LAST_RANK = 5_000

# What may stand before or after a title without changing what it means.
_BEFORE = re.compile(
    r"(?:固定资产|国有资产|资产|财产|设备|物品|物资|仪器|器材|装备|家具|产品|实际|目前|当前|现在|现|主要|"
    r"所在|所属|原始)"
)
_AFTER = re.compile(r"(?:名称|信息|全称|姓名|情况|明细)$")
_NAMED_BY_AFTER = frozenset(
    {F.PLACE, F.CAMPUS, F.BUILDING, F.FLOOR, F.ROOM, F.DEPARTMENT, F.SUPPLIER, F.BRAND,
     F.CUSTODIAN, F.CATEGORY, F.FUND_SOURCE, F.USAGE_STATE}
)  # fmt: skip
_SAYS_TOO_LITTLE = frozenset(("单位", "日期", "时间", "说明", "其他", "其它", "序", "层", "楼"))
# 启用年份 is 启用日期; 电器名称 is a name and 电器编号 a number, unless they are of something else.
_DATE_TAIL = re.compile(r"(?:年月日|年月|年份|年度|时间|日期|年)$")
_NAME_OR_NUMBER = re.compile(r"(.{1,6})(?:(?P<name>名称)|编号|编码)")
_OF_SOMETHING_ELSE = re.compile(
    r".*(?:单位|公司|学校|仓库|系统|类|企业|厂家?|室|楼|区|部门|科室|班级|人员?|员|商|单|票|柜|箱|批次?|项目|"
    r"点位|型号|规格|地点|位置|位|来源|经费|方式|状态|状况)"
)
# Under a group these words are about the group: 供应商·名称 is no thing's name.
_ABOUT_ITS_GROUP = frozenset(
    ("编号", "编码", "代码", "名称", "日期", "时间", "单位", "状态", "类别")
)
_OF_THE_THING = frozenset({F.NAME, F.LEDGER_NUMBER, F.SEQUENCE})


@lru_cache(maxsize=4096)
def fold_title(title: str) -> str:
    """A title without width, case, spaces, line breaks and stars: 「数 量*」 is 数量."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", title).casefold())


def bare_title(title: str) -> str:
    """``fold_title`` without numbering and what stands in brackets: 「4．单价（元）」 is 单价."""
    plain = unicodedata.normalize("NFKC", title).lstrip(" *")
    return fold_title(_BRACKETED.sub("", _NUMBERING.sub("", plain)))


def counts_in_ten_thousands(title: str) -> bool:
    """True for money columns in 万元: 原值(万元)."""
    return _IN_TEN_THOUSANDS.search(unicodedata.normalize("NFKC", title)) is not None


def is_numbered_title(title: str) -> bool:
    """True for 「1.资产编码」, whose number only counts the columns."""
    return _NUMBERING.match(unicodedata.normalize("NFKC", title)) is not None


@lru_cache(maxsize=4096)
def field_of_title(title: str) -> Named | None:
    """The field that a title names, with its rank (smaller is surer); None when unknown."""
    if GROUP_MARK in title:
        return _below_a_group(title)
    for form in (fold_title(title), bare_title(title)):
        if form in _BY_TITLE:
            return _BY_TITLE[form]
    return _inexact(bare_title(title), title)


def is_ignored_title(title: str) -> bool:
    """True for a title that is known to be none of our fields (有效期至, 检查人)."""
    if field_of_title(title) is not None:
        return False
    return _is_ignored(fold_title(title))


def _index() -> dict[str, Named]:
    return {
        fold_title(word): (field, rank)
        for field, words in reversed(SYNONYMS.items())
        for rank, word in reversed(list(enumerate(words.split())))
    }


_BY_TITLE = _index()
_ENDINGS = sorted(
    (
        word
        for word in _BY_TITLE
        if not word.isascii() and (len(word) >= _LONG_WORD or word in _TELLING_SHORT_WORDS)
    ),
    key=len,
    reverse=True,
)


def _is_ignored(folded: str) -> bool:
    return folded in IGNORED_WHOLE or any(word in folded for word in IGNORED)


def _inexact(bare: str, title: str) -> Named | None:
    if _is_ignored(bare):
        return None
    return (
        _without_trimmings(bare)
        or _chinese_of_two(bare)
        or _by_slash(title)
        or _by_ending(bare)
        or _by_date_tail(bare)
        or _name_or_number(bare)
    )


def _without_trimmings(bare: str) -> Named | None:
    """设备现状 is 现状, 存放地点名称 is 存放地点."""
    short = _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare
    if short != bare and short not in _SAYS_TOO_LITTLE and short in _BY_TITLE:
        return _weaker(_BY_TITLE[short])
    for form in (bare, short):
        stem = _AFTER.sub("", form)
        if stem != form and stem in _BY_TITLE and _BY_TITLE[stem][0] in _NAMED_BY_AFTER:
            return _weaker(_BY_TITLE[stem])
    return None


def _chinese_of_two(bare: str) -> Named | None:
    """「资产名称 Name」 says the same twice."""
    chinese = _LATIN.sub("", bare)
    return _BY_TITLE.get(chinese) if chinese != bare else None


def _by_slash(title: str) -> Named | None:
    """「数量/套」: the first word decides."""
    first, slash, _ = unicodedata.normalize("NFKC", title).partition("/")
    found = _BY_TITLE.get(fold_title(first)) if slash else None
    return _weaker(found) if found else None


def _by_ending(bare: str) -> Named | None:
    for place, word in enumerate(_ENDINGS):
        if bare.endswith(word):
            return _BY_TITLE[word][0], _ENDING_RANK + place
    return None


def _by_date_tail(bare: str) -> Named | None:
    stem = _DATE_TAIL.sub("", bare)
    found = _BY_TITLE.get(stem + "日期") if stem not in ("", bare) else None
    return _weaker(found) if found else None


def _name_or_number(bare: str) -> Named | None:
    match = _NAME_OR_NUMBER.fullmatch(bare)
    if match is None or _OF_SOMETHING_ELSE.fullmatch(match.group(1)):
        return None
    return (F.NAME if match.group("name") else F.LEDGER_NUMBER), _LAST_RANK


def _below_a_group(title: str) -> Named | None:
    """「保管·姓名」 is 保管人姓名, 「资产信息·品名」 is 品名, 「实盘数·金额」 is none of ours."""
    upper, _, lower = title.rpartition(GROUP_MARK)
    group = upper.rpartition(GROUP_MARK)[2]
    whole = fold_title(group + lower)
    for form in (whole, bare_title(group) + bare_title(lower), fold_title(lower + group)):
        if form in _BY_TITLE:
            return _BY_TITLE[form]
    if _is_ignored(fold_title(group)):
        return None
    return _of_its_group(group, lower) or _by_lower(group, lower)


def _of_its_group(group: str, lower: str) -> Named | None:
    """The names of persons, places and firms under their group."""
    word = bare_title(lower)
    of_group = field_of_title(group) or field_of_title(group + "人")
    if of_group and of_group[0] in _NAMED_BY_AFTER and word in ("名称", "姓名", "全称"):
        return _weaker(of_group)
    return None


def _by_lower(group: str, lower: str) -> Named | None:
    of_group = field_of_title(group)
    foreign = of_group is not None and of_group[0] not in _OF_THE_THING
    if foreign and bare_title(lower) in _ABOUT_ITS_GROUP:
        return None
    return field_of_title(lower)


def _weaker(named: Named) -> Named:
    return named[0], named[1] + _PARTS_RANK
