"""What a model types beside a reference though the reference already renders it: units, signs, verbs, ranks."""

import re
from dataclasses import replace
from functools import cache

from drafting import references
from drafting.lexicon import table
from drafting.numerals import Change, Direction, normal, read_change
from drafting.references import Reference
from drafting.report import Figure, FigureSet, Kind

_CLAUSE_END = re.compile(r"[，。；！？,;\n]")
_DIGIT = re.compile(r"[\d一二三四五六七八九十百千万亿零两]")
_ONE_CHARACTER_LEADS = "第约近超逾"
_LONGEST_UNIT = 8
_LONGEST_LIST = 200
_AMOUNT = r"\d[\d.]*(?:%|‰|个百分点)?"
_EACH_BEGUN = re.compile(r"分别(?:同比|比上年|较上年)?$")
_LISTED = re.compile(rf"(?:[、和及与]|以及)(?:(?P<bare>{_AMOUNT}|\[\[F\d+\.rate[^\[\]]*\]\])|\[\[[^\[\]]*\]\])")


def absorb(text: str, figures: FigureSet) -> str:
    """A verb that contradicts the figure stays where it is, for the checks to find."""
    settled = ""
    position = 0
    for reference in references.find(text):
        settled += text[position : reference.start]
        position = reference.end
        figure = figures.get(reference.key)
        if figure is not None:
            reference = _meant(reference, figure)
            change = _change(reference, figure)
            settled += _verb_said_once(change, settled, text[position : position + _LONGEST_LIST])
            reference = _fitted(reference, figure, change, _clause(settled))
            rendered = normal(references.part_text(figure, reference.part, reference.comparison) or "")
            settled = settled[: len(settled) - _doubled_before(settled, reference, rendered, change)]
            if figure.kind is Kind.NUMBER:
                position += _doubled_after(rendered, text[position : position + 2 * _LONGEST_UNIT])
        # 71.30亿元（F1） has become the same reference twice.
        settled += "" if settled.endswith(str(reference)) else str(reference)
    return settled + text[position:]


def absorbs(before: str, change: Change) -> bool:
    """Whether the words before an amount go once its verb is rendered with it."""
    word = _word_before(before, change)
    return bool(word) and word not in _net() and _agrees(word, change)


def listed(before: str, change: Change) -> bool:
    """Whether an amount is one of a 分别 list whose verb is said once."""
    each = _each().search(_clause(before))
    return each is not None and _direction(each["noun"] or each["verb"]) is change.direction


def _agrees(word: str, change: Change) -> bool:
    # 增速为 goes before a fall as well: what follows says which way it went.
    return _direction(word) is change.direction or word in table("settling")["nouns"]["up"]


def _verb_said_once(change: Change | None, settled: str, after: str) -> str:
    """The verb of 分别[[F1.change]]、6.6%, which its other amounts share."""
    if change is None or not change.amount or not _EACH_BEGUN.search(settled) or change.verb not in _directions():
        return ""
    items, end = [], 0
    while found := _LISTED.match(after, end):
        items.append(found["bare"])
        end = found.end()
    return change.verb if any(items) else ""


def _clause(text: str) -> str:
    return _CLAUSE_END.split(text)[-1]


def _meant(reference: Reference, figure: Figure) -> Reference:
    """A figure that has only changes is meant by the first of them, though the model asked for a value."""
    valueless = reference.part == "value" and references.part_text(figure, "value") is None
    return replace(reference, part="change") if valueless and figure.compared else reference


def _change(reference: Reference, figure: Figure) -> Change | None:
    """The movement a change or rate reference renders; None for shares, gaps and other parts."""
    chosen = references.comparison_of(figure, reference.comparison)
    if reference.part not in ("change", "rate") or chosen is None or not references.is_movement(chosen):
        return None
    return read_change(chosen.value, figure.name)


def _fitted(reference: Reference, figure: Figure, change: Change | None, clause: str) -> Reference:
    """`rate` where the words before say the same direction and ask for a bare amount, else `change`."""
    if change is None:
        return reference
    part = "rate" if change.amount and _wants_rate(reference, figure, change, clause) else "change"
    return Reference(reference.start, reference.end, reference.key, part, reference.comparison)


def _wants_rate(reference: Reference, figure: Figure, change: Change, clause: str) -> bool:
    if _each().search(clause):
        return listed(clause, change)
    word = _word_before(clause, change)
    if not word or _direction(word) is not change.direction:
        return False
    return reference.part == "rate" or figure.name.endswith(word)


def _doubled_before(settled: str, reference: Reference, rendered: str, change: Change | None) -> int:
    """How many characters at the end of `settled` say what `rendered` begins with."""
    if reference.part == "rate":
        return 0
    if change is not None:
        word = _word_before(settled, change)
        if word and _agrees(word, change):
            return len(settled) - settled.rindex(word)
    if said := _said_whole(settled, rendered):
        return said
    # 居全市第 before 全市…第…位: the scope is doubled as well.
    if reference.part == "rank" and settled.endswith("第"):
        return 1 + _overlap(settled[:-1], rendered)
    return _overlap(settled, rendered)


def _said_whole(settled: str, rendered: str) -> int:
    """71.30亿元[[F1]]: the number typed and referred to."""
    tail = normal(settled[-len(rendered) :]) if rendered else ""
    whole = tail == rendered and _DIGIT.search(rendered) and not re.search(r"[\d.]", settled[: -len(rendered)][-1:])
    return len(rendered) if whole else 0


def _overlap(settled: str, rendered: str) -> int:
    for size in range(min(len(rendered), len(settled), _LONGEST_UNIT), 0, -1):
        head = rendered[:size]
        if (size > 1 or head in _ONE_CHARACTER_LEADS) and not _DIGIT.search(head) and settled.endswith(head):
            return size
    return 0


def _doubled_after(rendered: str, after: str) -> int:
    """How many characters of `after` repeat the unit that `rendered` ends with."""
    plain = normal(after)
    gap = len(plain) - len(plain.lstrip(" "))
    words = plain[gap:]
    for size in range(min(len(rendered), len(words), _LONGEST_UNIT), 0, -1):
        tail = rendered[-size:]
        if words.startswith(tail) and not re.search(r"[\d.]", tail) and not _begins_word(tail, words[size:]):
            return gap + size
    return 0


def _begins_word(unit: str, after: str) -> bool:
    following: str = table("settling")["unit_words"].get(unit[-1], "")
    return bool(after) and after[0] in following


def _word_before(text: str, change: Change) -> str:
    """The word of change `text` ends with; 增速 before 提高0.5个百分点 is its subject, not a doubling."""
    ending = _ending().search(text)
    if ending is None:
        return ""
    nouns = table("settling")["nouns"]
    points = bool(change.amount) and not change.amount.endswith("%")
    subject = points and any(ending["word"] in listed for listed in nouns.values())
    return "" if subject else ending["word"]


def _direction(word: str) -> Direction | None:
    return _directions().get(word)


@cache
def _directions() -> dict[str, Direction]:
    words = table("settling")
    named = {"up": Direction.UP, "down": Direction.DOWN, "flat": Direction.FLAT}
    kinds = ("verbs", "nouns", "net_verbs")
    return {word: named[name] for kind in kinds for name, listed in words[kind].items() for word in listed}


@cache
def _net() -> frozenset[str]:
    return frozenset(word for listed in table("settling")["net_verbs"].values() for word in listed)


@cache
def _ending() -> re.Pattern[str]:
    """A word of change at the end of a text, with 了, 为, 达 after it."""
    return re.compile(f"(?P<word>{_either(_directions())})(?:{_either(table('settling')['verb_tails'])})?$")


@cache
def _each() -> re.Pattern[str]:
    """分别增长 or 增速分别为, before the first of the amounts or between them."""
    words = table("settling")
    nouns = _either([word for listed in words["nouns"].values() for word in listed])
    verbs = _either([word for listed in words["verbs"].values() for word in listed])
    tails = _either(words["verb_tails"])
    return re.compile(
        rf"(?:(?P<noun>{nouns})分别(?:{tails})?|分别(?:同比|比上年|较上年)?(?P<verb>{verbs})(?:{tails})?)"
        rf"(?:(?:\[\[[^\[\]]*\]\]|{_AMOUNT})(?:以及|[、和及与])?)*$"
    )


def _either(words: "dict[str, Direction] | list[str]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
