"""Parts of a year a text speaks of, and the dates a brief allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import numerals
from drafting.checking.numbers.periods import Part, Periods, agree, parts_of_year
from drafting.numerals import CALENDAR, Form, Quantity

HALF = Periods("2025年上半年", "汀山县2025年上半年工作汇报", "2025-07-10", "较一季度收窄；老桥2019年8月建成；9月开工")
YEAR = Periods("2024年", "2024年工作总结", "2025-01-16", "11月30日投用；较前三季度收窄；2025年6月通车")
BLANK = Periods("", "工作总结", "", "")


def quantity(text: str) -> Quantity:
    (found,) = numerals.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2024年上半年", Part(0, 8, "2024年上半年", 2024, 1, 6, False)),
        ("全县下半年", Part(2, 5, "下半年", 0, 7, 12, False)),
        ("全年", Part(0, 2, "全年", 0, 1, 12, False)),
        ("前三季度", Part(0, 4, "前三季度", 0, 1, 9, False)),
        ("较一季度", Part(1, 4, "一季度", 0, 1, 3, True)),
        ("四季度", Part(0, 3, "四季度", 0, 10, 12, False)),
        ("1—5月", Part(0, 4, "1—5月", 0, 1, 5, False)),
        ("1至11月", Part(0, 5, "1至11月", 0, 1, 11, False)),
        ("比1-3月", Part(1, 5, "1-3月", 0, 1, 3, True)),
        ("前5个月", Part(0, 4, "前5个月", 0, 1, 5, False)),
        ("前十个月", Part(0, 4, "前十个月", 0, 1, 10, False)),
    ],
)
def test_a_part_of_the_year_is_read_with_its_months(text: str, part: Part) -> None:
    assert list(parts_of_year(text)) == [part]


@pytest.mark.parametrize("text", ["今年", "第三季", "5月", "年度", "半年来", "上半身", ""])
def test_other_times_are_no_part_of_the_year(text: str) -> None:
    assert list(parts_of_year(text)) == []


@pytest.mark.parametrize(("periods", "year", "months"), [(HALF, 2025, (1, 6)), (YEAR, 2024, (1, 12)), (BLANK, 0, None)])
def test_the_reported_year_and_months_are_the_briefs(
    periods: Periods, year: int, months: tuple[int, int] | None
) -> None:
    assert (periods.year, periods.months) == (year, months)


@pytest.mark.parametrize(
    ("periods", "text", "fits"),
    [
        (HALF, "上半年完成投资", True),
        (HALF, "1—6月完成投资", True),
        (HALF, "2025年上半年", True),
        (HALF, "降幅较一季度收窄", True),
        (HALF, "下半年抓好落实", True),
        (HALF, "力争全年增长5%", True),
        (HALF, "全年，力争增长5%", True),
        (HALF, "全年增长5%", False),
        (HALF, "一季度增长5%", False),
        (HALF, "较1—4月收窄", False),
        (HALF, "前三季度增长5%", False),
        (HALF, "2024年上半年增长5%", False),
        (YEAR, "全年增长5%", True),
        (YEAR, "较前三季度收窄", True),
        (YEAR, "2025年上半年开工", True),
        (YEAR, "上半年增长5%", False),
        (YEAR, "前三季度增长5%", False),
        (YEAR, "2023年全年", False),
        (BLANK, "前三季度增长5%", True),
    ],
)
def test_only_the_parts_the_brief_speaks_of_fit(periods: Periods, text: str, fits: bool) -> None:
    (part,) = parts_of_year(text)
    assert periods.fits(text, part) is fits


def test_a_heading_of_plans_lets_the_rest_of_the_year_be_spoken_of() -> None:
    (part,) = parts_of_year("全年增长5%")
    assert HALF.fits("全年增长5%", part, planning=True)


@pytest.mark.parametrize(
    ("periods", "text", "allowed"),
    [
        (YEAR, "2024年11月30日", True),
        (YEAR, "11月30日", True),
        (YEAR, "11月底", True),
        (YEAR, "2025年6月", True),
        (YEAR, "2024年", True),
        (YEAR, "较2023年", True),
        (YEAR, "县里2023年", False),
        (YEAR, "2021年", False),
        (YEAR, "11月29日", False),
        (YEAR, "2023年11月30日", False),
        (YEAR, "5月12日", False),
        (HALF, "6月30日", True),
        (HALF, "6月末", True),
        (HALF, "2019年8月", True),
        (HALF, "9月", True),
        (HALF, "2025年9月", True),
        (HALF, "4月18日", False),
        (HALF, "2025年4月", False),
    ],
)
def test_a_date_is_allowed_as_given_or_shortened(periods: Periods, text: str, allowed: bool) -> None:
    assert periods.allows(text, quantity(text)) is allowed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024年11月30日", "11月底", True),
        ("2024年11月30日", "11月30日", True),
        ("2024年11月", "2024年", True),
        ("5月31日", "2024年5月", True),
        ("11月30日", "11月20日", False),
        ("2024年11月", "2023年11月", False),
        ("11月", "2024年", False),
        ("8:30", "8:30", True),
        ("8:30", "9:30", False),
        ("8:30", "2024年8月", False),
    ],
)
def test_two_dates_agree_in_all_that_both_say(one: str, other: str, same: bool) -> None:
    assert agree(quantity(one), quantity(other)) is same
    assert agree(quantity(other), quantity(one)) is same


@given(st.text(alphabet="0123456789年月日上下半全前一二三四季度个较比—至到，。力争", max_size=24))
def test_no_text_breaks_the_reading_of_time(text: str) -> None:
    for part in parts_of_year(text):
        assert text[part.start : part.end] == part.text
        assert HALF.fits(text, part) in {True, False}
    for one in numerals.find(text):
        if one.form in CALENDAR and one.form is not Form.TIME:
            assert HALF.allows(text, one) in {True, False}
