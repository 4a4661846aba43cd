from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting import references
from drafting.report import Author, Brief, Figure, FigureSet, SectionBrief
from drafting.storage import open_store
from drafting.storage.store import Store
from drafting.ui.saving import Parcel, Trail, parcel_from, save

BRIEF = Brief(
    title="工作情况汇报",
    sections=(SectionBrief("一、基本情况"),),
    figures=FigureSet((Figure("F1", "总面积", 0, value="2318", unit="平方公里"),)),
)


@pytest.fixture
def store(clean_environment: Path) -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture
def drafted(store: Store) -> tuple[str, str, str]:
    """Ids of report, section and first revision: 总面积[[F1]]。"""
    report = store.create_report(BRIEF, "", "")
    section = store.load(report).sections[0].id
    first = store.add_revision(section, source="总面积[[F1]]。", author=Author.PLAIN, base=None)
    return report, section, first.id


def parcel(ids: tuple[str, str, str], text: str, sequence: int = 1, tab: str = "甲", figure_set: int = 1) -> Parcel:
    report, section, base = ids
    return Parcel(report, section, base, figure_set, text, tab, sequence)


def newest(store: Store, ids: tuple[str, str, str]) -> str:
    return store.history(ids[1])[0].source


def test_figures_left_untouched_stay_references(store: Store, drafted: tuple[str, str, str]) -> None:
    receipt = save(store, Trail(), parcel(drafted, "全县总面积2318平方公里。"))
    assert (newest(store, drafted), receipt.conflict) == ("全县总面积[[F1]]。", False)


def test_a_figure_edited_while_typing_is_still_recognised(store: Store, drafted: tuple[str, str, str]) -> None:
    store.save_figures(drafted[0], [Figure("F1", "总面积", 0, value="2319", unit="平方公里")])
    save(store, Trail(), parcel(drafted, "全县总面积2318平方公里。"))
    figures = store.load(drafted[0]).brief.figures
    assert references.render(newest(store, drafted), figures).text == "全县总面积2319平方公里。"


def test_a_repeated_parcel_is_only_acknowledged(store: Store, drafted: tuple[str, str, str]) -> None:
    trail = Trail()
    first = save(store, trail, parcel(drafted, "新的文字。"))
    assert save(store, trail, parcel(drafted, "新的文字。")) == first
    assert len(store.history(drafted[1])) == 2


def test_an_older_parcel_arriving_late_changes_nothing(store: Store, drafted: tuple[str, str, str]) -> None:
    trail = Trail()
    save(store, trail, parcel(drafted, "新的文字。", sequence=2))
    receipt = save(store, trail, parcel(drafted, "旧的文字。", sequence=1))
    assert (newest(store, drafted), receipt.sequence) == ("新的文字。", 2)


def test_a_tab_that_missed_its_receipt_is_not_its_own_rival(store: Store, drafted: tuple[str, str, str]) -> None:
    trail = Trail()
    save(store, trail, parcel(drafted, "第一句。", sequence=1))
    receipt = save(store, trail, parcel(drafted, "第一句。第二句。", sequence=2))
    assert (newest(store, drafted), receipt.conflict) == ("第一句。第二句。", False)


def test_another_tab_on_an_old_text_is_kept_beside_the_newer_one(store: Store, drafted: tuple[str, str, str]) -> None:
    trail = Trail()
    save(store, trail, parcel(drafted, "甲的文字。", tab="甲"))
    receipt = save(store, trail, parcel(drafted, "乙的文字。", tab="乙"))
    proposals = store.load(drafted[0]).sections[0].proposals
    assert (newest(store, drafted), receipt.conflict) == ("甲的文字。", True)
    assert [(one.source, one.author) for one in proposals] == [("乙的文字。", Author.HUMAN)]


def test_a_parcel_delivered_again_after_a_restart_makes_no_rival(store: Store, drafted: tuple[str, str, str]) -> None:
    trail = Trail()
    save(store, trail, parcel(drafted, "第一句。", sequence=1))
    save(store, trail, parcel(drafted, "第一句。第二句。", sequence=2))
    receipt = save(store, Trail(), parcel(drafted, "第一句。", sequence=1))
    assert (newest(store, drafted), receipt.conflict) == ("第一句。第二句。", False)
    assert store.load(drafted[0]).sections[0].proposals == ()


def test_the_first_words_of_an_empty_section_are_a_revision(store: Store) -> None:
    report = store.create_report(BRIEF, "", "")
    section = store.load(report).sections[0].id
    save(store, Trail(), parcel((report, section, ""), "手写的第一句。"))
    assert [one.source for one in store.history(section)] == ["手写的第一句。"]


def test_typed_brackets_never_become_a_reference(store: Store, drafted: tuple[str, str, str]) -> None:
    save(store, Trail(), parcel(drafted, "总面积2318平方公里。[[F1]]"))
    figures = store.load(drafted[0]).brief.figures
    assert references.render(newest(store, drafted), figures).text == "总面积2318平方公里。[[F1]]"


@pytest.mark.parametrize(
    "fields",
    [
        None,
        "text",
        {"report": "r", "section": "s", "base": "", "text": "t", "tab": "a", "set": "1", "seq": 1},
        {"report": "r", "section": "s", "base": "", "text": None, "tab": "a", "set": 1, "seq": 1},
        {"report": "r", "section": "s", "base": "", "text": "字" * 200_001, "tab": "a", "set": 1, "seq": 1},
    ],
)
def test_what_no_editor_sends_is_no_parcel(fields: object) -> None:
    assert parcel_from(fields) is None


def test_a_parcel_has_plain_line_ends() -> None:
    fields = {"report": "r", "section": "s", "base": "b", "text": "一\r\n二", "tab": "a", "set": 1, "seq": 7}
    assert parcel_from(fields) == Parcel("r", "s", "b", 1, "一\n二", "a", 7)
