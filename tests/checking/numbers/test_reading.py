"""The words a number is read by: its own, and in a list those of its item."""

import pytest

from drafting.checking.numbers.kinds import kinds_in
from drafting.checking.numbers.passage import Passage
from drafting.checking.numbers.reading import Reading
from tests.checking.reports import YEAR


def reading(text: str) -> Reading:
    return Reading(Passage(text, (), YEAR.names), YEAR)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("粮食产量24.7万吨", [("粮食产量", "")]),
        ("新建4所学校、改造17个小区", [("新建", "学校"), ("改造", "小区")]),
        (
            "城镇、农村居民人均可支配收入分别增长4.6%、7.3%",
            [("城镇", "农村居民人均可支配收入"), ("农村居民人均可支配收入", "农村居民人均可支配收入")],
        ),
    ],
)
def test_each_number_has_words_of_its_own(text: str, own: list[tuple[str, str]]) -> None:
    read = reading(text)
    numbers = range(len(read.passage.numbers))
    assert [tuple(text[slice(*span)] for span in read.own(index)) for index in numbers] == own


def test_in_a_list_only_the_item_says_of_which_kind_a_number_is() -> None:
    read = reading("城镇、农村居民人均可支配收入分别增长4.6%、7.3%")
    assert [read.kinds(0), read.kinds(1)] == [kinds_in("城镇"), kinds_in("农村收入")]


def test_the_numbers_of_a_list_are_those_behind_it() -> None:
    read = reading("粮食产量24.7万吨，城镇、农村居民人均可支配收入分别增长4.6%、7.3%")
    assert (sorted(read.listed), sorted(read.listing_of)) == ([1, 2], [1, 2])
