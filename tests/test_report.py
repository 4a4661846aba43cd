"""Figure sets: immutable, numbered, keys never used twice."""

import pytest

from drafting.report import (
    Brief,
    Comparison,
    Draft,
    DraftStatus,
    Figure,
    FigureSet,
    SectionDraft,
    SectionStatus,
    Status,
    Usage,
)

ONE, THREE = Figure("F1", "甲", 0, value="1"), Figure("F3", "丙", 1, value="3")
SET = FigureSet((ONE, THREE), 4)


def test_a_figure_is_found_by_key_and_section() -> None:
    assert (SET.get("F3"), SET.get("F2"), SET.of_section(1), len(SET), tuple(SET)) == (
        THREE,
        None,
        (THREE,),
        2,
        (ONE, THREE),
    )


def test_the_next_key_is_past_the_largest_ever_used() -> None:
    assert (SET.next_key(), FigureSet().next_key()) == ("F4", "F1")


def test_an_edit_makes_the_next_set_and_leaves_the_old_one_alone() -> None:
    newer = Figure("F1", "甲", 0, value="2")
    edited, added = SET.having(newer), SET.having(Figure("F4", "丁", 0))
    assert (edited.figures, edited.number) == ((newer, THREE), 5)
    assert (added.figures[-1].key, added.number) == ("F4", 5)
    assert SET.figures == (ONE, THREE)


@pytest.mark.parametrize(
    ("figure", "pending"),
    [
        (Figure("F1", "甲", 0), True),
        (Figure("F1", "甲", 0, comparisons=(Comparison("同比", ""),)), True),
        (Figure("F1", "甲", 0, prev="3", unit="亿元"), True),
        (Figure("F1", "甲", 0, value="1", status=Status.PENDING), True),
        (Figure("F1", "甲", 0, value="1"), False),
        (Figure("F1", "甲", 0, comparisons=(Comparison("同比", "增长1%"),)), False),
        (Figure("F1", "甲", 0, rank="第3位"), False),
        (Figure("F1", "甲", 0, note="在筹备"), False),
    ],
)
def test_a_figure_with_nothing_to_say_is_pending(figure: Figure, pending: bool) -> None:
    assert figure.pending is pending


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ("done done", DraftStatus.DONE),
        ("done empty", DraftStatus.PARTIAL),
        ("done failed", DraftStatus.PARTIAL),
        ("empty failed", DraftStatus.FAILED),
    ],
)
def test_a_draft_is_as_done_as_its_sections(states: str, status: DraftStatus) -> None:
    sections = tuple(
        SectionDraft("一", 1, "文" if one == "done" else "", SectionStatus(one), usage=Usage(1, 2, 3, 4))
        for one in states.split()
    )
    draft = Draft(Brief("报告"), sections, FigureSet())
    assert (draft.status, draft.usage) == (status, Usage(2, 4, 6, 8))
