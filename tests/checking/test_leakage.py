"""What stands in the exemplar and not in the brief must not stand in the draft."""

from drafting.checking.leakage import check_leaks
from drafting.exemplar import parse_exemplar

EXEMPLAR = parse_exemplar(
    "2023年清溪县工作情况汇报\n一、基本情况\n清溪县位于黔北，“一粒辣椒串起三产”做法被推广，种植辣椒32.57万亩。\n",
    "范文.txt",
)


def test_a_name_or_slogan_or_number_of_the_exemplar_is_found_every_time_it_stands() -> None:
    text = "清溪县的做法好，学习清溪县，种植辣椒32.57万亩。"
    found = list(check_leaks(text, EXEMPLAR, ""))
    assert {one.rule for one in found} == {"exemplar-leak"}
    assert all(text[one.start : one.end] == one.text for one in found)
    assert sorted(one.start for one in found if one.text == "清溪县") == [0, 10]
    assert [one.text for one in found if "32.57" in one.text] == ["32.57万亩"]
    assert [one.text for one in found if "清溪" in one.text] == ["清溪县", "清溪县"]
    assert found[0].severity == "error"


def test_what_the_writer_gave_is_no_leak() -> None:
    allowed = "清溪县 清溪 一粒辣椒串起三产 种植辣椒32.57万亩"
    assert list(check_leaks("清溪县种植辣椒32.57万亩。", EXEMPLAR, allowed)) == []


def test_a_text_of_another_unit_is_clean() -> None:
    assert list(check_leaks("青岚县位于云屏市东北部，方竹笋产业稳步发展。", EXEMPLAR, "")) == []
