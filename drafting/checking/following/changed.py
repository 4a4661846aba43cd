"""What a change of figures does to texts written before it: sentences that read differently, and may no longer fit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drafting.checking.following.thresholds import broken
from drafting.checking.following.turning import turns
from drafting.checking.numbers.periods import Periods
from drafting.checking.rules import Span, finding
from drafting.references import REFERENCE, find, render, unescape
from drafting.report import Brief, Figure, FigureSet, Finding

SENTENCE_ENDS = "。！？\n"
MAX_TOLD = 3
_PIECE = re.compile(r"(?:\[\[[^\[\]\n]*\]\]|[^。！？\n])*[。！？\n]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`stored` holds references; `text` stands at start to end (half-open) of the rendered text, as in `written`."""

    stored: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rerendered:
    """A sentence that reads differently with other figures, in so many `places`."""

    before: str
    after: str
    places: int


def sentences(source: str, figures: FigureSet) -> Iterator[Sentence]:
    """Those of a stored text, blanks around them and closing marks left out."""
    offset = 0
    for piece in _pieces(source):
        text = render(piece, figures).text if "[[" in piece else unescape(piece)
        start = offset + len(text) - len(text.lstrip())
        bare = _stored(text)
        offset += len(text)
        if bare:
            yield Sentence(_stored(piece), bare, start, start + len(bare))


def origins(texts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The set each stored sentence with references was written with: that of the oldest of the newest texts that all
    hold it. `texts`: stored text and figure set, newest first."""
    found: dict[str, int] = {}
    living: set[str] | None = None
    for source, number in texts:
        said = {_stored(piece) for piece in _pieces(source) if REFERENCE.search(piece)}
        living = said if living is None else living & said
        if not living:
            break
        found |= dict.fromkeys(living, number)
    return found


def check_changed(source: str, was: FigureSet, now: FigureSet, elapsed: Fraction | None = None) -> Iterator[Finding]:
    """Sentences written with `was` whose wording may not fit `now`; spans in the text rendered with `now`.

    `elapsed`: per cent of the year gone by at the end of the reported period.
    """
    yield from check_written(source, {}, was, now, elapsed)


def check_written(
    source: str,
    written: Mapping[str, FigureSet],
    otherwise: FigureSet,
    now: FigureSet,
    elapsed: Fraction | None = None,
) -> Iterator[Finding]:
    """As `check_changed`; `written`: the set of each stored sentence that was not written with `otherwise`."""
    tables: dict[int, dict[str, Figure]] = {}
    latest = {one.key: one for one in now}
    for sentence in sentences(source, now):
        was = written.get(sentence.stored, otherwise)
        if was is now or "[[" not in sentence.stored:
            continue
        if id(was) not in tables:
            tables[id(was)] = {one.key: one for one in was}
        told = _told(sentence.stored, (was, now), tables[id(was)], latest, elapsed)
        if told:
            span = Span(sentence.start, sentence.end, sentence.text)
            yield finding("wording-stale", span, changes=_joined(told))


def _told(
    stored: str,
    sets: tuple[FigureSet, FigureSet],
    was: Mapping[str, Figure],
    now: Mapping[str, Figure],
    elapsed: Fraction | None,
) -> list[str]:
    """“财政收入”同比由增长3.2%变为下降1.1% and so on, for one sentence."""
    keys = dict.fromkeys(one.key for one in find(stored))
    changed = [key for key in keys if key in was and was[key] != now.get(key)]
    if not changed:
        return []
    told = [f"“{was[key].name}”{phrase}" for key in changed for phrase in turns(was[key], now.get(key), elapsed)]
    before, after = (render(stored, one) for one in sets)
    told += [f"“{now[key].name}”{phrase}" for key, phrase in broken(before, after)]
    return list(dict.fromkeys(told))


def rerendered(source: str, was: FigureSet, now: FigureSet) -> tuple[Rerendered, ...]:
    """Sentences of a stored text that read differently with `now`."""
    known, latest = {one.key: one for one in was}, {one.key: one for one in now}
    made: list[Rerendered] = []
    for piece in _pieces(source):
        keys = {one.key for one in find(piece)}
        if all(known.get(key) == latest.get(key) for key in keys):
            continue
        before, after = render(piece, was), render(piece, now)
        if before.text != after.text:
            made.append(Rerendered(before.text.strip(), after.text.strip(), len(_differing(piece, was, now))))
    return tuple(made)


def check_lock(source: str, held: FigureSet, kept: FigureSet, now: FigureSet) -> Iterator[Finding]:
    """Newer values under a locked text rendered with `held`, unless its writer has seen them with `kept`."""
    shown, fresh = render(source, held), render(source, now)
    if fresh.text in {shown.text, render(source, kept).text}:
        return
    differing = _differing(source, held, now)
    names = {one.key: one.name for one in (*now, *held)}
    told = [f"“{names.get(key, key)}”由{before}变为{after}" for key, before, after in differing]
    first = next((one for one in shown.mentions if differing and one.figure == differing[0][0]), None)
    span = Span(first.start, first.end, shown.text[first.start : first.end]) if first else Span()
    yield finding("lock-outdated", span, changes=_joined(list(dict.fromkeys(told))))


def _differing(source: str, was: FigureSet, now: FigureSet) -> list[tuple[str, str, str]]:
    """Key, words before and words after of each mention that reads differently, in order."""
    found = []
    for reference in find(source):
        before, after = (render(str(reference), one).text for one in (was, now))
        if before != after:
            found.append((reference.key, before, after))
    return found


def _pieces(source: str) -> Iterator[str]:
    """Sentences with their closing marks; together they are the source. A mark inside a reference ends nothing."""
    return (match[0] for match in _PIECE.finditer(source) if match[0])


def _stored(piece: str) -> str:
    return piece.strip().rstrip(SENTENCE_ENDS).rstrip()


def _joined(told: Sequence[str]) -> str:
    more = len(told) - MAX_TOLD
    return "；".join(told[:MAX_TOLD]) + (f"；另有{more}项" if more > 0 else "")


def elapsed(brief: Brief) -> Fraction | None:
    """Per cent of the year gone by at the end of the brief's period; None when it doesn't start with the year."""
    months = Periods(brief.period, brief.title, brief.date, "").months
    return Fraction(100 * months[1], 12) if months and months[0] == 1 else None
