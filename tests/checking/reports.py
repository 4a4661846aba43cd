"""Two counties' material to hold prose against. Prose is written with what is wrong in it between 【 and 】."""

import re
from pathlib import Path

from drafting.checking import Context, Entry, account
from drafting.checking.numbers.fidelity import check_figures_said, ledger
from drafting.intake.brief_file import read_brief

PROSE = Path(__file__).parent / "prose"
YEAR = Context.of(read_brief(PROSE / "年度汇报_梓川县2024年.yaml"))
HALF = Context.of(read_brief(PROSE / "半年汇报_汀山县2025年上半年.yaml"))
Fault = tuple[str, int, int, str]
_MARKED = re.compile("【([^】]*)】")


def faults(report: Context, prose: str, heading: str = "") -> list[Fault]:
    """Rule, span and message of each finding on the prose without its marks, in order."""
    text = _MARKED.sub(r"\1", prose)
    found = list(check_figures_said(ledger(text, (), report, heading)))
    assert all(text[one.start : one.end] == one.text for one in found)
    return sorted(((one.rule, one.start, one.end, one.message) for one in found), key=lambda one: one[1:])


def marked(rule: str, prose: str, *messages: str) -> list[Fault]:
    """One finding of the rule for each mark, with its message."""
    places = [(one.start() - 2 * index, one.end() - 2 * index - 2) for index, one in enumerate(_MARKED.finditer(prose))]
    return [(rule, *place, message) for place, message in zip(places, messages, strict=True)]


def entries(report: Context, prose: str) -> tuple[Entry, ...]:
    return account(prose, (), report)
