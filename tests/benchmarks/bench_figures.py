"""One figure changed in a long report: sections rendered anew, the list of changes, and the check of the wording."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from drafting.checking.following.changed import check_changed, rerendered
from drafting.references import render
from drafting.report import Comparison, Figure, FigureSet
from tests.benchmarks.timing import Measure, milliseconds, show

SECTIONS, FIGURES, CHARACTERS = 20, 150, 1000
LIMIT = 20.0
_FILLING = "坚持稳中求进工作总基调，突出抓好项目建设和产业培育，各项工作取得新的进展。"


def figures(count: int = FIGURES) -> FigureSet:
    growth = (Comparison("同比", "增长5.8%"), Comparison("较年初", "提高0.5个百分点"))
    return FigureSet(
        tuple(Figure(f"F{n}", f"第{n}项指标", n % SECTIONS, value=f"{n}.40", unit="亿元", comparisons=growth)
              for n in range(1, count + 1))
    )  # fmt: skip


def report(table: FigureSet, sections: int = SECTIONS) -> list[str]:
    """Stored texts of about a thousand characters each as rendered, every figure said in turn, value and change."""
    keys = [one.key for one in table]
    said = iter(range(10**9))
    texts = []
    for _ in range(sections):
        text = ""
        while len(render(text, table).text) < CHARACTERS:
            key = keys[next(said) % len(keys)]
            text += f"全县这项指标达到[[{key}]]，同比[[{key}.change]]。{_FILLING}"
        texts.append(text)
    return texts


def change(table: FigureSet, texts: list[str], follow: Callable[[str, FigureSet, FigureSet], object]) -> None:
    """The first figure turns, and every text follows."""
    first = table.figures[0]
    newer = table.having(replace(first, value="98.7", comparisons=(Comparison("同比", "下降1.2%"),)))
    for text in texts:
        follow(text, table, newer)


def measures() -> Iterator[Measure]:
    table = figures()
    works: tuple[tuple[str, float | None, Callable[[str, FigureSet, FigureSet], object]], ...] = (
        ("figure change: all sections rendered", LIMIT, lambda text, _, now: render(text, now)),
        ("figure change: list of changed sentences", None, rerendered),
        ("figure change: wording check", None, lambda text, was, now: tuple(check_changed(text, was, now))),
    )
    for what, limit, follow in works:
        before = None
        for times in (1, 2, 4):
            texts = report(table, SECTIONS * times)
            length = sum(len(render(text, table).text) for text in texts)
            mentions = sum(len(render(text, table).mentions) for text in texts)
            taken = milliseconds(lambda texts=texts, follow=follow: change(table, texts, follow))
            size = f"{length:,} characters, {mentions} mentions"
            yield Measure(what, size, taken, limit if times == 1 else None, taken / before if before else None)
            before = taken


if __name__ == "__main__":
    show(measures())
