from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import StorageError
from drafting.report import Author, Brief, Comparison, Figure, FigureSet, SectionBrief
from drafting.storage.records import ReportSummary, StoredReport
from drafting.storage.schema import FigureSetRow
from drafting.storage.store import Store

figures = st.builds(
    Figure,
    key=st.integers(1, 999).map("F{}".format),
    section=st.integers(0, 40),
    comparisons=st.lists(st.builds(Comparison), max_size=3).map(tuple),
)
sections = st.builds(SectionBrief, level=st.integers(0, 4), length=st.none() | st.integers(0, 100_000))
briefs = st.builds(
    Brief,
    sections=st.lists(sections, max_size=4).map(tuple),
    figures=st.lists(figures, max_size=6).map(lambda some: FigureSet(tuple(some))),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'nigao.db'}") as opened:
        yield opened


@settings(max_examples=60, deadline=None)
@given(brief=briefs, exemplar=st.text())
def test_a_brief_comes_back_as_it_was_given(shared: Store, brief: Brief, exemplar: str) -> None:
    stored = shared.load(shared.create_report(brief, "范文", exemplar))
    assert (stored.brief, stored.exemplar_name, stored.exemplar_text) == (brief, "范文", exemplar)
    assert [(one.position, one.heading, one.level, one.asked) for one in stored.sections] == [
        (position, one.heading, one.level, one.length) for position, one in enumerate(brief.sections)
    ]


@settings(max_examples=30, deadline=None)
@given(first=briefs, second=briefs)
def test_saved_material_comes_back_as_it_was_given(shared: Store, first: Brief, second: Brief) -> None:
    report_id = shared.create_report(first, "", "")
    number = shared.save_material(report_id, second)
    assert number == (1 if first.figures.figures == second.figures.figures else 2)
    assert shared.load(report_id).brief == replace(second, figures=FigureSet(second.figures.figures, number))


def test_a_new_report_starts_with_figure_set_one(store: Store, brief: Brief) -> None:
    later = replace(brief, figures=replace(brief.figures, number=7))
    report_id = store.create_report(later, "", "")
    assert store.load(report_id).brief.figures == brief.figures


def test_the_list_shows_how_much_is_drafted_newest_first(store: Store, brief: Brief) -> None:
    old, new = store.create_report(brief, "", ""), store.create_report(Brief("空的"), "", "")
    store.add_revision(store.load(old).sections[0].id, source="文", author=Author.HUMAN, base=None)
    seen = store.reports()
    assert [replace(one, updated="") for one in seen] == [
        ReportSummary(old, "2024年工作汇报", "青岚县", "2024年", "", 3, 1),
        ReportSummary(new, "空的", "", "", "", 0, 0),
    ]
    assert seen[0].updated > seen[1].updated


def test_an_archived_report_leaves_the_list_and_can_still_be_loaded(store: Store, report: StoredReport) -> None:
    store.archive(report.id)
    assert store.reports() == ()
    assert store.load(report.id) == report


def test_an_archived_report_is_listed_apart_until_it_is_taken_back(store: Store, report: StoredReport) -> None:
    (listed,) = store.reports()
    store.archive(report.id)
    assert (store.reports(), store.archived()) == ((), (listed,))
    store.unarchive(report.id)
    assert (store.reports(), store.archived()) == ((listed,), ())


@pytest.mark.parametrize("call", ["load", "archive", "figure_sets", "next_key", "run_of"])
def test_an_unknown_report_is_told_or_empty(store: Store, call: str) -> None:
    if call in {"load", "archive"}:
        with pytest.raises(StorageError, match="找不到这份报告，请回到报告列表重新打开。"):
            getattr(store, call)("x")
    else:
        assert getattr(store, call)("x") == {"figure_sets": (), "next_key": "F1", "run_of": None}[call]


A, B, C, D, E = "一、甲", "二、乙", "三、丙", "四、丁", "五、戊"


@pytest.mark.parametrize(
    ("after", "texts"),
    [
        ((A, B, C), (A, B, C)),
        ((C, A, B), (C, A, B)),
        ((A, D, C), (A, B, C)),
        ((D, B, C), (A, B, C)),
        ((A, C), (A, C)),
        ((A, C, D), (A, C, None)),
        ((A, D, B, C), (A, None, B, C)),
        ((D, A, B, C), (None, A, B, C)),
        ((A, B, D, E), (A, B, C, None)),
        ((D, E), (A, B)),
        ((A, A, B, C), (A, None, B, C)),
        ((), ()),
    ],
)
def test_a_section_keeps_its_text_when_the_outline_changes(
    store: Store, after: tuple[str, ...], texts: tuple[str | None, ...]
) -> None:
    outline = Brief("t", sections=tuple(SectionBrief(heading) for heading in (A, B, C)))
    report_id = store.create_report(outline, "", "")
    ids = {}
    for section in store.load(report_id).sections:
        store.add_revision(section.id, source=section.heading, author=Author.HUMAN, base=None)
        ids[section.heading] = section.id
    store.save_material(report_id, replace(outline, sections=tuple(SectionBrief(heading) for heading in after)))
    sections = store.load(report_id).sections
    assert [one.heading for one in sections] == list(after)
    assert tuple(one.revision.source if one.revision else None for one in sections) == texts
    assert all(store.history(section_id)[0].source == heading for heading, section_id in ids.items())


def test_a_section_taken_out_and_put_back_has_its_text_again(store: Store, report: StoredReport) -> None:
    store.add_revision(report.sections[1].id, source="工作", author=Author.HUMAN, base=None)
    store.save_material(report.id, replace(report.brief, sections=report.brief.sections[:1]))
    store.save_material(report.id, report.brief)
    back = store.load(report.id).sections[1]
    assert (back.id, back.revision and back.revision.source) == (report.sections[1].id, "工作")


def test_changed_figures_make_the_next_set_and_old_ones_stay(store: Store, report: StoredReport) -> None:
    first = report.brief.figures
    changed = (replace(first.figures[0], value="72.00"), first.figures[1])
    assert store.save_figures(report.id, changed, "统计局核定") == FigureSet(changed, 2)
    assert store.save_figures(report.id, changed) == FigureSet(changed, 2)
    assert store.figure_set(report.id, 1) == first
    assert store.load(report.id).brief.figures == FigureSet(changed, 2)
    assert [(one.number, one.reason) for one in store.figure_sets(report.id)] == [(2, "统计局核定"), (1, "")]
    with pytest.raises(StorageError, match="找不到第3版指标表"):
        store.figure_set(report.id, 3)


def test_a_key_once_used_is_never_given_again(store: Store, report: StoredReport) -> None:
    store.save_figures(report.id, report.brief.figures.figures[:1])
    assert store.load(report.id).brief.figures.next_key() == "F2"
    assert store.next_key(report.id) == "F3"


def test_a_figure_set_can_be_neither_changed_nor_removed(store: Store, report: StoredReport) -> None:
    with pytest.raises(StorageError, match="不能改动"), store._writing() as session:
        session.get_one(FigureSetRow, (report.id, 1)).reason = "改"
    with pytest.raises(StorageError, match="不能改动"), store._writing() as session:
        session.delete(session.get_one(FigureSetRow, (report.id, 1)))
    assert store.figure_set(report.id, 1) == report.brief.figures


def test_content_that_cannot_be_read_is_told_in_one_sentence(store: Store, report: StoredReport) -> None:
    with store._writing() as session:
        session.connection().exec_driver_sql("UPDATE reports SET brief = '{\"titel\": 1}'")
    with pytest.raises(StorageError, match="数据库中有读不懂的内容，请升级拟稿，或用最近的备份替换。"):
        store.load(report.id)
