"""References a model damaged: mended where certain, marked where not, and a writer's own names left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.mending import damaged, repair_tokens
from drafting.references import Reference, find
from drafting.report import Comparison, Figure, FigureSet

FIGURES = FigureSet(
    (
        Figure(
            "F1",
            "地区生产总值",
            0,
            value="71.30",
            unit="亿元",
            comparisons=(Comparison("同比", "增长8.0%"), Comparison("较2019年", "增长21.4%")),
            rank="全市第3位",
        ),
        Figure(
            "F2", "固定资产投资", 0, comparisons=(Comparison("", "下降10.4%"), Comparison("较年初", "收窄3.2个百分点"))
        ),
        Figure("F12", "家庭农场", 0, value="12", unit="家"),
    )
)


def mended(text: str, given: str = "") -> str:
    return repair_tokens(text, FIGURES, given)


def marked(text: str, given: str = "") -> list[str]:
    return [text[start:end] for start, end in damaged(text, given)]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("【【F1】】", "[[F1]]"),
        ("［［F1］］", "[[F1]]"),
        ("［［ｆ１］］", "[[F1]]"),
        ("[F1]", "[[F1]]"),
        ("[[ F1 ]]", "[[F1]]"),
        ("[ [ F1 ] ]", "[[F1]]"),
        ("[[F1]", "[[F1]]"),
        ("[F1]]", "[[F1]]"),
        ("[[[F1]]]", "[[F1]]"),
        ("〔F1〕", "[[F1]]"),
        ("[[f1]]", "[[F1]]"),
        ("[[F01]]", "[[F1]]"),
        ("【F1.change】", "[[F1.change]]"),
        ("[[Ｆ１．ｃｈａｎｇｅ：较年初]]", "[[F1.change:较年初]]"),
        ("[[F1. change : 较年初 ]]", "[[F1.change:较年初]]"),
        ("[[F1.Change]]", "[[F1.change]]"),
        ("[[F1.value]]", "[[F1]]"),
        ("[F1][F2]", "[[F1]][[F2]]"),
        ("《[[F1]]》", "《[[F1]]》"),
        ("【见[[F1]]】", "【见[[F1]]】"),
        ("（[F1]）", "（[[F1]]）"),
        ("[[F1]] [[F2]]", "[[F1]] [[F2]]"),
        ("[[F1.foo]]", "[[F1.foo]]"),
        ("F1方程式、【附件】、[1]", "F1方程式、【附件】、[1]"),
    ],
)
def test_damaged_tokens_are_made_whole_and_nothing_around_them_is_lost(damaged: str, whole: str) -> None:
    assert mended(damaged) == whole
    assert mended(f"甲{damaged}乙") == f"甲{whole}乙"


@given(
    st.lists(
        st.sampled_from([str(Reference(0, 0, "F1")), "[[F2.change:较年初]]", "，", "增长", "】", "）"]), max_size=12
    )
)
def test_sound_references_are_never_touched_by_repair(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert mended(source) == source


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("完成[[F1，同比", "完成[[F1]]，同比"),
        ("完成[[F1万元。", "完成[[F1]]万元。"),
        ("完成F1]]，同比", "完成[[F1]]，同比"),
        ("完成F1】】，同比", "完成[[F1]]，同比"),
        ("完成{{F1}}，", "完成[[F1]]，"),
        ("完成{F1}，", "完成[[F1]]，"),
        ("完成<F1>，", "完成[[F1]]，"),
        ("完成＜F1＞，", "完成[[F1]]，"),
        ("完成（F1）。", "完成[[F1]]。"),
        ("完成(F1)。", "完成[[F1]]。"),
        (r"完成\[\[F1\]\]。", "完成[[F1]]。"),
        (r"完成\[F1\]。", "完成[[F1]]。"),
        ("完成F1，居F1.rank。", "完成[[F1]]，居[[F1.rank]]。"),
        ("完成F1亿元。", "完成[[F1]]亿元。"),
        ("（其中F12）", "（其中[[F12]]）"),
        ("【见[F1]】", "【见[[F1]]】"),
        ("[[F1、F12]]。", "[[F1]]、[[F12]]。"),
        ("[[F1.chang]]，", "[[F1.change]]，"),
        ("同比F1.change，", "同比[[F1.change]]，"),
        ("[[F2.change:较年初，降幅", "[[F2.change:较年初]]，降幅"),
        ("F2.change：较年初]]，", "[[F2.change:较年初]]，"),
        ("{{F2.change:较年初}}，", "[[F2.change:较年初]]，"),
        ("[[F1.change:较２０１９年]]", "[[F1.change:较2019年]]"),
        ("[[F1.change:较 2019 年]]", "[[F1.change:较2019年]]"),
        ("[[ F1 . change ]]", "[[F1.change]]"),
        ("[[ Ｆ１ ．change ： 较２０１９年 ]]", "[[F1.change:较2019年]]"),
        ("总值71.30亿元（F1）。", "总值71.30亿元[[F1]]。"),
        ("总值[[F1]]（F1）。", "总值[[F1]][[F1]]。"),
    ],
)
def test_a_reference_damaged_on_any_side_is_mended_where_its_figure_is_known(text: str, whole: str) -> None:
    assert mended(text) == whole
    assert mended(whole) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("完成[[F", ["[[F"]),
        ("完成[[", ["[["]),
        ("完成[", ["["]),
        ("完成[[F1", ["[[F1"]),
        ("完成F1", ["F1"]),
        ("完成[[F1.chan", ["[[F1.chan"]),
        ("完成[[F56，", ["[[F56"]),
        ("完成F34]]，", ["F34]]"]),
        ("完成{{F40}}，", ["{{F40}}"]),
        ("完成<F68>，", ["<F68>"]),
        ("完成（F19）。", ["F19"]),
        ("完成F55，", ["F55"]),
        ("完成F1重点领域，", ["F1"]),
        ("F1：地区生产总值", ["F1"]),
        ("12家（F1）。", ["F1"]),
        ("完成[[F1.增速]]。", ["[[F1.增速]]"]),
        ("完成[[地区生产总值]]。", ["[[地区生产总值]]"]),
        ("完成[[F1.foo]]。", ["[[F1.foo]]"]),
        ("完成F1change。", ["F1change"]),
        ("完成{{产值}}和】】，", ["{{", "}}", "】】"]),
    ],
)
def test_what_is_not_certain_stays_and_is_marked_where_it_stands(text: str, words: list[str]) -> None:
    assert mended(text) == text
    assert marked(text) == words


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("举办F1赛车节。", "举办F1赛车节"),
        ("引进F1，", "F1项目"),
        ("世界一级方程式（F1）锦标赛。", "世界一级方程式（F1）锦标赛"),
        ("按[F1]表填报。", "按[F1]表填报"),
        ("举办F1赛事、F1方程式。", ""),
        ("PDF1、GF12、F5G网络、F1.8、A-F1、1F1、f12。", ""),
        ("[注]、【附件】、《[试行]》、（一）、{}、a<b。", ""),
        ("见[[附件]]。", "见[[附件]]"),
    ],
)
def test_a_name_the_writer_gave_is_no_reference(text: str, given: str) -> None:
    assert mended(text, given) == text
    assert marked(text, given) == []


MARKS = [*"[]【】（）<>：，。 \n\\", "[[", "]]", "{{", "}}"]
WORDS = ["F1", "F12", "F9", "f2", ".change", ".chang", ":较年初", "亿元", "71.30亿元", "[[F1]]", "[[F2.change:较年初]]"]
PIECES = st.sampled_from([*MARKS, *WORDS])


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30))
def test_mending_twice_is_mending_once_and_loses_no_reference(text: str) -> None:
    once = mended(text)
    assert mended(once) == once
    assert len(find(once)) >= len(find(text))
    assert all(0 <= start < end <= len(once) for start, end in damaged(once))
