"""Names with digits are left alone."""

from pathlib import Path

import pytest

from drafting.numerals import find, names_with_digits

NAMES = [
    line
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


def test_the_table_holds_a_hundred_and_fifty_names() -> None:
    assert len(set(NAMES)) >= 150


@pytest.mark.parametrize("name", NAMES)
def test_a_name_holds_no_quantity(name: str) -> None:
    text = f"推进{name}，落实"
    assert find(text) == ()
    assert find(name) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建成4A级景区2个", ["4A级"]),
        ("落实国发〔2022〕2号文件", ["国发〔2022〕2号文件"]),
        ("“十四五”时期建设5G基站300个", ["“十四五”", "5G"]),
        ("一、基本情况\n（一）抓工业\n1.建设\n2、管理\n（1）一是抓", ["一、", "（一）", "1.", "2、", "（1）", "一是"]),
        ("500万元以上固定资产投资5亿元", ["500万元以上"]),
        ("3.5%增长", []),
        ("GDP512.3亿元", []),
        ("“确保增长5%”", []),
        ("“*”溶洞音乐节", []),
        ("近千家企业、数百户群众", []),
        ("", []),
    ],
)
def test_the_spans_of_names(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in names_with_digits(text)] == names
