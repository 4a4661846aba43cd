"""How far things are: plans worded as done, parts as the whole, estimates as final. Less may be said, not more."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations

from drafting import numerals
from drafting.checking.context import Context, Told, state_of
from drafting.checking.numbers.accounting import Entry, Ledger
from drafting.checking.rules import Span, finding
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Form
from drafting.report import Figure, Finding, Kind, State, Status

_STATES = {State.PLANNED: "还是计划", State.DOING: "还在办理"}
_PIECE = re.compile(r"[^，；。！？\n]+")
_SAME_WORK, _SPOKEN_OF, _WELL_NAMED = 0.5, 0.35, 0.6
_MOST = 12
_LEAD = 6
_COMPLETED = re.compile("已经?完成(?P<what>[\\u4e00-\\u9fff]{2})")
_NOTHING = re.compile("(?!)")
_ALREADY = re.compile("已经?(?P<what>[\\u4e00-\\u9fff]{2})")
_CLAUSE = re.compile("[，。；、！？]")
_BEFORE_DONE = re.compile("^已(?=..)")


def check_states(kept: Ledger) -> Iterator[Finding]:
    words = tuple(_of_words(kept))
    told = {(one.start, one.end) for one in words}
    yield from words
    for entry in kept.entries:
        for one in (*_of_number(kept, entry), *_of_estimate(kept, entry)):
            if (one.start, one.end) not in told:
                told.add((one.start, one.end))
                yield one


def _of_number(kept: Ledger, entry: Entry) -> Iterator[Finding]:
    """The words beside a figure's number against what was said where it was given."""
    figure = kept.context.by_key.get(entry.mention.figure) if entry.mention else None
    number = entry.number
    if number.quantity is not None and kept.context.periods.ahead(number.quantity):
        words = kept.passage.text[number.piece[0] : number.piece[1]]
        if "已" in words and not planning(words.replace("已", "")):
            at = number.piece[0] + words.index("已")
            yield finding(
                "state-upgraded", Span(at, at + 1, "已"), name=number.quantity.text, state="还没有到", word="已"
            )
    if figure is None or figure.kind is Kind.NAME:
        return
    start = _start_of(kept, entry)
    words = _item(kept.passage.text, start, number.start, number.piece[1])
    told = kept.context.told.get(figure.key, ()) or (_of_table(figure),)
    word = _too_far(words, told, kept.context.points_of.get(figure.key, ""))
    if "已" not in words and (kept.planning(number) or planning(kept.passage.text[number.sentence[0] : number.start])):
        return
    at = kept.passage.text.index(word, start) if word else -1
    # 8条生产线已投产5条: what is done is said of the other number.
    if word and not (at > number.end and kept.entries_between(at, number.piece[1])):
        state = next((_STATES[one.state] for one in told if one.state in _STATES), "没有到这一步")
        yield finding("state-upgraded", Span(at, at + len(word), word), name=figure.name, state=state, word=word)


def _item(text: str, start: int, at: int, end: int) -> str:
    """The words of the span that stand between the 、 around a place."""
    left = text.rfind("、", start, at) + 1 or start
    right = text.find("、", at, end)
    return text[left : end if right < 0 else right]


def _start_of(kept: Ledger, entry: Entry) -> int:
    """Of the piece, or of the one before when that has no number of its own: 项目落地，协议投资8.6亿元."""
    piece = entry.number.piece
    if piece[0] <= entry.number.sentence[0]:
        return piece[0]
    before = kept.passage.piece_around(piece[0] - 1, piece[0] - 1)
    return piece[0] if kept.entries_between(before[0], piece[0]) else before[0]


def _of_table(figure: Figure) -> Told:
    """A figure of the table is as far as its name and note say."""
    planned = any(one in figure.name for one in ("计划", "拟", "目标", "预算", "任务"))
    return Told(f"{figure.name}{figure.note}", State.PLANNED if planned else State.UNKNOWN)


def _too_far(words: str, told: tuple[Told, ...], point: str) -> str:
    """The word of the piece that says more than was told, "" when none does; `point`: all of what tells it."""
    given = "".join(one.words for one in told)
    states = {one.state for one in told}
    # What the point itself says is done, beside what it plans.
    done = "，".join(one for one in _CLAUSE.split(point) if not planning(one) and state_of(one) is not State.DOING)
    return _done(words, states, f"{given}，{done}", done) or _rung_above(words, point or given)


def planning(words: str) -> bool:
    """Whether the words speak of what is to come; a time alone doesn't excuse an 已."""
    if not _planned().search(words):
        return False
    claims = table("claims")
    return not ("已" in words and all(one in claims["times_only"] for one in claims["planned"] if one in words))


def _done(words: str, states: set[State], given: str, done: str = "") -> str:
    """`given`: all that was told of it; `done`: what of that is told as done."""
    if not states <= {State.PLANNED, State.DOING} or not _any_claim().search(words) or planning(words):
        return ""
    claims = table("claims")
    carried_on = _COMPLETED.search(words) if State.DOING in states else None
    if carried_on and carried_on["what"] in given and "完成" not in given:
        return carried_on[0][: -len(carried_on["what"])]
    marks = claims["finished"] if State.DOING in states else [*claims["finished"], *claims["begun"]]
    # 完成编制 that goes on is 已完成编制; an intention to begin is not begun.
    bare = _BEFORE_DONE if State.DOING in states else _NOTHING
    already = _ALREADY.search(words)
    if already and already["what"] in done:
        marks = [one for one in marks if not one.startswith("已")]
    return next((one for one in marks if one in words and bare.sub("", one) not in given), "")


def _rung_above(words: str, given: str) -> str:
    """A word for a higher step than any the material uses, where the material names a step at all."""
    if not _rung().search(words):
        return ""
    rungs: list[list[str]] = table("claims")["rungs"]
    reached = max((at for at, names in enumerate(rungs) if any(one in given for one in names)), default=-1)
    if reached < 0 or any(one in words for names in rungs[: reached + 1] for one in names):
        return ""
    return next((one for names in rungs[reached + 1 :] for one in names if one in words and one not in given), "")


def _of_estimate(kept: Ledger, entry: Entry) -> Iterator[Finding]:
    figure = kept.context.by_key.get(entry.mention.figure) if entry.mention else None
    number = entry.number
    if figure is None or figure.status is not Status.ESTIMATE or number.mention is not None:
        return
    said = _estimated().finditer(kept.passage.text, number.sentence[0], number.end)
    if not any(_governs(kept, one.start(), entry) for one in said):
        text = kept.passage.text[number.start : number.end]
        yield finding("estimate-dropped", Span(number.start, number.end, text), name=figure.name)


def _governs(kept: Ledger, at: int, entry: Entry) -> bool:
    """预计 is said of its piece, of its figure's other numbers and, opening a piece, of all estimates behind."""
    number, passage = entry.number, kept.passage
    if number.piece[0] <= at:
        return True
    if "已" in passage.text[number.piece[0] : number.start]:
        return False
    between = kept.entries_between(at, number.start)
    if any(one.mention and entry.mention and one.mention.figure == entry.mention.figure for one in between):
        return True
    piece = passage.piece_around(at, at)
    opens = at - piece[0] <= _LEAD and not passage.named_between(piece[0], at)
    return opens and all(_is_estimate(one, kept.context) for one in between)


def _is_estimate(entry: Entry, context: Context) -> bool:
    figure = context.by_key.get(entry.mention.figure) if entry.mention else None
    return figure is None or figure.status is Status.ESTIMATE


@cache
def _estimated() -> re.Pattern[str]:
    return re.compile("|".join(table("claims")["estimated"]))


def _of_words(kept: Ledger) -> Iterator[Finding]:
    """Pieces that say something is finished or whole, held against the point that speaks of the same work."""
    for piece in _PIECE.finditer(kept.passage.text):
        whole = _whole().search(piece[0])
        said = whole or _claims().search(piece[0])
        if said is None or planning(piece[0]):
            continue
        sentence = kept.passage.sentence_around(piece.start(), piece.end())
        # 计划竣工10个，做到投产一批: what the sentence plans it doesn't claim.
        if "已" not in piece[0] and not whole and planning(kept.passage.text[sentence[0] : piece.end()]):
            continue
        work = _work_in_part(kept, piece, said) if whole else _work_unfinished(kept, piece)
        if work is not None:
            at = piece.start() + said.start()
            state = _STATES.get(work.state, "没有到这一步")
            shown = work.words if len(work.words) <= 18 else f"{work.words[:18]}……"
            yield finding("state-upgraded", Span(at, at + len(said[0]), said[0]), name=shown, state=state, word=said[0])


def _work_unfinished(kept: Ledger, piece: re.Match[str]) -> Told | None:
    """Beside a figure's number it is that figure's state that counts."""
    if any(one.mention for one in kept.entries_between(piece.start(), piece.end())):
        return None
    work = _same_work(kept, piece)
    return work if work is not None and _done(piece[0], {work.state}, work.words) else None


def _work_in_part(kept: Ledger, piece: re.Match[str], said: re.Match[str]) -> Told | None:
    """What the points of the sentence's numbers, or the point most like it, leave unfinished of what is 全部 done."""
    start, end = kept.passage.sentence_around(piece.start(), piece.end())
    done = piece[0][said.end() : said.end() + 2]
    keys = [one.mention.figure for one in kept.entries_between(start, end) if one.mention is not None]
    told = (kept.context.points_of.get(key, "") for key in keys)
    own = (Told(words, state_of(words)) for words in dict.fromkeys(told) if done in words)
    work = next((one for one in own if _some_left(one)), None) or _same_work(kept, piece, _SPOKEN_OF)
    return work if work is not None and _some_left(work) and not _all_of_them(kept, piece) else None


def _some_left(work: Told) -> bool:
    claims = table("claims")
    unfinished = work.state in (State.PLANNED, State.DOING) or any(one in work.words for one in claims["some_left"])
    unfinished = unfinished or _of_several(work.words)
    return unfinished and not any(one in work.words for one in claims["all_given"])


@lru_cache(maxsize=4096)
def _of_several(words: str) -> bool:
    """48个问题已整改43个: two different counts of one measure."""
    counts = [one for one in numerals.find(words) if one.form is Form.NUMBER]
    return any(one.unit == other.unit and one.low != other.low for one, other in combinations(counts, 2))


def _all_of_them(kept: Ledger, piece: re.Match[str]) -> bool:
    """Whether two figures the sentence speaks of are the same number: as many rectified as found."""
    start, end = kept.passage.sentence_around(piece.start(), piece.end())
    shares = kept.passage.shares((start, end))
    values = [
        one.quantity
        for key, share in shares.items()
        if share >= _WELL_NAMED
        for one in kept.context.of_figure.get(key, ())
        if one.part == "value" and one.quantity.form not in CALENDAR
    ]
    return any(numerals.same(one, other) for one, other in combinations(values[:_MOST], 2))


def _same_work(kept: Ledger, piece: re.Match[str], least: float = _SAME_WORK) -> Told | None:
    """The one piece of the material that speaks of the same; None when none does."""
    sentence = kept.passage.sentence_around(piece.start(), piece.end())
    names = kept.context.work_names
    own, around = names.shares(piece[0]), names.shares(kept.passage.text[sentence[0] : piece.end()])
    pairs = {piece[0][at : at + 2] for at in range(len(piece[0]) - 1)}
    scored: list[tuple[float, str]] = []
    for key, share in own.items():
        words = kept.context.works[int(key)].words
        retold = sum(pair in words for pair in pairs) / len(pairs)
        if max(around.get(key, 0.0), retold) >= least:
            scored.append((share + retold + around.get(key, 0.0), key))
    return kept.context.works[int(max(scored)[1])] if scored else None


@cache
def _whole() -> re.Pattern[str]:
    """全部 before a verb; 占全部投资的 only counts."""
    claims = table("claims")
    counted = "|".join(map(re.escape, claims["counted"]))
    words = "|".join(map(re.escape, sorted(claims["whole"], key=len, reverse=True)))
    return re.compile(f"(?<![占对将把为盖])(?:{words})(?!{counted})(?=[\\u4e00-\\u9fff]{{2}})")


@cache
def _planned() -> re.Pattern[str]:
    return _any_of(table("claims")["planned"])


@cache
def _any_claim() -> re.Pattern[str]:
    claims = table("claims")
    return _any_of([*claims["finished"], *claims["begun"], "已"])


@cache
def _rung() -> re.Pattern[str]:
    return _any_of([one for names in table("claims")["rungs"] for one in names])


def _any_of(words: list[str]) -> re.Pattern[str]:
    heads = "".join(dict.fromkeys(word[0] for word in words))
    return re.compile(f"(?=[{heads}])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")


@cache
def _claims() -> re.Pattern[str]:
    claims = table("claims")
    words = sorted({*claims["finished"], *claims["begun"]} - {"已"}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
