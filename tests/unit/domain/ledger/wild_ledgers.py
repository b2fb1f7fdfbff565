"""Ledgers as schools keep them: the rows about the header, and what each column holds.

``|`` parts cells, a cell of digits is a number, ``\\n`` is a line break inside a cell. ``fields``
names what each column is to be read as, ``-`` for a column that is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.domain.ledger.sheet import Cell, MergedRange, Row, Sheet

_NUMBER = re.compile(r"(?!0\d)\d{1,11}(\.\d+)?")
_RANGE = re.compile(r"([A-Z])(\d+):([A-Z])(\d+)")


@dataclass(frozen=True)
class WildLedger:
    what: str
    rows: str
    fields: str
    header_row: int = 1
    last_header_row: int | None = None
    merged: str = ""
    sheet_name: str = "Sheet1"

    def sheet(self) -> Sheet:
        lines = self.rows.strip("\n").split("\n")
        merged = tuple(map(merged_range, self.merged.split()))
        return Sheet(self.sheet_name, [row_of(line) for line in lines], merged)

    def mapping(self) -> dict[int, str]:
        return {n: word for n, word in enumerate(self.fields.split()) if word != "-"}


def row_of(line: str) -> Row:
    return tuple(_cell(text) for text in line.split("|")) if line.strip() else ()


def merged_range(text: str) -> MergedRange:
    left, top, right, bottom = _RANGE.fullmatch(text).groups()
    return MergedRange(int(top) - 1, ord(left) - 65, int(bottom) - 1, ord(right) - 65)


def _cell(text: str) -> Cell:
    if _NUMBER.fullmatch(text):
        return float(text)
    return text.replace("\\n", "\n") or None


WILD = [
    WildLedger(
        "district asset system",
        """资产编号|资产名称|资产分类名称|资产国标大类|国标分类代码|规格型号|品牌|计量单位|数量|单价(元)|价值(元)|取得方式|取得日期|财务入账日期|使用状况|使用部门|使用人|存放地点名称|管理部门|备注
TY2016000001|课桌|家具|家具|A05010203|双人|无|张|6|100|600|购置|2016-09-01|2016-10-01|在用|教务处|张三|教学楼301|总务处|
TY2016000002|课椅|家具|家具|A05010303|单人|无|把|6|50|300|购置|2016-09-01|2016-10-01|在用|教务处|张三|教学楼301|总务处|""",
        "ledger_number name category - category_code model brand unit quantity unit_price amount"
        " acquisition_method acquired_on - usage_state department custodian place - note",
    ),
    WildLedger(
        "asset cards under groups, some cells merged downwards",
        """序号|资产信息||||价值信息||位置信息||数量|备注
|资产编码|品名|国标大类|规格|原值(万元)|购置日期|楼栋|房间||
1|GZ001|投影仪|通用设备|EB-X05|0.35|2019-09|教学楼|301|1|
2|GZ002|电脑|通用设备|M720|0.42|2019-09|教学楼|302|1|""",
        "sequence ledger_number name category specification amount acquired_on building room"
        " quantity note",
        last_header_row=2,
        merged="A1:A2 B1:E1 F1:G1 H1:I1 J1:J2 K1:K2",
    ),
    WildLedger(
        "the same saved as CSV, without its merged cells",
        """序号|资产信息|||数量|位置信息||备注
|资产编码|品名|原值(万元)||楼栋|房间|
1|GZ001|投影仪|0.35|1|教学楼|301|
2|GZ002|电脑|0.42|1|教学楼|302|""",
        "sequence ledger_number name amount quantity building room note",
        last_header_row=2,
    ),
    WildLedger(
        "logistics office, by hand, titles on three rows",
        """育才小学固定资产登记表|||||||||
2023年秋季学期|||||||||
填报单位：总务处|||||||填表日期：2023-09-01||
序 号|品　　名|规 格|单 位|数 量|单  价\\n（元）|金  额\\n（元）|购 置\\n时 间|存放\\n地点|保 管 人
1|办公桌|1.4m|张|2|800|1600|2018.9|校长室|李四
2|文件柜|铁皮|个|3|450|1350|2018.9|档案室|李四
|合计|||5||2950|||""",
        "sequence name specification unit quantity unit_price amount acquired_on place custodian",
        header_row=4,
        merged="A1:J1 A2:J2",
    ),
    WildLedger(
        "equipment management system",
        """装备编号|装备名称|装备分类|规格|型号|单位|台套数|购置单价|总价（元）|购置年月|所属场室|管理员|装备状态|是否达标
ZB0001|数字显微镜|仪器|1600X|XSP-2|台|24|1200|28800|2021-03|生物实验室|王五|完好|是
ZB0002|电子天平|仪器|200g|JA2003|台|12|900|10800|2021-03|化学实验室|王五|完好|是""",
        "ledger_number name category specification model unit quantity unit_price amount"
        " acquired_on room custodian usage_state -",
    ),
    WildLedger(
        "library",
        """登录号|书名|作者|出版社|ISBN|单价|册数|索书号|馆藏地点|入藏日期
B000001|西游记|吴承恩|人民文学出版社|9787020002207|47.2|1|I242.4/1|图书馆一楼|2019-05-06
B000002|红楼梦|曹雪芹|人民文学出版社|9787020002208|59.7|1|I242.4/2|图书馆一楼|2019-05-06""",
        "ledger_number name - - - unit_price quantity - place acquired_on",
    ),
    WildLedger(
        "laboratory instruments",
        """初中物理仪器账|||||||||
编号|仪器名称|规格型号|单位|单价|应配数|实有数|存放柜号|来源|备注
01001|天平|200g|台|85|25|24|1号柜|自购|
01002|弹簧秤|5N|个|6.5|50|48|1号柜|配发|
01003|秒表|0.1s|块|30|25|25|2号柜|配发|""",
        "ledger_number name model unit unit_price - quantity - acquisition_method note",
        header_row=2,
        merged="A1:J1",
    ),
    WildLedger(
        "a class's property",
        """三年级（2）班 财产登记表||||||
序号|物品名称|数量|单位|完好情况|责任人|备注
1|课桌|48张|张|完好|赵老师|
2|课椅|48把|把|损坏2把|赵老师|""",
        "sequence name quantity unit usage_state custodian note",
        header_row=2,
        merged="A1:G1",
    ),
    WildLedger(
        "extinguishers without a name column",
        """灭火器编号|规格型号|生产日期|有效期至|安装位置|检查人|下次检修日期
X-01|MFZ/ABC4|2022-03|2027-03|教学楼一楼东|钱六|2025-03
X-02|MT/3|2022-03|2027-03|机房|钱六|2025-03""",
        "ledger_number model manufactured_on - place - -",
    ),
    WildLedger(
        "fire equipment",
        """消防器材台账||||||||||
序号|器材名称|器材型号|数量（具）|生产厂家|出厂日期|上次充装日期|报废日期|放置地点|责任人|检查情况
1|干粉灭火器|MFZ/ABC4|2|淮海|2021年3月|2024年3月|2031年3月|教学楼一楼楼梯口|钱六|正常
2|干粉灭火器|MFZ/ABC4|2|淮海|2021年3月|2024年3月|2031年3月|教学楼二楼楼梯口|钱六|正常""",
        "sequence name model quantity brand manufactured_on serviced_on - place custodian -",
        header_row=2,
        merged="A1:K1",
    ),
    WildLedger(
        "the computer centre",
        """设备类型|品牌型号|SN|IP地址|MAC地址|使用人|科室|房间号|启用日期|保修截止日期|资产标签号
台式电脑|联想M720|PC0001AB|192.168.1.11|00-E0-4C-11-22-33|张三|教务处|201|2019-09-01|2022-09-01|XX-0001
打印机|惠普1020|PR0002CD|192.168.1.12|00-E0-4C-11-22-34|李四|总务处|202|2019-09-01|2022-09-01|XX-0002
笔记本|戴尔5490|NB0003EF|192.168.1.13|00-E0-4C-11-22-35|王五|校长室|203|2019-09-01|2022-09-01|XX-0003""",
        "name model serial_number - - custodian department room acquired_on - ledger_number",
    ),
    WildLedger(
        "several campuses",
        """校区|楼栋名称|楼层|房间名称|资产编码|资产名称|型号|数量|使用状态|启用日期|经手人
东校区|教学楼|3|301教室|E001|讲台|JT-1|1|在用|2020/9/1|孙七
西校区|综合楼|2|物理实验室|W001|实验台|SY-2|24|在用|2020/9/1|孙七""",
        "campus building floor room ledger_number name model quantity usage_state acquired_on"
        " custodian",
    ),
    WildLedger(
        "an office suite's export, empty columns at the left, header on row 6",
        """|||||||
||||||||
||希望中学校产明细|||||||
||||||||
||单位：元||制表人：周八||||||
||财产编号|财产名称|型号规格|件数|购价|购入日期|使用班级|完好状况
||C-101|希沃一体机|F75|1|15000|23.9.1|七（1）班|好
||C-102|空调|KFR-72|1|5600|2023年秋|七（1）班|好""",
        "- - ledger_number name model quantity unit_price acquired_on place usage_state",
        header_row=6,
    ),
    WildLedger(
        "a stocktaking form",
        """资产编号|资产名称|规格型号|单位|账面数量|实盘数量|盘盈|盘亏|差异原因|存放地点|保管人签字
A-001|课桌|双人|张|48|47||1|损坏|301教室|
A-002|课椅|单人|把|48|48||||301教室|""",
        "ledger_number name model unit quantity - - - - place -",
    ),
    WildLedger(
        "a stocktaking form under groups",
        """序号|资产编号|名称|账面数||实盘数||存放地点|备注
|||数量|金额|数量|金额||
1|A-001|课桌|48|4800|47|4700|301教室|
2|A-002|课椅|48|2400|48|2400|301教室|""",
        "sequence ledger_number name quantity amount - - place note",
        last_header_row=2,
        merged="A1:A2 B1:B2 C1:C2 D1:E1 F1:G1 H1:H2 I1:I2",
    ),
    WildLedger(
        "three rows of titles",
        """序号|资产基本情况||||使用情况|||
|编号|名称|价值||部门|保管|存放|
|||单价|总价||姓名|楼栋|房号
1|S-1|钢琴|18000|18000|艺术组|吴九|艺术楼|101
2|S-2|古筝|3200|3200|艺术组|吴九|艺术楼|102""",
        "sequence ledger_number name unit_price amount department custodian building room",
        last_header_row=3,
        merged="A1:A3 B1:E1 F1:I1 B2:B3 C2:C3 D2:E2 F2:F3 H2:I2",
    ),
    WildLedger(
        "a row of units below the titles",
        """编码|资产名称|数量|单价|原值|使用年限|存放处
|||（元）|（元）|（年）|
K01|冰箱|1|2600|2600|8|食堂
K02|蒸柜|2|5000|10000|8|食堂""",
        "ledger_number name quantity unit_price amount useful_life_years place",
        last_header_row=2,
    ),
    WildLedger(
        "an import template with its remarks on what is required",
        """*资产编码|*资产名称|*资产类别|规格型号|*数量|*取得日期|*存放地点|*使用人
必填|必填|必填|选填|必填|必填|必填|必填
T01|音箱|设备|JBL|2|2020-01-01|报告厅|郑十
T02|话筒|设备|SM58|4|2020-01-01|报告厅|郑十""",
        "ledger_number name category model quantity acquired_on place custodian",
        last_header_row=2,
    ),
    WildLedger(
        "numbered columns below the titles",
        """资产名称|规格型号|计量单位|数量|单价|金额|使用单位
1|2|3|4|5|6|7
篮球|7号|个|20|80|1600|体育组
足球|5号|个|20|75|1500|体育组""",
        "name model unit quantity unit_price amount department",
    ),
    WildLedger(
        "all-capital English beside the Chinese",
        """No.|资产编号\\nAsset No.|资产名称 Name|数量 Qty|位置 Location|Remarks备注
1|EN-001|Desk|30|Room 3|
2|EN-002|Chair|30|Room 3|
3|EN-003|Fan|2|Room 3|""",
        "sequence ledger_number name quantity place note",
    ),
    WildLedger(
        "system export with bookkeeping columns",
        """卡片编号|资产名称|国标分类|六大类|入账日期|启用日期|原值|累计折旧|净值|折旧方法|已使用月数|凭证号|使用单位|存放地点|登记日期|录入人
00012345|触控一体机|A02021103|设备|2021-06-30|2021-06-01|19800|6600|13200|平均年限法|40|记-12|信息中心|录播室|2021-06-30|admin
00012346|学生机|A02010104|设备|2021-06-30|2021-06-01|4200|1400|2800|平均年限法|40|记-12|信息中心|机房1|2021-06-30|admin
00012347|交换机|A02010202|设备|2021-06-30|2021-06-01|2200|733|1467|平均年限法|40|记-12|信息中心|机房1|2021-06-30|admin""",
        "ledger_number name category_code category acquired_on - amount - - - - - department place"
        " - -",
    ),
    WildLedger(
        "class and place in words of their own",
        """编号|品名|所在班级|入库日期|领用人|现存放处|国资编号
1|图书角书架|二（3）班|2022.9|张老师|二楼走廊|GZ2022001
2|饮水机|二（4）班|2022.9|李老师|二楼走廊|GZ2022002
3|绿植架|二（5）班|2022.9|王老师|二楼走廊|GZ2022003""",
        "sequence name department acquired_on custodian place ledger_number",
    ),
    WildLedger(
        "only the class says where",
        """序号|班级|财产名称|应有数|现有数|损坏数|备注
1|一（1）班|课桌|45|44|1|
2|一（2）班|课桌|45|45|0|""",
        "sequence place name - quantity - note",
    ),
    WildLedger(
        "factory numbers and makers",
        """仪器设备编号|仪器设备名称|生产厂商|出厂编号|国别|购置单价(元)|单台价格|投入使用日期|所在实验室|管理人|使用方向
20180001|示波器|普源|DS1ZA1|中国|2500|2500|2018-10-10|物理实验室|冯老师|教学
20180002|信号源|普源|DG1ZA2|中国|1500|1500|2018-10-10|物理实验室|冯老师|教学""",
        "ledger_number name brand serial_number - unit_price - acquired_on place custodian -",
    ),
    WildLedger(
        "full-width titles with stars and numbers",
        """１．资产编码＊|２．资产名称＊|３．数　量＊|４．单价（元）|５．存放地点（房间）
ＡＢ０１|电子白板|１|９８００|教学楼Ａ－３０１
ＡＢ０２|电子白板|１|９８００|教学楼Ａ－３０２""",
        "ledger_number name quantity unit_price place",
    ),
    WildLedger(
        "furniture by rooms",
        """教室|课桌编号|桌椅类型|数量/套|购置时间|所属年级|备注
101|Z101|升降课桌椅|45|2019.8|一年级|
102|Z102|升降课桌椅|44|2019.8|一年级|""",
        "room ledger_number name quantity acquired_on - note",
    ),
    WildLedger(
        "handed over by the education office",
        """配发设备清单|||||||
接收单位：实验小学||||日期：2024年3月5日|||
货物名称|品牌及型号|计量\\n单位|配发\\n数量|中标单价|小计（元）|供货单位全称|使用场所
平板电脑|华为C5|台|50|1500|75000|某科技有限公司|未来教室
充电柜|安和力|台|1|6000|6000|某科技有限公司|未来教室""",
        "name model unit quantity unit_price amount supplier place",
        header_row=3,
        merged="A1:H1 A2:D2 E2:H2",
    ),
    WildLedger(
        "gymnasium",
        """器材室账目|||||
时间|器材名称|型号|收入数量|发出数量|结存数量|保管者
2024.3|跳绳|单人|100|20|80|韩老师
2024.3|实心球|2kg|40|0|40|韩老师""",
        "acquired_on name model - - quantity custodian",
        header_row=2,
    ),
    WildLedger(
        "suppliers, places and persons under groups with plain words",
        """资产||供应商||存放地点||保管人|购置|
编号|名称|名称|电话|编号|名称|姓名|日期|单价
P-01|激光打印机|某公司|13800000001|F201|文印室|蒋老师|2022-05-01|1800
P-02|速印机|某公司|13800000001|F201|文印室|蒋老师|2022-05-01|16000""",
        "ledger_number name supplier - - place custodian acquired_on unit_price",
        last_header_row=2,
        merged="A1:B1 C1:D1 E1:F1 H1:I1",
    ),
    WildLedger(
        "dormitory",
        """楼号|房号|床位数|物品|规格|数量|完好|损坏|宿管签名
1号楼|101|8|双层床|2m|4|4|0|
1号楼|102|8|双层床|2m|4|3|1|""",
        "building room - name specification quantity - - -",
    ),
    WildLedger(
        "serial dates and codes that are numbers",
        """资产代码|设备名称|取得时间|设备原值|使用科室|设备存放地点|设备现状|条码
2019001001|交换机|41500|1200|信息中心|弱电间|在用|6901234567890
2019001002|路由器|41500|800|信息中心|弱电间|在用|6901234567891""",
        "ledger_number name acquired_on amount department place usage_state -",
    ),
    WildLedger(
        "names and specifications in one column",
        """财产号|品名及规格|单位|数量|单价|总值|购进时间|领用部门|领用人|备 考
001|铁皮文件柜 1.8m|个|2|480|960|2017.08|教导处|沈老师|
002|木质办公桌 1.2m|张|4|350|1400|2017.08|教导处|沈老师|""",
        "ledger_number name unit quantity unit_price amount acquired_on department custodian note",
    ),
]
