import re

import pytest

from drafting.exemplar import leak_terms, parse_exemplar, passage_for, shipped_exemplar

LEAKS = [
    "贵州", "重庆", "卡塔尔", "清华大学", "宽阔水红茶", "红缨子", "卧龙湖", "国发2号文件",
    "生态立县、产业强县", "双评估、互补差",
    "春游卧龙湖、研学亲子游", "“六加一”", "3000万人次", "完善未成年人综合保护体系实施方案", "国家农产品质量安全示范县",
]  # fmt: skip
COMMON = [
    "乡村振兴", "三重一大", "党的二十大", "粤港澳大湾区", "习近平", "县人民医院", "高标准农田", "招商引资",
    "四风", "走出去",
]  # fmt: skip


@pytest.mark.parametrize("term", LEAKS)
def test_what_is_the_exemplars_own_leaks(term: str) -> None:
    assert term in leak_terms(shipped_exemplar())


@pytest.mark.parametrize("phrase", COMMON)
def test_what_every_office_says_does_not(phrase: str) -> None:
    assert not [term for term in leak_terms(shipped_exemplar()) if term in phrase]


def test_an_unmasked_report_gives_its_own_name_people_and_documents() -> None:
    text = (
        "青岚县工作汇报\n一、情况\n青岚县委书记李建国同志到白水河水库调研，落实青府发〔2024〕12号文件，"
        "获评全国森林康养示范县，完成投资71.30亿元。"
    )

    terms = leak_terms(parse_exemplar(text, "范文"))

    assert {"青岚县", "青岚", "李建国", "白水河水库", "青府发〔2024〕12号", "71.30亿元"} <= set(terms)


def test_the_passage_of_a_heading_comes_masked() -> None:
    exemplar = shipped_exemplar()
    passage = passage_for(exemplar, "（六）守牢安全风险底线")

    assert passage.startswith("树牢底线思维")
    assert "债务率从○%下降到○％" in passage
    for section in exemplar.sections:
        masked = passage_for(exemplar, section.heading)
        assert not re.search(r"\*|\d", masked.replace("500万元以上", ""))
        assert not [term for term in leak_terms(exemplar) if term in masked]


PASSAGES = [
    ("五、招商引资工作", "（三）推进产业大招商"),
    ("一、县情概况", "一、基本情况"),
    ("党建引领基层治理", "（七）不断加强党的建设"),
    ("下一步工作打算", "三、存在主要问题及下步打算"),
    ("污染防治攻坚", "（四）加强生态文明建设"),
]


@pytest.mark.parametrize(("heading", "served_by"), PASSAGES)
def test_other_headings_are_served_by_the_closest_section(heading: str, served_by: str) -> None:
    exemplar = shipped_exemplar()

    assert passage_for(exemplar, heading) == passage_for(exemplar, served_by)


def test_a_heading_nothing_is_near_to_gets_no_passage() -> None:
    assert passage_for(parse_exemplar("一、甲\n乙丙丁。", "范文"), "（三）戊己") == ""
