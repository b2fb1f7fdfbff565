"""What classes are called, as people write them and as they are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.class_table import read_class_table
from server.domain.problems_classes import (
    ClassStageUnclear,
    ClassTableEmpty,
    ClassTableTooLong,
    ClassTableWithoutHeader,
    ClassUnreadable,
)
from server.domain.school_class import (
    YEARS,
    ClassIdentity,
    Stage,
    autumn_of,
    class_name,
    meant_class,
    read_class,
)

PRIMARY, JUNIOR, SENIOR = Stage


@pytest.mark.parametrize(
    ("written", "stage", "entry_year", "number"),
    [
        ("一（1）班", PRIMARY, 2026, 1),
        ("1年级2班", PRIMARY, 2026, 2),
        ("三年二班", PRIMARY, 2024, 2),
        ("三年级十二班", PRIMARY, 2024, 12),
        (" ６ ( ０２ ) 班 ", PRIMARY, 2021, 2),
        ("小学三年级2班", PRIMARY, 2024, 2),
        ("302班", PRIMARY, 2024, 2),
        ("一1班", PRIMARY, 2026, 1),
        ("初一3班", JUNIOR, 2026, 3),
        ("初一三班", JUNIOR, 2026, 3),
        ("初三(2)", JUNIOR, 2024, 2),
        ("七（1）班", JUNIOR, 2026, 1),
        ("初中八年级1班", JUNIOR, 2025, 1),
        ("9.4班", JUNIOR, 2024, 4),
        ("高二(4)班", SENIOR, 2025, 4),
        ("高一年级（4）班", SENIOR, 2026, 4),
        ("初2024级3班", JUNIOR, 2024, 3),
        ("高中2027届3班", SENIOR, 2024, 3),
        ("小学20级（2）班", PRIMARY, 2020, 2),
    ],
)
def test_a_class_is_read_in_all_the_ways_it_is_written(written, stage, entry_year, number):
    read = read_class(written, 2026)
    assert read and read.stage
    assert read.identity(read.stage) == ClassIdentity(stage, entry_year, number)


@pytest.mark.parametrize(
    "written", ["", "12班", "十班", "三年班", "初四(1)班", "高七1班", "301", "一（0）班", "教工"]
)
def test_what_is_no_class_or_leaves_a_doubt_is_not_read(written):
    assert read_class(written, 2026) is None
    with pytest.raises(ClassUnreadable):
        meant_class(written, 2026, {PRIMARY})


def test_a_year_of_entry_alone_means_the_only_stage_of_the_school():
    assert meant_class("２０２４级３班", 2026, {JUNIOR}) == ClassIdentity(JUNIOR, 2024, 3)
    assert meant_class("2027届3班", 2026, {PRIMARY}) == ClassIdentity(PRIMARY, 2021, 3)
    for stages in (set(), {PRIMARY, JUNIOR}):
        with pytest.raises(ClassStageUnclear):
            meant_class("2024级3班", 2026, stages)


@given(st.sampled_from(Stage), st.integers(2000, 2090), st.integers(1, 99), st.integers(-2, 8))
def test_a_class_is_read_back_from_what_it_is_called(stage, entry_year, number, years):
    identity = ClassIdentity(stage, entry_year, number)
    read = read_class(class_name(identity, entry_year + years), entry_year + years)
    assert read and read.stage and read.identity(read.stage) == identity
    assert identity.is_taught(entry_year + years) == (0 <= years < YEARS[stage])


def test_a_class_moves_up_on_the_first_of_august():
    third = ClassIdentity(PRIMARY, 2024, 2)
    days = (date(2027, 7, 31), date(2027, 8, 1), date(2030, 8, 1))
    names = [class_name(third, autumn_of(day)) for day in days]
    assert names == ["三（2）班", "四（2）班", "小学2024级（2）班"]


def test_a_table_is_read_by_the_names_of_its_columns():
    header = "2026学年对照表\r\n班 主 任\t新班\t\t教室\t原班\r\n"
    rows = read_class_table(header + "唐\t二1班\tx\t301\t一1班\r\n\t\t\t\r\n林\t一2班")
    assert [(row.line, row.old, row.new, row.room, row.teacher) for row in rows] == [
        (3, "一1班", "二1班", "301", "唐"),
        (5, "", "一2班", "", "林"),
    ]
    by_commas = read_class_table("原班,班级\n一1班，二1班\n")
    assert (by_commas[0].old, by_commas[0].new) == ("一1班", "二1班")


def test_a_table_without_header_or_rows_or_with_too_many_is_refused():
    with pytest.raises(ClassTableWithoutHeader):
        read_class_table("一1班\t二1班\t301")
    with pytest.raises(ClassTableEmpty):
        read_class_table("原班\t新班\n\t\n")
    with pytest.raises(ClassTableTooLong):
        read_class_table("原班\t新班\n" + "一1班\t二1班\n" * 301)
