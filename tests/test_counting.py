import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.counting import count_characters


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("青岚县", 3),
        ("增长5.6%。", 4),
        ("完成投资1,234.5万元", 7),
        ("５．６％", 4),
        ("上升5.6％", 4),
        ("“十四五”——规划", 9),
        ("国发〔2022〕2号", 7),
        ("G75高速", 3),
        ("2021-2023年", 2),
        ("３家 5A级 景区", 6),
        ("Nigao writes reports", 3),
        ("　　首行\n次行\t", 4),
        ("县\u2060域\ufeff", 2),
        ("𠮷①Ⅱ℃", 4),
        ("naïve", 1),
    ],
)
def test_text_is_counted_as_word_counts_it(text: str, count: int) -> None:
    assert count_characters(text) == count


@given(st.text(), st.text())
def test_lines_are_counted_one_by_one(first: str, second: str) -> None:
    assert count_characters(f"{first}\n{second}") == count_characters(first) + count_characters(second)
