"""The limits the benchmarks promise."""

import pytest

from tests.benchmarks import bench_figures

pytestmark = pytest.mark.slow


def test_a_figure_change_keeps_its_limit_and_doubles_at_most() -> None:
    for one in bench_figures.measures():
        assert one.limit is None or one.milliseconds <= one.limit, one
        assert one.growth is None or one.growth <= 2.6, one
