from collections import Counter

import pytest

from drafting import lexicon
from drafting.lexicon import Nature
from drafting.report import Polarity


def test_there_are_enough_indicators_and_each_name_is_said_once() -> None:
    names = Counter(name for one in lexicon.indicators() for name in (one.name, *one.aliases))

    assert len(lexicon.indicators()) >= 150
    assert [name for name, times in names.items() if times > 1] == []


def test_the_reading_order_runs_from_output_to_income() -> None:
    names = [
        "地区生产总值", "农业总产值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额",
        "一般公共预算收入", "金融机构存款余额", "城镇居民人均可支配收入",
    ]  # fmt: skip
    orders = [found.order for name in names if (found := lexicon.indicator(name))]

    assert len(orders) == len(names)
    assert orders == sorted(orders)


FACTS = [
    ("GDP", "地区生产总值", "亿元", Nature.FLOW, Polarity.GOOD),
    ("规上工业增加值", "规模以上工业增加值", "亿元", Nature.GROWTH, Polarity.GOOD),
    ("各项贷款余额", "金融机构贷款余额", "亿元", Nature.STOCK, Polarity.GOOD),
    ("债务率", "债务率", "%", Nature.RATE, Polarity.BAD),
    ("生产安全事故起数", "生产安全事故起数", "起", Nature.COUNT, Polarity.BAD),
    ("流动人口", "流动人口", "万人", Nature.PROFILE, Polarity.NEUTRAL),
]


@pytest.mark.parametrize(("said", "name", "unit", "nature", "polarity"), FACTS)
def test_an_indicator_is_found_by_name_or_alias(
    said: str, name: str, unit: str, nature: Nature, polarity: Polarity
) -> None:
    found = lexicon.indicator(said)

    assert found is not None
    assert (found.name, found.unit, found.nature, found.polarity) == (name, unit, nature, polarity)


def test_balances_and_rates_are_never_completed() -> None:
    never = {Nature.STOCK, Nature.RATE}

    assert [one.name for one in lexicon.indicators() if one.nature in never and one.verb == "完成"] == []


def test_an_unknown_name_is_none() -> None:
    assert lexicon.indicator("没有这个指标") is None
