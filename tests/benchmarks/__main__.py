"""Runs every bench_*.py beside this file, or those named: `python -m tests.benchmarks [figures …]`."""

import importlib
import sys
from pathlib import Path

from tests.benchmarks.timing import show


def main(names: list[str]) -> None:
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    for module in [one for one in found if not names or one.removeprefix("bench_") in names]:
        show(importlib.import_module(f"tests.benchmarks.{module}").measures())


if __name__ == "__main__":
    main(sys.argv[1:])
