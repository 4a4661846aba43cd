"""A change of figures: which sentences read differently, which may no longer fit, what a lock holds back."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking.following import changed
from drafting.checking.following.changed import (
    Rerendered,
    check_changed,
    check_lock,
    check_written,
    origins,
    rerendered,
)
from drafting.references import escape, render
from drafting.report import Brief, Comparison, Figure, FigureSet, Severity

REVENUE = Figure("F1", "财政收入", 0, value="102.3", unit="亿元", comparisons=(Comparison("同比", "增长3.2%"),))
ROADS = Figure("F2", "新建公路", 1, value="12", unit="公里")
WAS = FigureSet((REVENUE, ROADS))
FALLEN = FigureSet((replace(REVENUE, comparisons=(Comparison("同比", "下降1.1%"),)), ROADS), 2)
SOURCE = "一年来稳中有进。财政收入[[F1]]，[[F1.change]]，成效明显！\n　　新建公路[[F2]]。"


def test_a_sentence_whose_figure_turned_is_one_finding_on_its_own_span() -> None:
    (found,) = check_changed(SOURCE, WAS, FALLEN)
    assert (found.rule, found.severity) == ("wording-stale", Severity.WARN)
    assert found.sentence == "数据已变：“财政收入”同比由增长3.2%变为下降1.1%，请复核措辞。"
    assert found.text == "财政收入102.3亿元，下降1.1%，成效明显"
    assert render(SOURCE, FALLEN).text[found.start : found.end] == found.text


def test_a_mere_change_of_amount_is_none() -> None:
    more = replace(REVENUE, value="103.9", comparisons=(Comparison("同比", "增长4.0%"),))
    assert list(check_changed(SOURCE, WAS, FigureSet((more, replace(ROADS, value="15")), 2))) == []


def test_several_figures_of_one_sentence_are_told_together_and_no_more_than_three() -> None:
    figures = FigureSet(tuple(replace(REVENUE, key=f"F{n}", name=f"指标{n}") for n in range(1, 6)))
    now = FigureSet(tuple(replace(one, rank="第1位", status=one.status, value="0") for one in figures), 2)
    (found,) = check_changed("、".join(f"[[F{n}]]" for n in range(1, 6)), figures, now)
    assert found.message.endswith("；“指标3”由102.3亿元变为0亿元；另有2项")


def test_time_gone_by_is_a_mark_to_cross() -> None:
    was = FigureSet((replace(REVENUE, comparisons=(Comparison("占年度任务", "48%"),)),))
    now = FigureSet((replace(REVENUE, comparisons=(Comparison("占年度任务", "51%"),)),), 2)
    source = "占年度任务[[F1.change:占年度任务]]。"
    assert list(check_changed(source, was, now)) == []
    assert len(list(check_changed(source, was, now, Fraction(50)))) == 1


@pytest.mark.parametrize(
    ("period", "share"),
    [
        ("2024年上半年", Fraction(50)),
        ("2024年一季度", Fraction(25)),
        ("2024年1—5月", Fraction(500, 12)),
        ("2024年", Fraction(100)),
        ("2024年下半年", None),
        ("", None),
    ],
)
def test_the_period_says_how_much_of_the_year_has_gone_by(period: str, share: Fraction | None) -> None:
    assert changed.elapsed(Brief("汇报", period=period)) == share


def test_each_sentence_is_held_against_the_set_it_was_written_with() -> None:
    stored = "财政收入[[F1]]，[[F1.change]]，成效明显"
    assert len(list(check_written(SOURCE, {stored: WAS}, FALLEN, FALLEN))) == 1
    assert list(check_written(SOURCE, {stored: FALLEN}, WAS, FALLEN)) == []


def test_a_sentence_is_as_old_as_the_unbroken_run_of_texts_that_hold_it() -> None:
    texts = [
        ("甲[[F1]]。乙[[F2]]，改过。丙[[F3]]。没有数。", 5),
        ("甲[[F1]]。　乙[[F2]]。丙[[F3]]。", 3),
        ("甲[[F1]]。乙[[F2]]，改过。", 2),
        ("丙[[F3]]。\n甲[[F1]]", 1),
    ]
    assert origins(texts) == {"甲[[F1]]": 1, "乙[[F2]]，改过": 5, "丙[[F3]]": 3}


def test_what_changed_is_told_sentence_by_sentence() -> None:
    source = "财政收入[[F1]]，其中县级[[F1]]，[[F1.change]]。\n新建公路[[F2]]。财政收入[[F1.change]]。"
    now = FigureSet((replace(REVENUE, value="98"), ROADS), 2)
    assert rerendered(source, WAS, now) == (
        Rerendered("财政收入102.3亿元，其中县级102.3亿元，增长3.2%。", "财政收入98亿元，其中县级98亿元，增长3.2%。", 2),
    )
    assert rerendered(source, WAS, FigureSet(WAS.figures, 2)) == ()


def test_a_newer_value_under_a_lock_is_one_finding_until_it_is_seen() -> None:
    (found,) = check_lock(SOURCE, WAS, WAS, FALLEN)
    assert (found.rule, found.severity) == ("lock-outdated", Severity.WARN)
    assert found.sentence == "锁定后数据有了新值：“财政收入”由增长3.2%变为下降1.1%，请选择更新或保持。"
    assert found.text == "102.3亿元"
    assert list(check_lock(SOURCE, WAS, FALLEN, FALLEN)) == []
    gone = FigureSet((ROADS,), 3)
    assert [one.message for one in check_lock(SOURCE, WAS, FALLEN, gone)] != []


def test_a_change_that_is_taken_back_is_no_newer_value() -> None:
    assert list(check_lock(SOURCE, WAS, FALLEN, FigureSet(WAS.figures, 3))) == []


@given(st.text(alphabet="财政[F1]。！？\n 　，[[F1]]⁠", max_size=60), st.text(max_size=20))
def test_sentences_stand_where_they_say(source: str, typed: str) -> None:
    whole = source + "[[F1]]" + escape(typed)
    text = render(whole, WAS).text
    for one in changed.sentences(whole, WAS):
        assert text[one.start : one.end] == one.text
        assert one.text == one.text.strip()
