"""The limits the benchmarks promise."""

import pytest

from drafting.checking import Context, check_section, check_text
from drafting.checking.numbers.passage import quantities_in
from drafting.references import render
from tests.benchmarks import bench_checking, bench_figures
from tests.benchmarks.timing import milliseconds

pytestmark = pytest.mark.slow


def test_a_figure_change_keeps_its_limit_and_doubles_at_most() -> None:
    for one in bench_figures.measures():
        assert one.limit is None or one.milliseconds <= one.limit, one
        assert one.growth is None or one.growth <= 2.6, one


def test_checking_costs_a_few_readings_of_the_text_and_doubles_with_it() -> None:
    given = bench_checking.brief()
    context = Context.of(given)
    taken: list[tuple[float, float, float]] = []
    for characters in (10_000, 20_000, 40_000):
        source = bench_checking.source(given, characters)
        text = render(source, given.figures).text
        reading = milliseconds(bench_checking.afresh(lambda text=text: quantities_in(text)))
        draft = milliseconds(bench_checking.afresh(lambda source=source: check_section(source, context, 0)))
        typed = milliseconds(bench_checking.afresh(lambda text=text: check_text(text, context, None)))
        taken.append((reading, draft, typed))
    assert all(draft <= 6 * reading and typed <= 6 * reading for reading, draft, typed in taken), taken
    assert taken[2][1] <= 2.6 * 2 * taken[0][1], taken
    assert taken[2][2] <= 2.6 * 2 * taken[0][2], taken
