from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.exemplar import parse_exemplar, shipped_exemplar

PIECES = st.sampled_from(
    ["一、", "二、", "（一）", "(二)", "1.", "2．", "（1）", "基本情况", "。", "，", "\n", "\r\n", "\ufeff", "*", "**",
     "亿元", "％", "增长", "分别", "、", "3.5", "20XX年", "其中", "城乡居民", "人均可支配收入", "第", "位", "“",
     "”", "（", "）", " ", "\u3000", "😀"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_any_text_parses_and_its_sections_tile_it(text: str) -> None:
    exemplar = parse_exemplar(text, "范文")

    assert exemplar.sections[0].level == 0
    assert exemplar.sections[0].start == 0
    assert exemplar.sections[-1].end == len(exemplar.text)
    assert all(one.end == two.start for one, two in pairwise(exemplar.sections))
    assert all(one.start <= one.body_start <= one.end for one in exemplar.sections)
    assert all(one.path[-1:] == ((one.heading,) if one.level else ()) for one in exemplar.sections)


@given(TEXTS)
def test_slots_lie_in_their_section_and_never_overlap(text: str) -> None:
    exemplar = parse_exemplar(text, "范文")
    slots = [slot for section in exemplar.sections for slot in section.slots]

    assert all(exemplar.text[slot.offset : slot.end] == slot.text for slot in slots)
    assert all(one.end <= two.offset for one, two in pairwise(slots))
    assert all(one.start <= slot.offset < one.end for one in exemplar.sections for slot in one.slots)


@given(TEXTS)
def test_text_is_kept_but_for_the_mark_and_line_ends(text: str) -> None:
    kept = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    assert parse_exemplar(text, "范文").text == kept


def test_the_shipped_exemplar_has_its_outline() -> None:
    exemplar = shipped_exemplar()

    assert [(one.level, one.heading) for one in exemplar.sections] == [
        (0, ""),
        (1, "一、基本情况"),
        (1, "二、主要工作推进情况"),
        (2, "（一）坚定不移推动“四化”"),
        (2, "（二）持续扩大有效投资"),
        (2, "（三）推进产业大招商"),
        (2, "（四）加强生态文明建设"),
        (2, "（五）提升民生保障水平"),
        (2, "（六）守牢安全风险底线"),
        (2, "（七）不断加强党的建设"),
        (1, "三、存在主要问题及下步打算"),
    ]
    assert exemplar.sections[3].path == ("二、主要工作推进情况", "（一）坚定不移推动“四化”")
    assert exemplar.body(exemplar.sections[4]).startswith("牢固树立“项目为王”理念")
    assert (exemplar.title, exemplar.salutation, exemplar.lead) == (
        "2023年某县工作情况汇报",
        "尊敬的*，各位领导、同志们：",
        "根据会议安排，现将我县工作情况汇报如下。",
    )


OUTLINES = [
    ("1.抓项目\n多干实事。\n2.抓招商\n多跑客商。\n", ["1.抓项目", "2.抓招商"]),
    ("1.甲项目\n2.乙项目\n3.丙项目\n", []),
    ("1.完成投资3亿元。\n", []),
    ("1.加强领导，成立专班；\n2.压实责任，定期调度；\n", []),
    ("一是抓项目。二是抓招商。\n", []),
    ("（一）抓项目。全年谋划项目3个。（1）不在行首。\n", ["（一）抓项目"]),
    ("3.5亿元投资落地。\n", []),
    ("一、" + "长" * 80 + "。\n", []),
    ("（1）谋划一批\n早谋划。\n", ["（1）谋划一批"]),
]


@pytest.mark.parametrize(("text", "headings"), OUTLINES)
def test_headings_are_told_from_list_items_and_long_sentences(text: str, headings: list[str]) -> None:
    assert [one.heading for one in parse_exemplar(text, "范文").sections if one.level] == headings


TITLES = [
    ("关于安全生产工作的\n情况汇报\n市委：\n现汇报如下。\n", "关于安全生产工作的情况汇报", "市委：", "现汇报如下。"),
    ("工作总结\n（2024年1月5日）\n今年以来，工作平稳。\n", "工作总结", "", "今年以来，工作平稳。"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "title", "salutation", "lead"), TITLES)
def test_the_front_matter_is_read(text: str, title: str, salutation: str, lead: str) -> None:
    exemplar = parse_exemplar(text, "范文")

    assert (exemplar.title, exemplar.salutation, exemplar.lead) == (title, salutation, lead)
