"""Heading levels, how a unit calls itself, and the opening sentence when the writer gave none."""

import pytest

from drafting.intake.frame import default_lead, heading_level, heading_words, own_name
from drafting.report import Brief, SectionBrief, Task


@pytest.mark.parametrize(
    ("heading", "level", "words"),
    [
        ("一、基本情况", 1, "基本情况"),
        ("十二、附则", 1, "附则"),
        ("（一）主攻“四化”", 2, "主攻“四化”"),
        ("(三)抓项目。", 2, "抓项目"),
        ("1. 抓工业", 3, "抓工业"),
        ("12．抓农业", 3, "抓农业"),
        ("2、抓服务", 3, "抓服务"),
        ("（4）抓旅游", 4, "抓旅游"),
        ("5.6%的增长", 1, "5.6%的增长"),
        ("存在的问题", 1, "存在的问题"),
        ("三农工作", 1, "三农工作"),
        ("", 0, ""),
        ("  ", 0, ""),
    ],
)
def test_numbering_of_the_standard_gives_level_and_words(heading: str, level: int, words: str) -> None:
    assert (heading_level(heading), heading_words(heading)) == (level, words)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("青岚县", "我县"),
        ("云屏市交通运输局", "我局"),
        ("青岚县人民医院", "我院"),
        ("桥南街道", "我街道"),
        ("某某集团", "我集团"),
        ("桥南街道党工委", "我单位"),
        ("县发展改革委", "我委"),
        ("某协会", "我单位"),
        ("", "我单位"),
    ],
)
def test_a_unit_speaks_of_itself_and_an_unknown_form_is_not_guessed_at(unit: str, said: str) -> None:
    assert own_name(unit) == said


@pytest.mark.parametrize(
    ("brief", "lead"),
    [
        (
            Brief("2024年上半年青岚县工作情况汇报", "青岚县", "2024年上半年", task=Task(occasion="调研座谈会安排")),
            "根据调研座谈会安排，现将我县2024年上半年工作情况汇报如下。",
        ),
        (Brief("云屏市交通运输局2025年工作总结", "云屏市交通运输局", "2025年"), "现将我局2025年工作总结如下。"),
        (Brief("关于春耕生产的报告", "青岚县"), "现将我县春耕生产的报告如下。"),
        (Brief("乘势而上谱新篇", "青岚县", "2024年"), "现将我县2024年有关情况汇报如下。"),
        (Brief("工作汇报"), "现将工作汇报如下。"),
        (Brief("工作汇报", lead="各位领导："), "各位领导："),
        (Brief("工作汇报", sections=(SectionBrief("", 0),)), ""),
    ],
)
def test_a_report_without_an_opening_gets_a_plain_one(brief: Brief, lead: str) -> None:
    assert default_lead(brief).lead == lead
