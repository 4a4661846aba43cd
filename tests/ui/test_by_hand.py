"""A number typed by the human, from the finding to a figure of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.errors import BriefError
from drafting.references import render
from drafting.report import Author, Brief, Figure, FigureSet, Origin, SectionBrief, Use
from drafting.storage.store import Store
from drafting.ui import by_hand

FIGURES = FigureSet(
    (
        Figure("F1", "产值", 0, value="3.2", unit="亿元"),
        Figure("F2", "企业", 0, value="53", unit="户"),
    )
)
SOURCE = "产值[[F1]]，企业[[F2]]。接待游客186.40万人次。"


@pytest.fixture
def store(clean_environment: Path) -> Iterator[Store]:
    with Store() as opened:
        yield opened


@pytest.fixture
def report(store: Store) -> str:
    brief = Brief("报告", sections=(SectionBrief("一、甲"),), figures=FIGURES)
    made = store.create_report(brief, "", "")
    section = store.load(made).sections[0].id
    first = store.add_revision(section, source="产值[[F1]]，企业[[F2]]，项目9个。", author=Author.PLAIN, base=None)
    store.add_revision(section, source=SOURCE, author=Author.HUMAN, base=first.id)
    return made


def start_of(words: str) -> int:
    return render(SOURCE, FIGURES).text.index(words)


def test_a_confirmed_number_becomes_a_figure_and_a_reference(store: Store, report: str) -> None:
    section = store.load(report).sections[0].id
    made = by_hand.confirm(store, report, section, (start_of("186.40"), "186.40万人次"), "接待游客")
    after = store.load(report)
    assert after.sections[0].revision is not None
    assert after.sections[0].revision.source == "产值[[F1]]，企业[[F2]]。接待游客[[F3]]。"
    assert after.sections[0].revision.author is Author.HUMAN
    assert after.brief.figures.figures == (*FIGURES.figures, made)
    assert (made.key, made.name, made.value, made.source) == ("F3", "接待游客", "186.40万人次", "手填")
    assert (made.origin, made.use, made.section) == (Origin.MANUAL, Use.MAY, 0)
    assert by_hand.typed(store, after) == ()


def test_a_number_that_moved_meanwhile_is_found_again(store: Store, report: str) -> None:
    section = store.load(report).sections[0].id
    by_hand.confirm(store, report, section, (2, "186.40万人次"), "接待游客")
    revision = store.load(report).sections[0].revision
    assert revision is not None
    assert revision.source.endswith("接待游客[[F3]]。")


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("187万人次", "接待游客", "正文里已经没有手填的“187万人次”，请看最新的文字。"),
        ("3.2亿元", "产值", "正文里已经没有手填的“3.2亿元”，请看最新的文字。"),
        ("186.40万人次", " ", "有一个指标没有名称，请写明指标名称（name）。"),
    ],
)
def test_what_cannot_be_confirmed_changes_nothing(
    store: Store, report: str, text: str, name: str, message: str
) -> None:
    before = store.load(report)
    with pytest.raises(BriefError) as raised:
        by_hand.confirm(store, report, before.sections[0].id, (0, text), name)
    assert str(raised.value) == message
    assert store.load(report) == before


def test_a_name_that_is_taken_is_numbered(store: Store, report: str) -> None:
    section = store.load(report).sections[0].id
    made = by_hand.confirm(store, report, section, (start_of("186.40"), "186.40万人次"), "产值")
    assert made.name == "产值（2）"


def test_what_the_machine_had_not_written_is_the_humans(store: Store, report: str) -> None:
    start = start_of("186.40")
    assert by_hand.typed(store, store.load(report)) == ((0, frozenset({(start, start + 9)})),)


def test_a_text_of_the_machine_has_nothing_typed_by_hand(store: Store) -> None:
    made = store.create_report(Brief("报告", sections=(SectionBrief("一、甲"),)), "", "")
    store.add_revision(store.load(made).sections[0].id, source="项目9个。", author=Author.PLAIN, base=None)
    assert by_hand.typed(store, store.load(made)) == ()


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("上半年很好。接待游客186.40万人次，人气旺。", "186.40万人次", "接待游客人次"),
        ("新建公办幼儿园3所。", "3所", "新建公办幼儿园"),
        ("。", "。", ""),
    ],
)
def test_a_name_is_suggested_from_the_words_around(text: str, number: str, name: str) -> None:
    start = text.index(number)
    assert by_hand.suggested_name(text, start, start + len(number)) == name
