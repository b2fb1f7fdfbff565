"""The fields of a ledger and the column titles under which schools keep them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class LedgerField(StrEnum):
    """What a column holds. ``SEQUENCE`` and ``REJECTION`` are known so as to be left out."""

    LEDGER_NUMBER = "ledger_number"
    NAME = "name"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    AMOUNT = "amount"
    CATEGORY_CODE = "category_code"
    CATEGORY = "category"
    ACQUIRED_ON = "acquired_on"
    ACQUISITION_METHOD = "acquisition_method"
    BRAND = "brand"
    MODEL = "model"
    SPECIFICATION = "specification"
    SERIAL_NUMBER = "serial_number"
    SUPPLIER = "supplier"
    USEFUL_LIFE_YEARS = "useful_life_years"
    DEPARTMENT = "department"
    CUSTODIAN = "custodian"
    PLACE = "place"
    CAMPUS = "campus"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    USAGE_STATE = "usage_state"
    FUND_SOURCE = "fund_source"
    NOTE = "note"
    MANUFACTURED_ON = "manufactured_on"
    SERVICED_ON = "serviced_on"
    EXTINGUISHER_TYPE = "extinguisher_type"
    SEQUENCE = "sequence"
    REJECTION = "rejection"


F = LedgerField

# The first word of a field is its best: of two columns for one field the earlier word wins.
SYNONYMS: dict[LedgerField, str] = {
    F.LEDGER_NUMBER: "资产编号 固定资产编号 卡片编号 资产卡片号 资产卡片编号 卡片号 资产编码"
    " 固定资产编码 财产编号 物品编号 设备编号 仪器编号 器材编号 灭火器编号 校内编号 校产编号"
    " 登记号 资产号 资产代码 编号 编码 物品编码 条码 条形码 标签号 账号 assetno assetnumber"
    " assetid assetcode assettag tag number no id code",
    F.NAME: "资产名称 固定资产名称 物品名称 设备名称 仪器名称 器材名称 财产名称 家具名称"
    " 资产名 物品名 设备名 品名 名称 品名称 教具名称 项目名称 备品名称 设施名称 货物名称 商品名称"
    " 资产 物品 设备 器材 assetname itemname equipment item name description",
    F.QUANTITY: "数量 资产数量 账面数量 账面数 现有数量 实有数量 实有数 现有数 件数 台数"
    " 台件数 套数 总数量 数目 个数 数量/面积 数量/个数 台套数"
    " 库存数量 quantity qty count pcs",
    F.UNIT: "计量单位 数量单位 计价单位 单位 unit uom",
    F.UNIT_PRICE: "单价 资产单价 购置单价 购入单价 单位价值 采购单价 含税单价"
    " unitprice unitcost price",
    F.AMOUNT: "金额 总金额 资产原值 账面原值 原值 总价 总值 总价值 合计金额 资产金额 购置金额"
    " 价值 资产价值 账面价值 入账价值 入账金额 原价 价格 合计 购置价格"
    " amount total totalprice value cost originalvalue",
    F.CATEGORY_CODE: "分类代码 资产分类代码 分类编码 资产分类编码 国标代码 国标分类代码 国标编码"
    " 类别代码 类别编码 资产类别代码 资产分类号 分类号 分类编号 资产大类代码 国标分类号"
    " categorycode classcode",
    F.CATEGORY: "资产分类 资产类别 资产大类 分类名称 资产分类名称 资产类型 国标分类 国标分类名称"
    " 财产类别 物品类别 设备类别 分类 类别 大类 类型 种类 资产种类 category class kind type",
    F.ACQUIRED_ON: "取得日期 购置日期 购置时间 购入日期 购入时间 购买日期 购买时间 采购日期"
    " 采购时间 取得时间 入账日期 入账时间 入库日期 入库时间 购进日期 购进时间 购置年月 购置年份"
    " 购买年份 取得年份 财务入账日期 启用日期 启用时间 使用日期 开始使用日期 投入使用日期"
    " 登记日期 验收日期 配置时间 配备时间 日期 时间 acquiredon acquired purchasedate purchased"
    " dateacquired date",
    F.ACQUISITION_METHOD: "取得方式 增加方式 购置方式 来源方式 获取方式 资产来源 来源 采购方式"
    " 取得来源 增加原因 acquisitionmethod acquisition",
    F.BRAND: "品牌 厂牌 商标 牌号 品牌名称 生产厂家 生产厂商 制造商 制造厂家 厂家 厂商 生产单位"
    " 制造厂 生产企业 brand manufacturer maker make",
    F.MODEL: "规格型号 型号规格 型号 规格/型号 型号/规格 规格及型号 品牌型号 品牌规格 品牌规格型号"
    " 品牌及型号 品牌/型号 品牌、型号 设备型号 型号及规格 规格、型号 灭火器型号 model modelno",
    F.SPECIFICATION: "规格 尺寸 规格尺寸 主要参数 技术参数 规格参数 配置 主要规格 灭火器规格"
    " specification spec size",
    F.SERIAL_NUMBER: "序列号 出厂编号 出厂号 机身号 机身编号 sn sn码 sn号 s/n 设备序列号 产品序列号"
    " 机号 生产编号 产品编号 钢印号 瓶体编号 筒体编号 serialnumber serialno serial",
    F.SUPPLIER: "供应商 供货商 供货单位 供应商名称 销售商 经销商 销售单位 供应单位 供方 卖方"
    " supplier vendor",
    F.USEFUL_LIFE_YEARS: "计划使用年限 预计使用年限 使用年限 折旧年限 预计使用寿命 使用寿命"
    " 可使用年限 规定使用年限 年限 usefullife usefullifeyears lifeyears",
    F.DEPARTMENT: "使用部门 使用/管理部门 使用单位 管理部门 使用科室 归属部门 所属部门 责任部门"
    " 部门 部门名称 使用班级 班级 科室 管理科室 保管部门 管理单位 保管单位 领用部门 使用处室"
    " 处室 年级组 领用单位 领用单位名称 department dept office",
    F.CUSTODIAN: "责任人 保管人 使用人 保管员 管理人 负责人 领用人 管理员 管理责任人 使用责任人"
    " 安全责任人 责任人姓名 使用人姓名 保管人姓名 使用人/保管人 保管人/使用人 使用(保管)人 经管人"
    " 责任教师 班主任 责任者 custodian keeper owner user responsible",
    F.PLACE: "存放地点 存放位置 放置地点 放置位置 存放地 所在位置 所在地点 使用地点 安装位置"
    " 安装地点 摆放位置 设置位置 设置地点 配置地点 配置位置 具体位置 位置 地点 存放场所 使用位置"
    " 保管地点 资产位置 所在地 存放处 场所 使用场所 存放地名称 location place position",
    F.CAMPUS: "校区 校区名称 所在校区 校区编号 所属校区 学校 校部 campus",
    F.BUILDING: "楼栋 楼宇 建筑物 楼名 所在楼 楼栋名称 楼宇名称 建筑 大楼 栋号 楼号 楼 所在楼栋"
    " 建筑名称 building",
    F.FLOOR: "楼层 层 所在楼层 层数 floor level",
    F.ROOM: "房间号 房间 房号 教室 房间名称 室号 教室号 所在房间 教室名称 场室 功能室 场室名称"
    " 存放教室 room roomno",
    F.USAGE_STATE: "使用状况 使用状态 状态 资产状态 资产状况 使用情况 现状 设备状态 状况 完好情况"
    " 完好状况 设备状况 当前状态 status state usagestate condition",
    F.FUND_SOURCE: "经费来源 资金来源 经费科目 采购资金来源 资金性质 经费 fundsource fund",
    F.NOTE: "备注 说明 物品描述 描述 资产描述 备注说明 附注 备考 其他 remark remarks note notes"
    " comment",
    F.MANUFACTURED_ON: "出厂日期 生产日期 出厂时间 生产时间 制造日期 出厂年月 生产年月 出厂年份"
    " 出厂年月日 出产日期 制造年月 manufacturedon manufacturedate productiondate",
    F.SERVICED_ON: "上次维修日期 维修日期 上次维修时间 最近维修日期 充装日期 上次充装日期 充装时间"
    " 换药日期 换粉日期 上次换粉日期 年检日期 上次检修日期 检修日期 最近检修日期 送修日期 检测日期"
    " 上次检测日期 最近充装日期 维修时间 灌装日期 servicedon lastservice servicedate",
    F.EXTINGUISHER_TYPE: "灭火器类型 灭火剂类型 灭火剂种类 灭火剂 灭火器种类 灭火器类别"
    " extinguishertype agent",
    F.SEQUENCE: "序号 序 行次 项次 顺序号 序列 # index",
    F.REJECTION: "工作表 表名 行号 原行号 原表 原工作表 原因 未导入原因 问题 错误 错误原因 出错原因"
    " sheet row reason reasons problem problems error errors",
}

# Joins the upper and the lower title of a two-row header.
GROUP_MARK = "·"

_BRACKETED = re.compile(r"[(\[<{【〔].*?[)\]>}】〕]")
_PUNCTUATION = re.compile(r"[\s*:;,.、。_\-–—~·'\"?!]+")
_IN_TEN_THOUSANDS = re.compile(r"[(\[【/].*万")


@lru_cache(maxsize=4096)
def fold_title(title: str) -> str:
    """A title without width, case, spaces, line breaks and stars: 「数 量*」 is 数量."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", title).casefold())


def bare_title(title: str) -> str:
    """``fold_title`` without what stands in brackets: 「单价（元）」 is 单价."""
    return fold_title(_BRACKETED.sub("", unicodedata.normalize("NFKC", title)))


def counts_in_ten_thousands(title: str) -> bool:
    """True for money columns in 万元: 原值(万元)."""
    return _IN_TEN_THOUSANDS.search(unicodedata.normalize("NFKC", title)) is not None


def _index() -> dict[str, tuple[LedgerField, int]]:
    return {
        fold_title(word): (field, rank)
        for field, words in reversed(SYNONYMS.items())
        for rank, word in reversed(list(enumerate(words.split())))
    }


_BY_TITLE = _index()
# A longer title means what it ends with (校内资产编号), the longest known word first. Short words
# are too common to decide (报废日期 is no 日期), but for these.
_LONG_WORD = 3
_TELLING_SHORT_WORDS = frozenset(
    ("数量", "单价", "金额", "原值", "型号", "备注", "品牌", "地点", "位置", "校区", "房间")
)
_ENDINGS = sorted(
    (
        word
        for word in _BY_TITLE
        if not word.isascii() and (len(word) >= _LONG_WORD or word in _TELLING_SHORT_WORDS)
    ),
    key=len,
    reverse=True,
)
_ENDING_RANK = 1_000


def field_of_title(title: str) -> tuple[LedgerField, int] | None:
    """The field that a title names, with its rank (smaller is surer); None when unknown."""
    for form in (fold_title(title), bare_title(title)):
        if form in _BY_TITLE:
            return _BY_TITLE[form]
    return _by_last_part(title) or _by_ending(bare_title(title))


def _by_last_part(title: str) -> tuple[LedgerField, int] | None:
    """Under a two-row header 「存放地点·房间」 the lower title says more."""
    return field_of_title(title.rpartition(GROUP_MARK)[2]) if GROUP_MARK in title else None


def _by_ending(title: str) -> tuple[LedgerField, int] | None:
    for place, word in enumerate(_ENDINGS):
        if title.endswith(word):
            return _BY_TITLE[word][0], _ENDING_RANK + place
    return None
