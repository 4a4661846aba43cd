"""A text held against 150 figures: with references as a draft has them, and typed out as a text from elsewhere."""

from collections.abc import Callable, Iterator
from itertools import cycle

from drafting.checking import Context, check_section, check_text
from drafting.checking.numbers.passage import quantities_in
from drafting.lexicon import Nature, indicators
from drafting.references import render
from drafting.report import Brief, Comparison, Figure, FigureSet, SectionBrief, Use
from tests.benchmarks.timing import Measure, milliseconds, show

FIGURES, CHARACTERS, LARGEST = 150, 10_000, 1_000_000
LIMIT = 50.0
_FILLING = (
    "坚持把项目建设作为稳增长的硬支撑，逐个梳理堵点，分类制定措施，推动要素向重点项目集中",
    "针对企业反映的用工、用能、融资等困难，落实领导干部包联制度，做到问题有人接、进度有人盯",
    "统筹推进城乡环境整治，完善长效管护机制，群众身边的烦心事得到及时办理",
)


def brief() -> Brief:
    named = [one for one in indicators() if one.nature is not Nature.PROFILE and one.unit and len(one.name) > 4]
    made = tuple(
        Figure(
            f"F{number}", one.name, 0, value=f"{number * 7 % 900 + 1}.{number % 9 + 1}", unit=one.unit, use=Use.MAY,
            comparisons=(Comparison("同比", f"增长{number % 17 + 1}.{number % 8 + 1}%"),),
        )
        for number, one in enumerate(named[:FIGURES], 1)
    )  # fmt: skip
    return Brief(
        "2024年上半年青岚县工作情况汇报",
        "青岚县",
        "2024年上半年",
        sections=(SectionBrief("一、主要工作"),),
        figures=FigureSet(made),
    )


def source(given: Brief, characters: int) -> str:
    """Paragraphs of prose in which every figure stands in turn with its change; about `characters` when rendered."""
    pieces: list[str] = []
    length = 0
    for number, (figure, filling) in enumerate(zip(cycle(given.figures), cycle(_FILLING), strict=False)):
        end = "\n" if number % 4 == 3 else ""
        piece = f"{figure.name}[[{figure.key}]]，同比[[{figure.key}.change]]。{filling}。{end}"
        length += len(render(piece, given.figures).text)
        pieces.append(piece)
        if length >= characters:
            return "".join(pieces)
    return ""


def afresh(work: Callable[[], object]) -> Callable[[], object]:
    """Without the numbers of the text kept from the run before."""

    def run() -> None:
        quantities_in.cache_clear()
        work()

    return run


def measures() -> Iterator[Measure]:
    given = brief()
    context = Context.of(given)

    def draft(characters: int) -> Callable[[], object]:
        text = source(given, characters)
        return afresh(lambda: check_section(text, context, 0))

    def typed(characters: int) -> Callable[[], object]:
        text = render(source(given, characters), given.figures).text
        return afresh(lambda: check_text(text, context, None))

    for what, work in (("check a draft's text", draft), ("check a typed text", typed)):
        before, characters = None, CHARACTERS
        while characters <= LARGEST:
            taken = milliseconds(work(characters), runs=9 if characters <= 8 * CHARACTERS else 2)
            limit = LIMIT if characters == CHARACTERS else None
            yield Measure(
                what, f"{characters:,} characters, {FIGURES} figures", taken, limit, taken / before if before else None
            )
            before, characters = taken, characters * 2


if __name__ == "__main__":
    show(measures())
