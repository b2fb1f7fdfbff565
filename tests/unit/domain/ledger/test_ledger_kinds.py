from __future__ import annotations

import pytest

from server.domain.ledger.asset_kind import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("学生课桌", "desk"),
        ("学生课椅", "chair"),
        ("讲台", "platform"),
        ("触控一体机", "display"),
        ("投影仪", "projector"),
        ("投影幕布", "projector"),
        ("台式计算机", "computer"),
        ("激光打印机", "printer"),
        ("空调（柜机）", "air_conditioner"),
        ("吊扇", "fan"),
        ("饮水机", "water_dispenser"),
        ("护眼灯", "lamp"),
        ("窗帘", "curtain"),
        ("文件柜", "cabinet"),
        ("书架", "bookshelf"),
        ("实验台", "lab_bench"),
        ("生物显微镜", "instrument"),
        ("篮球架", "sports"),
        ("钢琴", "music"),
        ("双层铁床", "bed"),
        ("室内消火栓", "hydrant"),
        ("应急照明灯", "emergency_light"),
        ("安全出口标志", "exit_sign"),
        ("防火门", "fire_door"),
        ("烟感报警器", "smoke_alarm"),
        ("网络摄像头", "camera"),
        ("数码相机", "other"),
        ("数码摄像机", "other"),
        ("灭火器箱", "other"),
        ("垃圾桶", "other"),
        ("办公桌", "desk"),
        ("乒乓球台", "sports"),
    ],
)
def test_a_kind_is_known_by_the_name(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "extinguisher_type", "model", "agent"),
    [
        ("手提式灭火器", "干粉", "", "powder"),
        ("手提式灭火器", "", "MFZ/ABC4", "powder"),
        ("灭火器（二氧化碳）", "", "", "co2"),
        ("手提式灭火器", "", "MT/3", "co2"),
        ("手提式灭火器", "水基", "MSWZ/3", "water"),
        ("灭火器", "", "MSWZ/3", "water"),
        ("灭火器", "", "MPZ/3", "water"),
        ("灭火器", "", "MJ/4", "clean"),
        ("灭火器", "", "", "powder"),
        ("灭火器", "洁净气体", "", "clean"),
        ("灭火器", "二氧化碳", "MFZ/4", "co2"),
        ("推车式灭火器", "", "MFTZ/ABC35", "powder"),
        ("推车式灭火器", "", "MTT/24", "co2"),
        ("手提式", "", "MFZ/ABC4", "powder"),
    ],
)
def test_an_extinguisher_goes_by_type_then_name_then_model(name, extinguisher_type, model, agent):
    found = kind_of(name, extinguisher_type=extinguisher_type, model=model)
    assert found == f"fire_extinguisher_{agent}"


def test_the_category_helps_where_the_name_does_not():
    assert kind_of("希沃 F86", category="触控一体机") == "display"
