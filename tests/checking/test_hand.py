"""Numbers a human typed into a section that a machine had written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checking.hand import typed_by_hand
from drafting.references import render
from drafting.report import Figure, FigureSet

MACHINE = "全年新建学校3所，改造危桥4座，完成投资12.36亿元，同比增长5.8%。"


@pytest.mark.parametrize(
    ("text", "machine", "own"),
    [
        (MACHINE, (MACHINE,), []),
        (f"{MACHINE}另有项目9个。", (MACHINE,), ["9个"]),
        (MACHINE.replace("3所", "5所"), (MACHINE,), ["5所"]),
        (MACHINE.replace("12.36", "12.63"), (MACHINE,), ["12.63亿元"]),
        ("今年新建了学校3所。", (MACHINE,), []),
        ("本级财政投入12.36亿元。", (MACHINE,), []),
        ("完成投资123600万元。", (MACHINE,), []),
        ("召开座谈会3次，表彰单位4个。", (MACHINE,), ["3次", "4个"]),
        ("走访企业3所。", (MACHINE,), ["3所"]),
        ("召开座谈会3次。", (), ["3次"]),
        ("召开座谈会3次。", ("召开座谈会3次。", "无。"), []),
        ("召开座谈会3次。", ("无。", "召开座谈会3次。"), []),
        ("增长5.8个百分点。", (MACHINE,), ["5.8个百分点"]),
        ("还有*个没有填。", (MACHINE,), []),
        ("", (MACHINE,), []),
    ],
)
def test_what_no_machine_wrote_is_the_humans(text: str, machine: tuple[str, ...], own: list[str]) -> None:
    spans = typed_by_hand(text, (), machine)
    assert [text[start:end] for start, end in sorted(spans)] == own


def test_a_reference_is_nobodys_typing() -> None:
    rendered = render("产值[[F1]]，企业8户。", FigureSet((Figure("F1", "产值", 0, value="3.2", unit="亿元"),)))
    spans = typed_by_hand(rendered.text, rendered.mentions, ())
    assert [rendered.text[start:end] for start, end in sorted(spans)] == ["8户"]


@given(st.text(alphabet="产值人口增长下降了，。；0123456789.%万亿元个", max_size=60))
def test_a_text_left_as_the_machine_wrote_it_has_nothing_of_the_humans(text: str) -> None:
    assert typed_by_hand(text, (), (text,)) == frozenset()
