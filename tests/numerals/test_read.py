"""Quantity forms of official prose, read whole and found in sentences."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.numerals import Bound, Form, find, read
from drafting.numerals.quantity import Quantity

N, P, PT, X, R = Form.NUMBER, Form.PERCENT, Form.POINTS, Form.MULTIPLE, Form.RANK
EXACT, ABOUT, OVER, UNDER, SEVERAL = Bound.EXACT, Bound.ABOUT, Bound.OVER, Bound.UNDER, Bound.SEVERAL

PLAIN = [
    ("71.30", N, "71.30", "", 2),
    ("0", N, "0", "", 0),
    ("1,234.5", N, "1234.5", "", 1),
    ("1,234,567人", N, "1234567", "人", 0),
    ("１２３．４亿元", N, "12340000000", "元", 1),
    ("6.5%", P, "6.5", "%", 1),
    ("６.５％", P, "6.5", "%", 1),
    ("-10.4%", P, "-10.4", "%", 1),
    ("−0.5%", P, "-0.5", "%", 1),
    ("+0.3个百分点", PT, "0.3", "个百分点", 1),
    ("0.3个百分点", PT, "0.3", "个百分点", 1),
    ("2百分点", PT, "2", "个百分点", 0),
    ("3.5‰", Form.PERMILLE, "3.5", "‰", 1),
    ("百分之九十五点六", P, "95.6", "%", 1),
    ("百分之百", P, "100", "%", 0),
    ("百分之5.6", P, "5.6", "%", 1),
    ("百分之一百二十", P, "120", "%", 0),
    ("千分之五", Form.PERMILLE, "5", "‰", 0),
    ("万分之三", Form.PERMILLE, "0.3", "‰", 1),
    ("3亿4500万", N, "345000000", "", 0),
    ("3亿4500万元", N, "345000000", "元", 0),
    ("3万5000人", N, "35000", "人", 0),
    ("42800万元", N, "428000000", "元", 0),
    ("4.28亿元", N, "428000000", "元", 2),
    ("1.2万亿元", N, "1200000000000", "元", 1),
    ("5百万元", N, "5000000", "元", 0),
    ("5千元", N, "5000", "元", 0),
    ("3千万元", N, "30000000", "元", 0),
    ("12万美元", N, "120000", "美元", 0),
    ("30.5万", N, "305000", "", 1),
    ("30万人", N, "300000", "人", 0),
    ("3万人次", N, "30000", "人次", 0),
    ("3万头", N, "30000", "头", 0),
    ("15万羽", N, "150000", "羽", 0),
    ("5亿千瓦时", N, "500000000", "千瓦时", 0),
    ("5千瓦时", N, "5", "千瓦时", 0),
    ("100万千瓦", N, "1000000", "千瓦", 0),
    ("3千米", N, "3", "公里", 0),
    ("3千克", N, "3", "公斤", 0),
    ("3万立方米", N, "30000", "立方米", 0),
    ("120平方公里", N, "120", "平方公里", 0),
    ("8.6万平方米", N, "86000", "平方米", 1),
    ("20万亩", N, "200000", "亩", 0),
    ("36公里", N, "36", "公里", 0),
    ("18公顷", N, "18", "公顷", 0),
    ("7.2万吨", N, "72000", "吨", 1),
    ("4.5万吨标准煤", N, "45000", "吨标准煤", 1),
    ("35微克/立方米", N, "35", "微克/立方米", 0),
    ("300元/吨", N, "300", "元/吨", 0),
    ("8毫克/升", N, "8", "毫克/升", 0),
    ("300人/平方公里", N, "300", "人/平方公里", 0),
    ("2.5元/人·年", N, "2.5", "元/人/年", 1),
    ("5台（套）", N, "5", "台（套）", 0),
    ("12辆(次)", N, "12", "辆（次）", 0),
    ("100kg", N, "100", "公斤", 0),
    ("50km", N, "50", "公里", 0),
    ("10MW", N, "10", "兆瓦", 0),
    ("25℃", N, "25", "℃", 0),
    ("12个", N, "12", "个", 0),
    ("8家", N, "8", "家", 0),
    ("3件", N, "3", "件", 0),
    ("45户", N, "45", "户", 0),
    ("6场次", N, "6", "场次", 0),
    ("12镇", N, "12", "镇", 0),
    ("2街道", N, "2", "街道", 0),
    ("3年", N, "3", "年", 0),
    ("5个月", N, "5", "个月", 0),
    ("20天", N, "20", "天", 0),
    ("24小时", N, "24", "小时", 0),
    ("30分钟", N, "30", "分钟", 0),
    ("7个工作日", N, "7", "个工作日", 0),
    ("95.2分", N, "95.2", "分", 1),
    ("65岁", N, "65", "岁", 0),
    ("1.5倍", X, "1.5", "倍", 1),
    ("三倍", X, "3", "倍", 0),
    ("一倍", X, "1", "倍", 0),
    ("翻番", Form.DOUBLING, "1", "番", 0),
    ("翻一番", Form.DOUBLING, "1", "番", 0),
    ("翻了一番", Form.DOUBLING, "1", "番", 0),
    ("翻两番", Form.DOUBLING, "2", "番", 0),
    ("两成", Form.TENTHS, "20", "%", 0),
    ("3成", Form.TENTHS, "30", "%", 0),
    ("四分之三", Form.FRACTION, "0.75", "", 0),
    ("三分之一", Form.FRACTION, "0.3333333333333333333333333333", "", 0),
    ("1/4", Form.FRACTION, "0.25", "", 0),
    ("第3位", R, "3", "位", 0),
    ("第三位", R, "3", "位", 0),
    ("第12名", R, "12", "位", 0),
    ("倒数第2位", R, "-2", "位", 0),
    ("三百二十", N, "320", "", 0),
    ("三百二十人", N, "320", "人", 0),
    ("一百二十三万", N, "1230000", "", 0),
    ("一亿零五百万元", N, "105000000", "元", 0),
    ("两千零二十四", N, "2024", "", 0),
    ("三万零二", N, "30002", "", 0),
    ("一百零五项", N, "105", "项", 0),
    ("三万二", N, "32000", "", 0),
    ("十二", N, "12", "", 0),
    ("十个", N, "10", "个", 0),
    ("十二项", N, "12", "项", 0),
    ("二十五家", N, "25", "家", 0),
    ("两公里", N, "2", "公里", 0),
    ("三点五公里", N, "3.5", "公里", 1),
    ("五亩", N, "5", "亩", 0),
    ("八万元", N, "80000", "元", 0),
    ("两万人次", N, "20000", "人次", 0),
    ("2024年", Form.YEAR, "2024", "年", 0),
    ("二〇二四年", Form.YEAR, "2024", "年", 0),
    ("2024年6月", Form.MONTH, "202406", "月", 0),
    ("二〇二四年六月", Form.MONTH, "202406", "月", 0),
    ("6月", Form.MONTH, "6", "月", 0),
    ("2024-06", Form.MONTH, "202406", "月", 0),
    ("2024年6月30日", Form.DATE, "20240630", "日", 0),
    ("二〇二四年十二月三十一日", Form.DATE, "20241231", "日", 0),
    ("6月30日", Form.DATE, "630", "日", 0),
    ("15日", Form.DATE, "15", "日", 0),
    ("2024-06-30", Form.DATE, "20240630", "日", 0),
    ("2024/6/30", Form.DATE, "20240630", "日", 0),
    ("2024.6.30", Form.DATE, "20240630", "日", 0),
    ("8:30", Form.TIME, "830", "时", 0),
    ("14：05", Form.TIME, "1405", "时", 0),
    ("9时", Form.TIME, "900", "时", 0),
    ("9时30分", Form.TIME, "930", "时", 0),
    ("9点半", Form.TIME, "930", "时", 0),
    ("八时三十分", Form.TIME, "830", "时", 0),
    ("*", Form.MASK, "0", "", 0),
    ("**", Form.MASK, "0", "", 0),
    ("*亿元", Form.MASK, "0", "元", 0),
    ("**.*％", Form.MASK, "0", "%", 0),
    ("*平方公里", Form.MASK, "0", "平方公里", 0),
    ("*万", Form.MASK, "0", "", 0),
    ("20XX年", Form.MASK, "0", "年", 0),
    ("202X年", Form.MASK, "0", "年", 0),
    ("××万元", Form.MASK, "0", "元", 0),
]

SPREAD = [
    ("5%～8%", P, "5", "8", "%"),
    ("5—8%", P, "5", "8", "%"),
    ("10.4%-12%", P, "10.4", "12", "%"),
    ("3至5个", N, "3", "5", "个"),
    ("3个到5个", N, "3", "5", "个"),
    ("13亿—17亿", N, "1300000000", "1700000000", ""),
    ("13亿—17亿元", N, "1300000000", "1700000000", "元"),
    ("3000—5000万元", N, "30000000", "50000000", "元"),
    ("8000—1万人", N, "8000", "10000", "人"),
    ("5-8万人", N, "50000", "80000", "人"),
    ("0.3至0.5个百分点", PT, "0.3", "0.5", "个百分点"),
    ("2—3倍", X, "2", "3", "倍"),
    ("三百至五百人", N, "300", "500", "人"),
    ("三至四成", Form.TENTHS, "30", "40", "%"),
    ("2∶1", Form.RATIO, "1", "2", ""),
    ("2:1", Form.RATIO, "1", "2", ""),
    ("21.35∶27.92∶50.73", Form.RATIO, "21.35", "50.73", ""),
    ("前10名", R, "1", "10", "位"),
    ("前三位", R, "1", "3", "位"),
    ("前10", R, "1", "10", "位"),
    ("第3—5位", R, "3", "5", "位"),
    ("2021—2023年", Form.YEAR, "2021", "2023", "年"),
    ("2021年至2023年", Form.YEAR, "2021", "2023", "年"),
    ("1—5月", Form.MONTH, "1", "5", "月"),
    ("2024年1至5月", Form.MONTH, "202401", "202405", "月"),
    ("2023年12月—2024年5月", Form.MONTH, "202312", "202405", "月"),
    ("前5个月", Form.MONTH, "1", "5", "月"),
    ("5月1日至10日", Form.DATE, "501", "510", "日"),
    ("5月28日—6月3日", Form.DATE, "528", "603", "日"),
    ("9:00—17:00", Form.TIME, "900", "1700", "时"),
]

LOOSE = [
    ("近300", ABOUT, "300", "300", ""),
    ("近300人", ABOUT, "300", "300", "人"),
    ("约5亿元", ABOUT, "500000000", "500000000", "元"),
    ("大约20家", ABOUT, "20", "20", "家"),
    ("将近三成", ABOUT, "30", "30", "%"),
    ("8.0%左右", ABOUT, "8", "8", "%"),
    ("40岁上下", ABOUT, "40", "40", "岁"),
    ("近万人", ABOUT, "10000", "10000", "人"),
    ("超3000万人次", OVER, "30000000", "30000000", "人次"),
    ("超过3000万人次", OVER, "30000000", "30000000", "人次"),
    ("逾百家", OVER, "100", "100", "家"),
    ("12万余", OVER, "120000", "120000", ""),
    ("12万余人", OVER, "120000", "120000", "人"),
    ("10余万元", OVER, "100000", "100000", "元"),
    ("300余间", OVER, "300", "300", "间"),
    ("50多个", OVER, "50", "50", "个"),
    ("100多万元", OVER, "1000000", "1000000", "元"),
    ("十余个", OVER, "10", "10", "个"),
    ("三十多万元", OVER, "300000", "300000", "元"),
    ("3年多", OVER, "3", "3", "年"),
    ("2倍多", OVER, "2", "2", "倍"),
    ("百余家", OVER, "100", "100", "家"),
    ("万余人", OVER, "10000", "10000", "人"),
    ("上千人", OVER, "1000", "1000", "人"),
    ("上亿元", OVER, "100000000", "100000000", "元"),
    ("20万亩以上", OVER, "200000", "200000", "亩"),
    ("百分之三十以上", OVER, "30", "30", "%"),
    ("不低于5%", OVER, "5", "5", "%"),
    ("不足5%", UNDER, "5", "5", "%"),
    ("不到10天", UNDER, "10", "10", "天"),
    ("3%以内", UNDER, "3", "3", "%"),
    ("5家以下", UNDER, "5", "5", "家"),
    ("不超过3个", UNDER, "3", "3", "个"),
    ("十几", SEVERAL, "11", "19", ""),
    ("十几亿", SEVERAL, "1100000000", "1900000000", ""),
    ("二十几个", SEVERAL, "21", "29", "个"),
    ("几十万", SEVERAL, "200000", "900000", ""),
    ("数百", SEVERAL, "200", "900", ""),
    ("数十亿元", SEVERAL, "2000000000", "9000000000", "元"),
    ("两三百家", SEVERAL, "200", "300", "家"),
    ("七八十人", SEVERAL, "70", "80", "人"),
    ("十五六个", SEVERAL, "15", "16", "个"),
]

NOT_WHOLE = [
    *("", " ", "abc", "十分", "一个", "三", "全市第3位", "GDP512.3亿元", "5A级", "上半年", "一季度", "约", "亿元"),
    *("3个4个", "增长8%", "百", "一二三", "二十大", "1+N", "第一批", "1" * 30, "5%和6%"),
]

IN_PROSE = [
    ("GDP512.3亿元，CPI上涨0.2%", ["512.3亿元", "0.2%"]),
    ("一个项目、三个方面、两手抓、一条主线、一项机制，一方面，一番努力", []),
    ("列全省第一，位列全市第2，排名第三。", ["第一", "第2", "第三"]),
    ("进入全省前10，居全国前三。", ["前10", "前三"]),
    ("把安全放在第一位、是第一要务", []),
    ("签约12个，节约300万元，附近300米，合约5份", ["12个", "300万元", "300米", "5份"]),
    ("近3年，近5个月，目前10个", ["3年", "5个月", "10个"]),
    ("前3%，前5个月增长3%", ["3%", "前5个月", "3%"]),
    ("从5%到8%，由100万元到200万元", ["5%", "8%", "100万元", "200万元"]),
    ("由3家增至21家", ["3家", "21家"]),
    ("债务率从296％下降到*％", ["296％", "*％"]),
    ("增速-10.4%，降至-0.5%", ["-10.4%", "-0.5%"]),
    ("上午9点30分开会，提出3点意见", ["9点30分", "3点"]),
    ("比例为2:30，8:30开始", ["2:30", "8:30"]),
    ("分别增长8.4%、10.2%", ["8.4%", "10.2%"]),
    ("确保“GDP增长5%”目标", ["5%"]),
    ("12人大代表，300村民，50上下游企业", ["12", "300", "50"]),
    ("辖12镇6乡2街道", ["12镇", "6乡", "2街道"]),
    ("立案*件*人", ["*件", "*人"]),
    ("*县位于*中部", ["*", "*"]),
    ("三成员，一成不变，一升一降，一元化", []),
    ("今年上半年，二季度，前三季度", []),
    ("线上千人，人数十分有限", []),
    ("PM2.5浓度35微克/立方米", ["35微克/立方米"]),
    ("新建110千伏变电站2座", ["2座"]),
    ("500万元以上固定资产投资增长5.2%", ["5.2%"]),
    ("三次产业结构为21.35∶27.92∶50.73", ["21.35∶27.92∶50.73"]),
    ("一、2023年，完成3件\n二、任务", ["2023年", "3件"]),
    ("2023-2024学年", ["2023-2024学年"]),
    ("分列第3、5位，负3.2%，担负3项任务", ["第3", "5位", "负3.2%", "3项"]),
    ("60周年，1，234人", ["60周年", "1", "234人"]),
]


def test_the_tables_hold_a_hundred_and_fifty_forms() -> None:
    assert len({form for form, *_ in (*PLAIN, *SPREAD, *LOOSE)}) >= 150


@pytest.mark.parametrize(("text", "form", "value", "unit", "places"), PLAIN)
def test_a_form_is_read_whole(text: str, form: Form, value: str, unit: str, places: int) -> None:
    exact = Decimal(value)
    assert read(text) == Quantity(0, len(text), text, form, exact, exact, unit, EXACT, places)


@pytest.mark.parametrize(("text", "form", "low", "high", "unit"), SPREAD)
def test_a_spread_has_both_ends(text: str, form: Form, low: str, high: str, unit: str) -> None:
    quantity = read(text)
    assert quantity is not None
    assert (quantity.form, quantity.low, quantity.high, quantity.unit) == (form, Decimal(low), Decimal(high), unit)
    assert quantity.bound is EXACT


@pytest.mark.parametrize(("text", "bound", "low", "high", "unit"), LOOSE)
def test_an_approximation_says_which_way(text: str, bound: Bound, low: str, high: str, unit: str) -> None:
    quantity = read(text)
    assert quantity is not None
    assert (quantity.bound, quantity.low, quantity.high, quantity.unit) == (bound, Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_what_is_not_one_quantity_is_not_read(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(("text", "found"), IN_PROSE)
def test_quantities_are_found_in_prose(text: str, found: list[str]) -> None:
    assert [quantity.text for quantity in find(text)] == found


def test_reading_ignores_space_around_and_keeps_the_span() -> None:
    quantity = read("  71.30 ")
    assert quantity is not None
    assert (quantity.start, quantity.end, quantity.text) == (2, 7, "71.30")


_PIECES = st.sampled_from(
    "0123456789.,，、%％‰*-—~～:∶/（）()“”《》一二两三十百千万亿零〇几数多余约近上下第前位名"
    "年月日时点分个成番翻倍人元之至到国发X \n"
)
_ANY = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join))


@given(_ANY)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    last = 0
    for quantity in find(text):
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.low <= quantity.high
        last = quantity.end
    read(text)


@pytest.mark.parametrize("text", ["٣月", "第३位", "٣分之٣", "1٣月", "8:3٣", "百分之𝟛", "前٣名"])
def test_digits_of_other_scripts_count_nothing(text: str) -> None:
    assert all(quantity.text.isascii() or quantity.text == "1" for quantity in find(text))


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from([("", 0), ("万", 4), ("亿", 8)]),
    st.sampled_from(["元", "人", "%", "个百分点", "倍", "吨", "亩", "家", "元/吨", "千瓦时", ""]),
)
def test_a_written_number_reads_back(value: Decimal, scale: tuple[str, int], unit: str) -> None:
    quantity = read(f"{value}{scale[0]}{unit}")
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.unit) == (value * 10 ** scale[1], value * 10 ** scale[1], unit)
    assert quantity.places == 2


@pytest.mark.parametrize("unit", ["1", "1,234", "1万", "1-", "三千", "*", "“1", "近上亿元", "增长5.6%，完成12.3亿元；"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        find(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 6 * seconds(40_000) + 0.5


@pytest.mark.parametrize(
    "unit", ["7", "今年上半年全县完成地区生产总值71.30亿元，增长8.0%，居全市第3位；新建一批项目。"]
)
def test_a_million_characters_take_at_most_about_twice_half_a_million(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        find((unit * length)[:length])
        return time.process_time() - start

    half = seconds(500_000)
    assert seconds(1_000_000) < 3 * half + 0.5


def test_ten_thousand_characters_are_read_in_a_moment() -> None:
    text = ("今年上半年全县完成地区生产总值71.30亿元，增长8.0%，居全市第3位；新建一批项目。" * 250)[:10_000]
    find(text)
    times = []
    for _ in range(5):
        start = time.process_time()
        find(text)
        times.append(time.process_time() - start)
    assert min(times) < 0.05
