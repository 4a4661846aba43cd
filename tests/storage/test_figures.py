"""Figure sets: one change one set, undone by another set, each text knowing the set it was written with."""

from dataclasses import replace

import pytest

from drafting.errors import StorageError
from drafting.report import Author, Comparison, Figure, Origin, SectionBrief
from drafting.storage.records import CHANGED, UNDONE, StoredReport
from drafting.storage.store import Store


def change(store: Store, report: StoredReport, value: str) -> int:
    brief = store.load(report.id).brief
    gdp, *others = brief.figures
    figures = replace(brief.figures, figures=(replace(gdp, value=value), *others))
    return store.save_material(report.id, replace(brief, figures=figures), CHANGED)


def values(store: Store, report: StoredReport) -> list[str]:
    return [one.value for one in store.load(report.id).brief.figures]


def test_several_cells_changed_at_once_are_one_set(store: Store, report: StoredReport) -> None:
    figures = tuple(replace(one, value="1", comparisons=(Comparison("同比", "持平"),)) for one in report.brief.figures)
    number = store.save_material(
        report.id, replace(report.brief, figures=replace(report.brief.figures, figures=figures)), CHANGED
    )
    assert (number, [one.reason for one in store.figure_sets(report.id)]) == (2, [CHANGED, ""])


def test_a_change_is_undone_and_redone_by_new_sets(store: Store, report: StoredReport) -> None:
    change(store, report, "72.00")
    assert store.undo_figures(report.id, 2).number == 3
    assert values(store, report) == ["71.30", "12万吨"]
    assert store.undo_figures(report.id, 3).number == 4
    assert values(store, report) == ["72.00", "12万吨"]
    assert [one.reason for one in store.figure_sets(report.id)] == [CHANGED, UNDONE, CHANGED, ""]
    assert store.figure_set(report.id, 2).figures == store.figure_set(report.id, 4).figures


def test_only_the_newest_change_is_undone(store: Store, report: StoredReport) -> None:
    change(store, report, "72.00")
    change(store, report, "73.00")
    with pytest.raises(StorageError, match="指标表又有了改动，没有撤销，请看过最新的指标表再撤销。"):
        store.undo_figures(report.id, 2)
    assert values(store, report)[0] == "73.00"


def test_what_changed_more_than_figures_is_not_undone(store: Store, report: StoredReport) -> None:
    store.save_figures(report.id, report.brief.figures.figures[:1])
    with pytest.raises(StorageError, match="上一次改动不只是改数，不能撤销"):
        store.undo_figures(report.id, 2)


def test_a_figure_whose_section_is_gone_does_not_come_back(store: Store, report: StoredReport) -> None:
    brief = report.brief
    one = replace(brief, figures=replace(brief.figures, figures=brief.figures.figures[:1]))
    store.save_material(report.id, one, CHANGED)
    store.save_material(report.id, replace(one, sections=brief.sections[:1]))
    with pytest.raises(StorageError, match="有指标所在的一节已经删去，不能撤销"):
        store.undo_figures(report.id, 2)


def test_derived_figures_are_computed_anew_with_every_set(store: Store, report: StoredReport) -> None:
    gdp = replace(report.brief.figures.figures[0], unit="亿元")
    town = Figure("F3", "城区生产总值", 0, value="35.65", unit="亿元")
    share = Figure("F4", "城区占比", 0, value="", unit="%", origin=Origin.DERIVED, formula="占比(F3,F1)")
    first = store.save_figures(report.id, (gdp, town, share))
    assert first.figures[2].value == "50.0"
    changed = store.save_figures(report.id, (gdp, replace(town, value="7.13"), first.figures[2]))
    assert (changed.number, changed.figures[2].value) == (3, "10.0")


def test_texts_know_the_set_they_were_written_with(store: Store, report: StoredReport) -> None:
    section = report.sections[0].id
    first = store.add_revision(section, source="甲[[F1]]。", author=Author.PLAIN, base=None)
    change(store, report, "72.00")
    proposal = store.propose(section, source="乙[[F1]]。", author=Author.MODEL)
    change(store, report, "73.00")
    late = store.add_revision(section, source="丙[[F1]]。", author=Author.HUMAN, base=first.id, figure_set=2)
    accepted = store.accept(proposal.id)
    restored = store.restore(section, first.id, accepted.id)
    newest = store.add_revision(section, source="丁[[F1]]。", author=Author.HUMAN, base=restored.id)
    assert [one.figure_set for one in (first, late, accepted, restored, newest)] == [1, 2, 2, 1, 3]
    assert store.texts_until(accepted.id) == (("乙[[F1]]。", 2), ("丙[[F1]]。", 2), ("甲[[F1]]。", 1))
    with pytest.raises(StorageError, match="找不到这个版本"):
        store.texts_until("x")


def test_a_run_delivers_with_the_set_it_wrote_with(store: Store, report: StoredReport) -> None:
    section = report.sections[1].id
    run_id = store.start_run(report.id, [section], "model")
    store.begin_section(run_id, section)
    change(store, report, "72.00")
    store.deliver(run_id, section, source="甲[[F1]]。", author=Author.MODEL, figure_set=1)
    assert store.history(section)[0].figure_set == 1


def test_a_heading_alone_makes_no_figure_set(store: Store, report: StoredReport) -> None:
    sections = (SectionBrief("一、县情"), *report.brief.sections[1:])
    assert store.save_material(report.id, replace(report.brief, sections=sections), CHANGED) == 1
