"""Reference syntax `[[F1]]`, `[[F1.change:较年初]]`: find, render, escape, relink."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from drafting.numerals import Change, Direction, normal, read_change
from drafting.report import Comparison, Figure, FigureSet, Kind, Mention, Status

PARTS = ("value", "change", "rate", "prev", "rank")
REFERENCE = re.compile(
    r"\[\[F(?P<number>[1-9]\d{0,5})(?:\.(?P<part>change|rate|prev|rank))?(?::(?P<to>[^\[\]:\n]{1,30}))?\]\]", re.ASCII
)
UNRENDERED = "【{}：无此数】"
ESTIMATED = "预计"

# Between two typed brackets a word joiner keeps user text from ever reading as a reference.
JOINER = "\u2060"
_DOUBLE_OPEN = re.compile(rf"\[(?={JOINER}*\[)")
_ESCAPED_OPEN = re.compile(rf"\[{JOINER}(?={JOINER}*\[)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention in stored text; `comparison` is "" for the figure's first one."""

    start: int
    end: int
    key: str
    part: str = "value"
    comparison: str = ""

    def __str__(self) -> str:
        part = "" if self.part == "value" else f".{self.part}"
        return f"[[{self.key}{part}{f':{self.comparison}' if self.comparison else ''}]]"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Text as a reader sees it, and where each figure stands in it (code points)."""

    text: str
    mentions: tuple[Mention, ...]


def find(source: str) -> tuple[Reference, ...]:
    return tuple(
        Reference(m.start(), m.end(), f"F{m['number']}", m["part"] or "value", m["to"] or "")
        for m in REFERENCE.finditer(source)
    )


def escape(text: str) -> str:
    """User material made safe to store beside references; `render` gives it back unchanged."""
    return _DOUBLE_OPEN.sub(f"[{JOINER}", text)


def unescape(text: str) -> str:
    return _ESCAPED_OPEN.sub("[", text)


def render(source: str, figures: FigureSet) -> Rendered:
    """A reference that can't be rendered becomes a visible 【F9：无此数】, never an empty string."""
    by_key = {figure.key: figure for figure in figures}
    pieces: list[str] = []
    mentions: list[Mention] = []
    length = position = 0
    typed = ""
    for reference in find(source):
        # The reference's own bracket shows an escaped one right before it for what it is.
        plain = unescape(source[position : reference.start + 1])[:-1]
        typed = _clause_before(typed + plain)
        words = _words(by_key.get(reference.key), reference, typed)
        shown = UNRENDERED.format(str(reference)[2:-2]) if words is None else words
        length += len(plain)
        if words is not None:
            mentions.append(Mention(length, length + len(shown), reference.key, reference.part, reference.comparison))
        pieces += [plain, shown]
        length += len(shown)
        position = reference.end
    pieces.append(unescape(source[position:]))
    return Rendered("".join(pieces), tuple(mentions))


def bind(source: str, figures: FigureSet, mentions: tuple[Mention, ...]) -> str:
    """Stored text in which figures typed out at `mentions` (spans of the rendered text, in order) are references."""
    place = _stored_places(source, figures)
    pieces: list[str] = []
    position = 0
    for mention in mentions:
        start, end = place(mention.start), place(mention.end)
        figure = figures.get(mention.figure)
        first = figure is not None and comparison_of(figure) == comparison_of(figure, mention.comparison)
        to = "" if first else mention.comparison
        pieces += [source[position:start], str(Reference(0, 0, mention.figure, mention.part, to))]
        position = end
    return "".join([*pieces, source[position:]])


def stored_span(source: str, figures: FigureSet, start: int, end: int) -> tuple[int, int]:
    """A span of the rendered text in the stored one; inside a mention it widens to the whole reference."""
    place = _stored_places(source, figures)
    return place(start), place(end, after=True)


def _stored_places(source: str, figures: FigureSet) -> Callable[..., int]:
    """From a place in the rendered text to the one in the stored text; `after`: behind a reference it falls into."""
    steps: list[tuple[int, int, Reference]] = []
    rendered = iter(render(source, figures).mentions)
    length = position = 0
    for reference in find(source):
        length += len(unescape(source[position : reference.start + 1])) - 1
        shown = next(rendered) if _renders(reference, figures) else None
        width = shown.end - shown.start if shown else len(UNRENDERED.format(str(reference)[2:-2]))
        steps.append((length, length + width, reference))
        length += width
        position = reference.end
    starts = [one[0] for one in steps]

    def place(at: int, after: bool = False) -> int:
        index = bisect_right(starts, at) - 1 if not after else bisect_left(starts, at) - 1
        if index < 0:
            return _typed_place(source, 0, at)
        _, end, reference = steps[index]
        if at < end or (after and at == end):
            return reference.end if after else reference.start
        return _typed_place(source, reference.end, at - end)

    return place


def _typed_place(source: str, start: int, count: int) -> int:
    """`count` rendered characters behind `start`, escapes passed over."""
    at = start
    for _ in range(count):
        escaped = _ESCAPED_OPEN.match(source, at)
        at = escaped.end() if escaped else at + 1
    return at


def _clause_before(plain: str) -> str:
    return re.split(r"[，。；！？\n]", plain)[-1]


def _words(figure: Figure | None, reference: Reference, typed: str) -> str | None:
    """What a reference shows; `typed`: the words of its clause before it. A 预计 typed there is not said again."""
    words = part_text(figure, reference.part, reference.comparison) if figure else None
    if words is not None and words.startswith(ESTIMATED) and ESTIMATED in typed:
        return words.removeprefix(ESTIMATED)
    return words


def part_text(figure: Figure, part: str, comparison: str = "") -> str | None:
    """Words of one part of a figure, or None when the figure has nothing to say there."""
    if part == "value":
        return value_text(figure) or None
    if part == "prev":
        return with_unit(figure.prev, figure.unit) if figure.prev else None
    if part == "rank":
        return normal(figure.rank) or None
    chosen = comparison_of(figure, comparison)
    if chosen is None:
        return None
    change = _change(chosen.value, figure.name)
    if part == "rate":
        return change.amount or change.verb if change else normal(chosen.value)
    if not is_movement(chosen):
        return normal(change.amount) if change and change.amount else normal(chosen.value)
    words = change_text(change) if change else normal(chosen.value)
    # Where there is a value, it is the value that says 预计.
    return ESTIMATED + words if figure.status is Status.ESTIMATE and not figure.value else words


@lru_cache(maxsize=4096)
def _change(text: str, name: str) -> Change | None:
    """Read once: every mention of a long report asks for it anew."""
    return read_change(text, name)


def value_text(figure: Figure) -> str:
    """Value with unit, an estimate marked 预计; a figure that is only a note speaks by it; "" when there is none."""
    if not figure.value:
        return "" if figure.compared or figure.rank else figure.note
    if figure.kind is not Kind.NUMBER:
        return figure.value
    words = with_unit(figure.value, figure.unit)
    estimated = figure.status is Status.ESTIMATE and ESTIMATED not in words
    return ESTIMATED + words if estimated else words


def with_unit(value: str, unit: str) -> str:
    """Value as typed (half-width digits, zeros kept), the unit once."""
    words, measure = normal(value.strip()), normal(unit.strip())
    if not measure or measure in words:
        return words
    # 三十亿 with the unit 亿元 is 三十亿元; 5万 with 亿元 stays 5万亿元.
    if words[-1:] == measure[0] and measure[0] in "百千万亿":
        measure = measure[1:]
    around = _AROUND.search(words)
    return words[: around.start()] + measure + around[0] if around else words + measure


def change_text(change: Change) -> str:
    if change.direction is Direction.FLAT or not change.amount:
        return change.verb
    return change.verb + change.amount


def comparison_of(figure: Figure, to: str = "") -> Comparison | None:
    """By name; "" is the first one that is filled in."""
    return next((one for one in figure.compared if not to or one.to == to), None)


_AROUND = re.compile(r"(?:左右|上下|以上|以下|以内|之内)$")
_SHARE_OR_GAP = re.compile(
    r"^(?:占|完成|为|达|超)|高于|低于|快于|慢于|多于|少于|好于|优于|高出|低出|超出|^比.+[高低快慢多少]$"
)


def is_movement(comparison: Comparison) -> bool:
    """False for shares and gaps (占年度任务, 高于全市), whose name already holds the verb."""
    return not _SHARE_OR_GAP.search(comparison.to)


def relink(old_source: str, figures: FigureSet, new_text: str) -> str:
    """Stored text for `new_text`, an edit of `old_source` as rendered: mentions left untouched stay references."""
    rendered = render(old_source, figures)
    references = [one for one in find(old_source) if _renders(one, figures)]
    if rendered.text == new_text:
        return old_source
    pieces: list[str] = []
    position, typed = 0, ""
    for start, end, reference in _kept(rendered.text, new_text, list(zip(rendered.mentions, references, strict=True))):
        before = _clause_before(typed + new_text[position:start])
        # An edit of the words around it (预计) may change what a reference shows; what the writer sees stays.
        if _words(figures.get(reference.key), reference, before) != new_text[start:end]:
            continue
        pieces += [escape(new_text[position:start]), str(reference)]
        position, typed = end, before
    pieces.append(escape(new_text[position:]))
    return "".join(pieces)


def _renders(reference: Reference, figures: FigureSet) -> bool:
    figure = figures.get(reference.key)
    return figure is not None and part_text(figure, reference.part, reference.comparison) is not None


_Linked = tuple[int, int, Reference]


def _kept(old: str, new: str, pairs: list[tuple[Mention, Reference]]) -> Iterator[_Linked]:
    """Spans of `new` that are unedited mentions of `old`, with their reference, in order and apart."""
    place = _follower(old, new)
    found: list[_Linked] = []
    for mention, reference in pairs:
        start = place(mention.start, mention.end)
        if start is not None:
            found.append((start, start + mention.end - mention.start, reference))
    end = 0
    for one in sorted([*found, *_moved(old, new, pairs)], key=lambda one: one[:2]):
        if one[0] >= end:
            yield one
            end = one[1]


def _moved(old: str, new: str, pairs: list[tuple[Mention, Reference]]) -> Iterator[_Linked]:
    """Mentions in sentences that stand word for word in `new`, wherever they were moved or copied to."""
    linked: dict[str, list[_Linked]] = {}
    for sentence in _SENTENCE.finditer(old):
        inside = [pair for pair in pairs if sentence.start() <= pair[0].start and pair[0].end <= sentence.end()]
        spans = [(one.start - sentence.start(), one.end - sentence.start(), reference) for one, reference in inside]
        linked.setdefault(sentence[0], spans)
    for sentence in _SENTENCE.finditer(new):
        at = sentence.start()
        yield from ((at + start, at + end, reference) for start, end, reference in linked.get(sentence[0], ()))


_SENTENCE = re.compile(r"[^。！？；\n]{4,}")


def _follower(old: str, new: str) -> Callable[[int, int], int | None]:
    """Where an old span lies in the new text, None when any of it, or a digit touching it, was edited."""

    @cache
    def blocks(backwards: bool) -> list[tuple[int, int, int]]:
        if not backwards:
            return _matching_blocks(old, new)
        mirrored = _matching_blocks(old[::-1], new[::-1])
        return [(len(old) - a - size, len(new) - b - size, size) for a, b, size in mirrored]

    def place(start: int, end: int) -> int | None:
        # A 全 typed before 全市第3位 may as well have been typed behind its first character: either reading counts.
        for backwards in (False, True):
            for a, b, size in blocks(backwards):
                if a <= start and end <= a + size:
                    at = b + start - a
                    was, now = _touching(old, start, end), _touching(new, at, at + end - start)
                    return at if all(late in {"", early} for early, late in zip(was, now, strict=True)) else None
        return None

    return place


_NUMERALS = "+＋-−－负〇零一二两三四五六七八九十百千万亿"
_JOINS = (re.compile(r"(?:\d,|[\d.．%％])$"), re.compile(r",\d|[\d.．%％]"))


def _touching(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands right before and after a span and would read as part of its number, "" for anything else."""

    def joining(found: re.Match[str] | None, outer: str, inner: str) -> str:
        numeral = outer and outer in _NUMERALS and (inner.isdecimal() or inner in _NUMERALS)
        return found[0] if found else outer if numeral else ""

    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        joining(_JOINS[0].search(before), before[-1:], text[start]),
        joining(_JOINS[1].match(after), after[:1], text[end - 1]),
    )


def _matching_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Common prefix and suffix first: edits are local, and difflib is quadratic."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    blocks = [(head + a, head + b, size) for a, b, size in middle.get_matching_blocks() if size]
    # Neighbouring blocks are joined so that a mention across the border of head and middle is one span.
    joined: list[tuple[int, int, int]] = []
    for a, b, size in [(0, 0, head), *blocks, (len(old) - tail, len(new) - tail, tail)]:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((a, b, size))
    return joined
