from pathlib import Path

import pytest

from drafting.errors import ConfigurationError
from drafting.word.style import house_style, read_style


def test_every_deviation_from_the_standard_is_explained() -> None:
    style = house_style()
    assert style.standard == "GB/T 9704-2012"
    assert [one.item for one in style.deviations] == [
        "版头", "字符网格", "中西文间距", "标题行距", "每面行数", "署名",
    ]  # fmt: skip
    assert all(one.standard and one.here and one.reason for one in style.deviations)


@pytest.mark.parametrize("text", [None, "", "name: [", "name: 甲", "- 甲"])
def test_a_style_that_cannot_be_read_is_named(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "office.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_style(path)
    assert str(caught.value) == "office.yaml：版式文件读不出来，请对照自带的 standard.yaml 改正。"
