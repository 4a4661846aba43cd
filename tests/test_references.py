"""Reference syntax: rendering, escaping, and what an edit of the rendered text leaves bound."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import references
from drafting.references import JOINER, bind, find, relink, render
from drafting.report import Comparison, Figure, FigureSet, Kind, Mention, Status

FIGURES = FigureSet(
    (
        Figure(
            "F1",
            "地区生产总值",
            0,
            value="71.30",
            unit="亿元",
            comparisons=(
                Comparison("同比", "增长8.0%"),
                Comparison("较年初", "提高0.3个百分点"),
                Comparison("高于全市", "0.4个百分点"),
                Comparison("占年度任务", "54%"),
            ),
            rank="全市第3位",
            prev="66.02",
        ),
        Figure("F2", "固定资产投资", 0, comparisons=(Comparison("", "下降10.4%"),)),
        Figure("F3", "县名", 0, kind=Kind.NAME, value="青岚县"),
        Figure(
            "F4", "增加值", 0, value="12", unit="亿元", comparisons=(Comparison("", "持平"),), status=Status.ESTIMATE
        ),
        Figure("F5", "专项行动", 0, note="尚未开展"),
        Figure("F6", "失业率", 0, value="3.8", unit="%", comparisons=(Comparison("", "-0.2个百分点"),)),
        Figure("F7", "造林面积", 0, value="1200左右", unit="亩"),
        Figure("F8", "惠及户数", 0, value="３６００余", unit="户"),
        Figure("F9", "产值", 0, value="十几亿", unit="元"),
        Figure("F10", "待填", 0),
        Figure("F11", "企业", 0, value="3", unit="家", comparisons=(Comparison("", "翻番"),)),
        Figure("F12", "收入", 0, value="40亿元", unit="亿元", comparisons=(Comparison("", "↑5.6％"),)),
        Figure("F13", "产量", 0, value="预计30", unit="吨", status=Status.ESTIMATE),
    )
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[[F1]]", "71.30亿元"),
        ("[[F1.change]]", "增长8.0%"),
        ("[[F1.change:较年初]]", "提高0.3个百分点"),
        ("[[F1.change:高于全市]]", "0.4个百分点"),
        ("[[F1.change:占年度任务]]", "54%"),
        ("[[F1.rate]]", "8.0%"),
        ("[[F1.rate:较年初]]", "0.3个百分点"),
        ("[[F1.prev]]", "66.02亿元"),
        ("[[F1.rank]]", "全市第3位"),
        ("[[F2.change]]", "下降10.4%"),
        ("[[F2.rate]]", "10.4%"),
        ("[[F3]]", "青岚县"),
        ("[[F4]]", "预计12亿元"),
        ("[[F4.change]]", "持平"),
        ("[[F5]]", "尚未开展"),
        ("[[F6]]", "3.8%"),
        ("[[F6.change]]", "下降0.2个百分点"),
        ("[[F7]]", "1200亩左右"),
        ("[[F8]]", "3600余户"),
        ("[[F9]]", "十几亿元"),
        ("[[F11.change]]", "翻番"),
        ("[[F12]]", "40亿元"),
        ("[[F12.change]]", "增长5.6%"),
        ("[[F13]]", "预计30吨"),
    ],
)
def test_every_part_of_a_figure_renders_and_is_a_mention_of_it(source: str, text: str) -> None:
    reference = find(source)[0]
    rendered = render(source, FIGURES)
    assert rendered.text == text
    assert rendered.mentions == (Mention(0, len(text), reference.key, reference.part, reference.comparison),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[[F99]]", "【F99：无此数】"),
        ("[[F10]]", "【F10：无此数】"),
        ("[[F2]]", "【F2：无此数】"),
        ("[[F1.change:较上月]]", "【F1.change:较上月：无此数】"),
        ("[[F3.rank]]", "【F3.rank：无此数】"),
        ("[[F2.prev]]", "【F2.prev：无此数】"),
    ],
)
def test_a_reference_without_anything_to_say_stays_visible_and_is_no_mention(source: str, text: str) -> None:
    rendered = render(f"共{source}。", FIGURES)
    assert (rendered.text, rendered.mentions) == (f"共{text}。", ())


@pytest.mark.parametrize("text", ["[[F0]]", "[[F1.foo]]", "[[F1", "[F1]", "[[G1]]", "[[F01]]", "[[F1:]]", "[[F١]]"])
def test_what_is_no_reference_is_rendered_as_it_stands(text: str) -> None:
    assert (find(text), render(text, FIGURES).text) == ((), text)


def test_mentions_are_counted_in_code_points_of_the_rendered_text() -> None:
    rendered = render("𠮷县[[F1]]，[[F99]]居[[F1.rank]]。", FIGURES)
    assert rendered.text == "𠮷县71.30亿元，【F99：无此数】居全市第3位。"
    assert [rendered.text[one.start : one.end] for one in rendered.mentions] == ["71.30亿元", "全市第3位"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("预计[[F4]]", "预计12亿元"),
        ("预计增加值为[[F4]]", "预计增加值为12亿元"),
        ("预计增加值[[F4]]和[[F4]]", "预计增加值12亿元和12亿元"),
        ("预计[[F1]]、[[F4]]", "预计71.30亿元、12亿元"),
        ("预计完成产值，增加值[[F4]]", "预计完成产值，增加值预计12亿元"),
        ("预计。[[F4]]", "预计。预计12亿元"),
        ("[[F4]]；[[F4]]", "预计12亿元；预计12亿元"),
    ],
)
def test_an_estimate_is_said_once_a_clause(source: str, text: str) -> None:
    assert render(source, FIGURES).text == text


BRACKETS = st.text(alphabet="[]［F1.变a\u2060：:\n", max_size=24) | st.text(max_size=40)


@given(BRACKETS)
def test_escaped_text_renders_as_itself_and_holds_no_reference(text: str) -> None:
    assert find(references.escape(text)) == ()
    assert render(references.escape(text), FIGURES).text == text
    assert references.unescape(references.escape(text)) == text


SOURCE = "全县完成地区生产总值[[F1]]，同比[[F1.change]]，固定资产投资[[F2.change]]，失业率[[F6]]。"
TEXT = "全县完成地区生产总值71.30亿元，同比增长8.0%，固定资产投资下降10.4%，失业率3.8%。"


def test_unchanged_text_is_the_same_source() -> None:
    source = f"{SOURCE}[[F99]]，{references.escape('[[F1]]')}"
    assert relink(source, FIGURES, render(source, FIGURES).text) == source


@pytest.mark.parametrize(
    ("typed", "instead", "lost"),
    [
        ("71.30", "71.31", "[[F1]]"),
        ("71.30", "171.30", "[[F1]]"),
        ("71.30", "71.3", "[[F1]]"),
        ("71.30", "1,71.30", "[[F1]]"),
        ("71.30", "-71.30", "[[F1]]"),
        ("71.30", "一百71.30", "[[F1]]"),
        ("71.30亿元", "71.30万元", "[[F1]]"),
        ("71.30亿元", "71.30亿元3", "[[F1]]"),
        ("增长8.0%", "增长9.0%", "[[F1.change]]"),
        ("增长8.0%", "下降8.0%", "[[F1.change]]"),
        ("增长8.0%", "增长18.0%", "[[F1.change]]"),
        ("下降10.4%", "增长10.4%", "[[F2.change]]"),
        ("3.8%", "13.8%", "[[F6]]"),
        ("3.8%", "3.8", "[[F6]]"),
        ("3.8%", "", "[[F6]]"),
    ],
)
def test_an_edited_number_is_the_writers_and_all_others_stay_bound(typed: str, instead: str, lost: str) -> None:
    expected = SOURCE.replace(lost, references.escape(TEXT[TEXT.index(typed) :][: len(typed)]))
    edited = TEXT.replace(typed, instead)
    stored = relink(SOURCE, FIGURES, edited)
    assert render(stored, FIGURES).text == edited
    kept = [str(one) for one in find(stored)]
    assert kept == [str(one) for one in find(expected)]


def test_digits_typed_against_a_mention_unbind_it() -> None:
    figures = FigureSet((Figure("F1", "收入", 0, value="3.4", unit="亿元"),))
    assert relink("收入[[F1]]", figures, "收入123.4亿元") == "收入123.4亿元"


@pytest.mark.parametrize(
    ("new", "source"),
    [
        (TEXT.replace("完成", ""), SOURCE.replace("完成", "")),
        (TEXT.replace("地区生产总值", "GDP"), SOURCE.replace("地区生产总值", "GDP")),
        (TEXT.replace("71.30亿元", "约71.30亿元"), SOURCE.replace("[[F1]]", "约[[F1]]")),
        (TEXT.replace("，失业率", "，一季度失业率"), SOURCE.replace("，失业率", "，一季度失业率")),
        (f"2024年，{TEXT}共12项。", f"2024年，{SOURCE}共12项。"),
        (TEXT.replace("固定资产投资下降10.4%，", ""), SOURCE.replace("固定资产投资[[F2.change]]，", "")),
        (TEXT.replace("，同比", "。\n同比"), SOURCE.replace("，同比", "。\n同比")),
        ("", ""),
    ],
)
def test_words_typed_or_deleted_around_mentions_leave_them_bound(new: str, source: str) -> None:
    assert relink(SOURCE, FIGURES, new) == source


def test_moved_and_copied_paragraphs_keep_their_references() -> None:
    paragraphs = ["县名是[[F3]]。", SOURCE, "收入[[F12]]，[[F12.change]]，产量[[F13]]。"]
    source = "\n".join(paragraphs)
    text = render(source, FIGURES).text.split("\n")
    for order in [(2, 0, 1), (1, 2, 0), (2, 1, 0), (0, 1, 1, 2), (0, 1, 2, 0)]:
        new = "\n".join(text[index] for index in order)
        assert relink(source, FIGURES, new) == "\n".join(paragraphs[index] for index in order)


def test_brackets_typed_by_a_human_never_become_a_reference() -> None:
    stored = relink("收入[[F12]]", FIGURES, "收入40亿元，见[[F1]]")
    assert [one.key for one in find(stored)] == ["F12"]
    assert render(stored, FIGURES).text == "收入40亿元，见[[F1]]"


def test_an_estimate_whose_word_was_typed_or_deleted_shows_what_the_writer_left() -> None:
    for source, new in [("预计增加值[[F4]]。", "增加值12亿元。"), ("增加值[[F4]]。", "预计增加值预计12亿元。")]:
        assert render(relink(source, FIGURES, new), FIGURES).text == new


WORDS = st.text(alphabet="经济运行总体平稳，。；项目建设全县\n［[]", max_size=8)
MENTIONS = st.sampled_from(["[[F1]]", "[[F1.change]]", "[[F2.change]]", "[[F3]]", "[[F6]]", "[[F1.rank]]"])


@given(st.lists(st.tuples(WORDS, MENTIONS), min_size=1, max_size=5), st.integers(0, 400), WORDS)
def test_words_inserted_anywhere_outside_mentions_leave_every_mention_bound(
    pieces: list[tuple[str, str]], at: int, inserted: str
) -> None:
    source = "".join(references.escape(words) + mention for words, mention in pieces)
    rendered = render(source, FIGURES)
    at %= len(rendered.text) + 1
    if any(one.start < at < one.end for one in rendered.mentions):
        at = 0
    new = rendered.text[:at] + inserted + rendered.text[at:]
    stored = relink(source, FIGURES, new)
    assert [str(one) for one in find(stored)] == [mention for _, mention in pieces]
    assert render(stored, FIGURES).text == new


@given(
    st.lists(st.tuples(WORDS, MENTIONS), max_size=4),
    st.text(alphabet="71.30亿元增长下降%，。8青岚县预计[]F\n", max_size=60),
)
def test_whatever_is_typed_is_what_stands(pieces: list[tuple[str, str]], new: str) -> None:
    source = "".join(references.escape(words) + mention for words, mention in pieces)
    assert render(relink(source, FIGURES, new), FIGURES).text == new


def test_new_figures_move_every_untouched_mention() -> None:
    stored = relink(SOURCE, FIGURES, TEXT.replace("全县", "上半年，全县"))
    changed = FIGURES.having(Figure("F6", "失业率", 0, value="4.1", unit="%"))
    assert render(stored, changed).text == TEXT.replace("全县", "上半年，全县").replace("3.8%", "4.1%")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("", "亿元", "亿元"),
        ("三十亿", "亿元", "三十亿元"),
        ("5万", "亿元", "5万亿元"),
        ("6左右", "%", "6%左右"),
        ("3人次", "人", "3人次"),
    ],
)
def test_a_value_and_its_unit_are_put_together_once(value: str, unit: str, said: str) -> None:
    assert references.with_unit(value, unit) == said


HELD = FigureSet(
    (Figure("F1", "产值", 0, value="3.2", unit="亿元"), Figure("F2", "企业", 0, value="53", unit="户")),
)


@given(
    st.lists(st.sampled_from(["产值[[F1]]", "企业[[F2]]", "，", "。", "共", f"[{JOINER}[注", "3个"]), max_size=12),
    st.lists(st.sampled_from(["产值[[F1]]", "企业[[F2]]", "，", "。", "共", "3个"]), max_size=12),
)
def test_one_typed_number_is_bound_and_every_other_reference_stays(before: list[str], after: list[str]) -> None:
    source = "".join([*before, "另有88处", *after])
    start = render("".join(before) + "另有", HELD).text
    spot = (len(start), len(start) + 3)
    bound = bind(source, HELD, (Mention(spot[0], spot[1], "F9"),))
    figures = FigureSet((*HELD.figures, Figure("F9", "处", 0, value="88处")))
    assert render(bound, figures).text == render(source, HELD).text
    assert len(find(bound)) == len(find(source)) + 1


TOLD = FigureSet((Figure("F1", "产值", 0, value="3.2", unit="亿元"), Figure("F2", "企业", 0, value="53", unit="户")))
MARKED = f"[{JOINER}[注]]产值[[F1]]，[[F9]]，企业[[F2]]。"


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("产值", "产值"),
        ("3.2亿元", "[[F1]]"),
        ("2亿", "[[F1]]"),
        ("值3.2", "值[[F1]]"),
        ("3.2亿元，", "[[F1]]，"),
        ("【F9：无此数】", "[[F9]]"),
        ("企业53户。", "企业[[F2]]。"),
        ("[[注]]", f"[{JOINER}[注]]"),
        ("元，【F9：无此数】，企业5", "[[F1]]，[[F9]]，企业[[F2]]"),
    ],
)
def test_a_span_of_the_page_is_found_in_the_stored_text_with_whole_references(words: str, stored: str) -> None:
    shown = render(MARKED, TOLD).text
    at = shown.index(words)
    low, high = references.stored_span(MARKED, TOLD, at, at + len(words))
    assert MARKED[low:high] == stored


@given(st.lists(st.sampled_from(["[[F1]]", "[[F2]]", "[[F9]]", "产值", "，", f"[{JOINER}["]), max_size=8), st.data())
def test_a_stored_span_renders_at_least_the_span_it_was_asked_for(pieces: list[str], data: st.DataObject) -> None:
    source = "".join(pieces)
    shown = render(source, TOLD).text
    start = data.draw(st.integers(0, len(shown)))
    end = data.draw(st.integers(start, len(shown)))
    low, high = references.stored_span(source, TOLD, start, end)
    assert 0 <= low <= high <= len(source)
    assert shown[start:end] in render(source[low:high], TOLD).text


@given(st.lists(st.sampled_from(["产值3.2亿元", "企业53户", "，", "。", "共", f"[{JOINER}[注"]), max_size=8))
def test_binding_every_typed_figure_shows_the_same_text_and_relinks_to_the_same_source(pieces: list[str]) -> None:
    source = "".join(pieces)
    shown = render(source, TOLD).text
    spots = [(one.start(), one.end(), "F1" if "亿" in one[0] else "F2") for one in re.finditer("3.2亿元|53户", shown)]
    bound = bind(source, TOLD, tuple(Mention(*spot) for spot in spots))
    assert render(bound, TOLD).text == shown
    assert [(one.start, one.end, one.figure) for one in render(bound, TOLD).mentions] == spots
    assert relink(bound, TOLD, shown) == bound


def test_a_bound_comparison_is_named_unless_it_is_the_first() -> None:
    text = "同比8.0%，较年初0.3个百分点"
    spots = (Mention(2, 6, "F1", "rate", "同比"), Mention(10, 17, "F1", "rate", "较年初"))
    assert bind(text, FIGURES, spots) == "同比[[F1.rate]]，较年初[[F1.rate:较年初]]"
