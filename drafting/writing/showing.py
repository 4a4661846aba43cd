"""What a model may see of a figure: its reference forms, in private mode with the shape of the words for the value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting import references
from drafting.numerals import Change, Direction, find, names_with_digits, read, read_change
from drafting.numerals.quantity import CALENDAR, Form
from drafting.report import Comparison, Figure, Kind, Polarity, Status

GAP = "…"
SPEED_VERBS = ("收窄", "扩大", "放缓", "加快", "回落")
_AFTER_DIGITS = re.compile(r"(?<=\d)\D+$")
_QUOTED = re.compile("[“”‘’]")
_NUMERAL = re.compile(r"[零一二三四五六七八九十两几数]")
_WELCOME = {
    (Polarity.GOOD, Direction.UP): "，是成绩",
    (Polarity.GOOD, Direction.DOWN): "，是不足，照直写",
    (Polarity.BAD, Direction.DOWN): "，是成绩",
    (Polarity.BAD, Direction.UP): "，是不足，照直写",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One form of reference: `words` is what it renders as, with the value left out in private mode."""

    reference: str
    meaning: str
    words: str


@dataclass(frozen=True, slots=True)
class Veil:
    """Quantities typed in material go out as 〔数1〕, 〔数2〕, …; `lift` puts back what an answer repeats."""

    private: bool
    marks: dict[str, str] = field(default_factory=dict)

    def hide(self, text: str, quoting: bool = False) -> str:
        """Dates stay: they say when, not how much. So do references and names that hold digits.

        In marks of quotation a number is a name (“1345”), unless the text is a finding, `quoting` what it is about.
        """
        if not self.private:
            return text
        pieces: list[str] = []
        position = 0
        for start, end in _quantities(_QUOTED.sub("，", text) if quoting else text):
            words = text[start:end]
            pieces += [text[position:start], self.marks.setdefault(words, f"〔数{len(self.marks) + 1}〕")]
            position = end
        return "".join([*pieces, text[position:]])

    def lift(self, text: str) -> str:
        for words, mark in self.marks.items():
            text = text.replace(mark, words)
        return text


def forms(figure: Figure, private: bool) -> tuple[Shown, ...]:
    """Every form that renders, the value first."""
    return tuple(one for one in _forms(figure, private) if references.find(one.reference))


def has_quantity(text: str) -> bool:
    """Whether the veil would hide any of it."""
    return next(_quantities(text), None) is not None


def _quantities(text: str) -> Iterator[tuple[int, int]]:
    spared = [*names_with_digits(text), *((one.start, one.end) for one in references.find(text))]
    for one in find(text):
        kept = one.form in CALENDAR or one.form is Form.MASK
        if not kept and not any(start < one.end and one.start < end for start, end in spared):
            yield one.start, one.end


def _forms(figure: Figure, private: bool) -> Iterator[Shown]:
    if figure.value:
        yield Shown(f"[[{figure.key}]]", _meaning(figure), _value(figure, figure.value, private))
    elif said := references.part_text(figure, "value"):
        yield Shown(f"[[{figure.key}]]", "只有这句话", _without_quantities(said) if private else said)
    for index, comparison in enumerate(figure.compared):
        yield from _comparison(figure, comparison, index == 0, private)
    if figure.prev:
        yield Shown(f"[[{figure.key}.prev]]", "原来", _value(figure, figure.prev, private))
    if figure.rank:
        words = references.part_text(figure, "rank") or ""
        yield Shown(f"[[{figure.key}.rank]]", "位次", _without_quantities(words) if private else words)


def _meaning(figure: Figure) -> str:
    if figure.kind is not Kind.NUMBER:
        return "名称" if figure.kind is Kind.NAME else "日期"
    return "预计数" if figure.status is Status.ESTIMATE else ""


def _value(figure: Figure, value: str, private: bool) -> str:
    if not private:
        return references.value_text(figure) if value == figure.value else references.with_unit(value, figure.unit)
    if figure.kind is Kind.NAME:
        return GAP
    estimated = "预计" if figure.status is Status.ESTIMATE and value == figure.value else ""
    return f"{estimated}{GAP}{figure.unit or _unit(value)}"


def _comparison(figure: Figure, comparison: Comparison, first: bool, private: bool) -> Iterator[Shown]:
    if (not first and not comparison.to) or (private and has_quantity(comparison.to)):
        return
    to = "" if first else f":{comparison.to}"
    reference = f"[[{figure.key}.change{to}]]"
    change = read_change(comparison.value, figure.name)
    words = references.part_text(figure, "change", "" if first else comparison.to) or ""
    if not references.is_movement(comparison):
        yield Shown(reference, comparison.to + _progress(comparison), f"{GAP}{_unit(words)}" if private else words)
        return
    against = comparison.to or "没写跟谁比"
    if change is None:
        yield Shown(reference, against, GAP if private else words)
        return
    # A narrowing is told by its verb; whether it is welcome depends on what narrows.
    judged = "" if change.verb in SPEED_VERBS else _WELCOME.get((figure.polarity, change.direction), "")
    yield Shown(reference, against + judged, _movement(change) if private else words)
    if change.amount.endswith("%") and change.direction is not Direction.FLAT:
        yield Shown(f"[[{figure.key}.rate{to}]]", "只有幅度", f"{GAP}%" if private else change.amount)


def _movement(change: Change) -> str:
    """A verb without an amount (翻番) is itself a quantity."""
    if change.direction is Direction.FLAT:
        return change.verb
    if not change.amount:
        return ("增长" if change.direction is Direction.UP else "下降") + GAP
    return f"{change.verb}{GAP}{_unit(change.amount)}"


def _progress(comparison: Comparison) -> str:
    """Whether a share of a task is all of it, which the words depend on."""
    share = read(comparison.value)
    if share is None or share.unit != "%" or not any(word in comparison.to for word in ("任务", "目标", "计划")):
        return ""
    return "，已完成" if share.low >= 100 else "，尚未完成"


def _unit(words: str) -> str:
    """As typed with its scale (万亩), unless that would tell part of the number."""
    tail = _AFTER_DIGITS.search(words.strip())
    if tail and not _NUMERAL.search(tail[0]):
        return tail[0]
    quantity = read(words)
    return quantity.unit if quantity else ""


def _without_quantities(words: str) -> str:
    for start, end in reversed(list(_quantities(words))):
        ranked = words[start:end].startswith("第") and words[start:end].endswith("位")
        words = words[:start] + (f"第{GAP}位" if ranked else GAP) + words[end:]
    return words
