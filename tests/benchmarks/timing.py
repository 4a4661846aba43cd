"""How benchmarks time and print: the best of several runs, and how it grows when the work doubles."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

RUNS = 9


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: what was done, to how much, in how many milliseconds; `limit` in milliseconds, `growth` against
    the row of half the size."""

    what: str
    size: str
    milliseconds: float
    limit: float | None = None
    growth: float | None = None


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The best of `runs`, after one to warm up: what else the machine does only ever adds."""
    work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def show(measures: Iterable[Measure]) -> None:
    for one in measures:
        limit = f"≤ {one.limit:g} ms" if one.limit is not None else ""
        growth = f"×{one.growth:.2f}" if one.growth is not None else ""
        sys.stdout.write(f"{one.what:<44}{one.size:<40}{one.milliseconds:>10.2f} ms  {limit:<10}{growth}\n")
