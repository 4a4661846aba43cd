"""Points to sentences: completed in form, never in fact. Works on bound text, where quantities are references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from drafting.lexicon import Nature, table
from drafting.numerals import normal
from drafting.references import REFERENCE, value_text
from drafting.report import Figure, Point, State
from drafting.writing.plain.clauses import clause, comparisons_text
from drafting.writing.plain.nature import nature_of

PLACEHOLDER = "数"
MAX_SENTENCE, SHORT = 60, 16
_LABEL = re.compile(r"^(?P<label>[^，。；：:\[\]]{2,10})[：:]\s*(?=\S)")
_HALF = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？"})


class PointKind(StrEnum):
    OPENING = "opening"
    WORK = "work"
    HONOUR = "honour"
    PROBLEM = "problem"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Item:
    """One point on its way to a sentence: `label` is its field (新型工业化方面, 抓教育), `text` has no closing mark."""

    point: Point
    label: str
    text: str
    kind: PointKind

    def unlabelled(self) -> "Item":
        """The label as the words it is; a colon stays where the writer put it."""
        return replace(self, label="", text=f"{self.label}：{self.text}") if self.label else self

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(f"F{match['number']}" for match in REFERENCE.finditer(self.text))


def skeleton(text: str) -> str:
    """The words, with each reference as one neutral character, for matching and measuring."""
    return REFERENCE.sub(PLACEHOLDER, text)


def make_item(point: Point) -> Item:
    text = _tidied(point.bound)
    found = _LABEL.match(text)
    label = found["label"].strip() if found else ""
    text = text[found.end() :] if found else text
    return Item(point, label, text, _kind(skeleton(text), point.state))


def _tidied(text: str) -> str:
    """Half-width marks between Chinese made full-width, closing marks dropped, blanks inside Chinese removed."""
    spaced = re.sub(r"(?<=[^\x00-\x7f])[ \t\u3000]+(?=[^\x00-\x7f])", "", text.strip())
    wide = re.sub(r"(?<=[^\x00-\x7f\]])[,;!?](?=\D|$)|(?<=\]\])[,;](?=\D|$)", lambda m: m[0].translate(_HALF), spaced)
    return wide.rstrip("。；;，,：: ")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("wording")["point_kinds"][kind])


def _kind(words: str, state: State) -> PointKind:
    if any(pattern.search(words) for pattern in _patterns("honour")):
        return PointKind.HONOUR
    if state is State.PLANNED:
        return PointKind.PLAN
    # An opening states an aim; a done piece of work that starts with 围绕 is work (W2: no figures in an opening).
    if PLACEHOLDER not in words and any(pattern.search(words) for pattern in _patterns("opening")):
        return PointKind.OPENING
    return PointKind.WORK


def looks_like_problem(item: Item) -> bool:
    return any(pattern.search(skeleton(item.text)) for pattern in _patterns("problem"))


def looks_like_plan(item: Item) -> bool:
    return item.kind is PointKind.PLAN or any(pattern.search(skeleton(item.text)) for pattern in _patterns("plan"))


def worded(item: Item) -> Item:
    """The item with its state said: 在办 as under way, 拟办 as planned; a finished one is left as typed."""
    words = table("wording")
    marks = {State.DOING: words["doing_marks"], State.PLANNED: words["planned_marks"]}.get(item.point.state)
    if marks is None or any(mark in item.text for mark in marks):
        return item
    said = "正在" if item.point.state is State.DOING else "计划"
    # A jotting that starts with neither a verb nor what it is done to names the work itself.
    acts = starts_with_verb(item.text) or item.text.startswith(_TOWARDS)
    return replace(item, text=f"{said}{'' if acts else '推进'}{item.text}")


_TOWARDS = ("对", "为", "在", "将", "把", "与", "向", "按", "以", "从", "由", "逐")


@cache
def _verbs() -> re.Pattern[str]:
    verbs = sorted(table("wording")["verbs"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, verbs)))


def starts_with_verb(text: str) -> str:
    """The verb a text starts with, or ""."""
    found = _verbs().match(text)
    return found[0] if found else ""


def complete(item: Item, figures: dict[str, Figure], said: set[str]) -> Item:
    """What the table knows of a figure a point only touches: the value before a change, comparisons behind a value."""

    def added(match: re.Match[str]) -> str:
        figure = figures.get(f"F{match['number']}")
        if figure is None or figure.key in said:
            return match[0]
        if match["part"] == "change" and figure.value and not match["to"]:
            said.add(figure.key)
            return match[0]
        tail = item.text[match.end() :]
        if match["part"] or not (figure.comparisons or figure.rank) or (tail and tail[0] not in "，；。、"):
            return match[0]
        said.add(figure.key)
        return match[0] + comparisons_text(figure)

    return replace(item, text=REFERENCE.sub(added, _valued(item.text, figures, said)))


def _valued(text: str, figures: dict[str, Figure], said: set[str]) -> str:
    """参加率较上年下降… → 参加率为93.6%，较上年下降…: a change is told with the value, where the table has it."""
    for match in reversed(list(REFERENCE.finditer(text))):
        figure = figures.get(f"F{match['number']}")
        if figure is None or match["part"] != "change" or match["to"] or not figure.value or figure.key in said:
            continue
        lead = f"{figure.name}{figure.comparisons[0].to}"
        if text.endswith(lead, 0, match.start()) and f"[[{figure.key}]]" not in text:
            at = match.start() - len(figure.comparisons[0].to)
            link = "为" if nature_of(figure) in {Nature.RATE, Nature.STOCK} else ""
            text = f"{text[:at]}{link}[[{figure.key}]]，{text[at:]}"
    return text


def with_rate(item: Item, figure: Figure) -> Item:
    """排查隐患46处，整改41处 + 隐患整改率 → …，整改率为89.1%; the item itself when it doesn't tell what was done."""
    name = figure.name
    # What was done has two characters at least (化解率), so that no word of the name is cut in half.
    subject = next((name[:at] for at in range(len(name) - 3, 2, -1) if name[:at] in item.text), "")
    done = name.removeprefix(subject).removesuffix("率")
    if (
        not subject
        or not name.endswith("率")
        or len(done) < 2
        or done not in item.text
        or len(item.text) > MAX_SENTENCE
    ):
        return item
    short = replace(figure, name=name.removeprefix(subject))
    made = clause(short, name=short.name)
    return replace(item, text=f"{item.text}，{made.text}") if made else item


def says_value(item: Item, figure: Figure) -> bool:
    """Whether the writer's own words of the point already hold the figure's value with its unit."""
    words = value_text(figure)
    return bool(words) and words in normal(item.point.text)


_MERGEABLE = re.compile(r"^(?P<body>[^，；。、：（）]{2,14}数)$")


def sentences(items: Sequence[Item]) -> list[str]:
    """One sentence an item; short neighbours of one state are joined, of one verb merged (W10, W29)."""
    return [_closed(text) for text in _joined(_merged(items))]


def _merged(items: Sequence[Item]) -> Iterator[tuple[str, State]]:
    """改造危桥4座 + 改造小区9个 → 改造危桥4座、小区9个."""
    waiting = list(items)
    while waiting:
        first = waiting.pop(0)
        verb = _simple_verb(first)
        bodies = [first.text]
        while verb and waiting and len(bodies) < 4:
            other = waiting[0]
            if _simple_verb(other) != verb or other.point.state is not first.point.state:
                break
            bodies.append(waiting.pop(0).text.removeprefix(verb))
        yield "、".join(bodies), first.point.state


def _simple_verb(item: Item) -> str:
    return starts_with_verb(item.text) if _MERGEABLE.match(skeleton(item.text)) else ""


def _joined(texts: Iterator[tuple[str, State]]) -> Iterator[str]:
    line, state = "", State.UNKNOWN
    for text, now in texts:
        short = len(skeleton(text)) <= SHORT and len(skeleton(line)) <= MAX_SENTENCE - SHORT
        if line and short and now is state and _plain(line) and _plain(text):
            line = f"{line}；{text}"
            continue
        if line:
            yield line
        line, state = text, now
    if line:
        yield line


def _plain(text: str) -> bool:
    """Only short items are joined, so that no sentence mixes a long measure with a stray one."""
    return all(len(skeleton(part)) <= SHORT for part in text.split("；"))


def _closed(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "”。")) else f"{text}。"
