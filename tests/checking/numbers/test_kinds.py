"""Words that tell an indicator from its kin."""

import pytest

from drafting.checking.numbers.kinds import exclude, kinds_in


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("省级示范社", "市级示范社", True),
        ("国家级", "县级", True),
        ("城镇居民", "农村居民", True),
        ("城市低保", "乡村低保", True),
        ("存款余额", "贷款余额", True),
        ("男性", "女性", True),
        ("门诊人次", "住院人次", True),
        ("死亡人数", "重伤人数", True),
        ("城镇居民", "城市居民", False),
        ("省级和市级", "市级", False),
        ("城镇、农村居民", "农村居民", False),
        ("省级示范社", "城镇居民", False),
        ("示范社", "市级示范社", False),
        ("", "", False),
    ],
)
def test_two_ways_of_one_kind_exclude_each_other(one: str, other: str, apart: bool) -> None:
    assert exclude(kinds_in(one), kinds_in(other)) is apart
    assert exclude(kinds_in(other), kinds_in(one)) is apart


def test_ways_of_one_line_are_gathered() -> None:
    both = kinds_in("城镇和农村")
    (line,) = both
    assert both[line] == kinds_in("城镇")[line] | kinds_in("乡村")[line]
