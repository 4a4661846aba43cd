"""Words that claim a course or a success: 降幅收窄, 由负转正, 超额完成, 稳步增长. The material has to bear them out."""

import re
from collections.abc import Iterator
from functools import cache

from drafting import numerals
from drafting.checking.context import Context
from drafting.checking.numbers.accounting import Ledger
from drafting.checking.numbers.claims import is_bare
from drafting.checking.rules import Span, finding
from drafting.lexicon import table
from drafting.numerals import Direction, Quantity, read_change
from drafting.references import is_movement, part_text
from drafting.report import Figure, Finding

_TASK = re.compile("任务|目标|计划|预算|预期|序时|进度")
_BEFORE = 8
_AHEAD = 40


def check_courses(kept: Ledger) -> Iterator[Finding]:
    """降幅收窄, 转正, 回落 of a figure whose material gives no earlier value for it."""
    text, context = kept.passage.text, kept.context
    for found in _trends().finditer(text):
        needed = _needed()[int((found.lastgroup or "t0")[1:])]
        subjects = _subjects(kept, found.start(), found.end(), ahead=True)
        borne = [_material(one, context) for one in subjects] or [context.words]
        if not any(word in words for words in borne for word in needed):
            span = Span(found.start(), found.end(), found[0])
            yield finding("trend-unsupported", span, name=subjects[0].name if subjects else "")


def check_targets(kept: Ledger) -> Iterator[Finding]:
    """超额完成 of a task that isn't met, 稳步增长 of what fell."""
    text, context = kept.passage.text, kept.context
    claims = table("claims")
    for found in _met().finditer(text):
        if any(word in text[max(0, found.start() - _BEFORE) : found.start()] for word in claims["unmet"]):
            continue
        for figure in _subjects(kept, found.start(), found.end()):
            short = _short_of(figure, claims["met"][found[0]], context)
            if short:
                yield _contradicted(found, figure, short)
                break
    for found in _courses().finditer(text):
        # 收入稳定增长的支撑不足 claims no growth.
        if text[found.end() : found.end() + 1] == "的":
            continue
        wanted = Direction.UP if found[0] in claims["rising"] else Direction.DOWN
        for figure in _movers(kept, found.start(), found.end()):
            moved = _moved(figure)
            if moved is not None and {moved[0], wanted} == {Direction.UP, Direction.DOWN}:
                yield _contradicted(found, figure, moved[1])
                break


def _contradicted(found: re.Match[str], figure: Figure, given: str) -> Finding:
    span = Span(found.start(), found.end(), found[0])
    return finding("shortfall-as-progress", span, name=figure.name, given=given)


def _subjects(kept: Ledger, start: int, end: int, ahead: bool = False) -> list[Figure]:
    """Figures the words are about: the last named before in the sentence, then those of numbers beside them."""
    passage = kept.passage
    named = passage.named_between(passage.sentence_around(start, end)[0], start)
    near = [one for one in named if not re.search("[，；]", passage.text[one.end : named[-1].start])]
    keys = [key for one in near for key in one.keys]
    # Beside them: the same piece, and the one before, which a comma divides from its comment.
    piece = passage.piece_around(start, end)
    before = passage.piece_around(max(piece[0] - 2, 0), max(piece[0] - 1, 0))
    keys += [
        one.mention.figure
        for one in kept.entries_between(min(before[0], piece[0]), piece[1])
        if one.mention is not None
    ]
    if not keys and ahead:
        # 但降幅有所收窄。房地产开发投资……: what follows at once is what is meant.
        keys = [one.mention.figure for one in kept.entries_between(end, end + _AHEAD) if one.mention is not None][:1]
    by_key = kept.context.by_key
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _movers(kept: Ledger, start: int, end: int) -> list[Figure]:
    """Figures whose course the words tell: named in their piece, else those of its numbers and the next piece's.

    Of the piece before only where their own says nothing else: …2个，较上年同期延续增长态势.
    """
    passage, by_key = kept.passage, kept.context.by_key
    piece = passage.piece_around(start, end)
    keys = [key for one in passage.named_between(piece[0], start) for key in one.keys]
    if not keys:
        following = passage.piece_around(min(piece[1] + 1, len(passage.text)), min(piece[1] + 1, len(passage.text)))
        before = passage.piece_around(max(piece[0] - 2, 0), max(piece[0] - 1, 0))
        first = before[0] if is_bare(passage.text[piece[0] : start]) and before[1] <= piece[0] else piece[0]
        sentence = passage.sentence_around(start, end)
        within = kept.entries_between(max(first, sentence[0]), min(following[1], sentence[1]))
        keys = [one.mention.figure for one in within if one.mention is not None]
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _material(figure: Figure, context: Context) -> str:
    """All that was given about one figure."""
    told = "".join(one.words for one in context.told.get(figure.key, ()))
    points = "".join(
        point.text for section in context.brief.sections for point in section.points if figure.name in point.text
    )
    compared = "".join(f"{one.to}{one.value}" for one in figure.compared)
    return f"{figure.name}{compared}{figure.note}{figure.prev}{told}{points}"


def _short_of(figure: Figure, needed: "int | str", context: Context) -> str:
    """What was given that is less than the claim needs, as words; "" when nothing contradicts it."""
    least = _time_gone(context) if needed == "time" else int(needed)
    for one in figure.compared:
        done = numerals.read(one.value)
        if _TASK.search(one.to) and not is_movement(one) and done is not None and done.unit == "%" and done.low < least:
            return f"{one.to}{one.value}"
        if needed != "time" and _TASK.search(one.to) and one.to.startswith(("低于", "少于", "慢于", "差")):
            return f"{one.to}{one.value}"
    value = numerals.read(part_text(figure, "value") or "")
    target = _target_of(figure, context)
    if needed == 100 and value is not None and target is not None and _less(value, target):
        return f"{part_text(figure, 'value')}，目标是{target.text}"
    if figure.name.endswith("完成率") and value is not None and value.unit == "%" and value.low < least:
        return part_text(figure, "value") or ""
    if needed != "time":
        material = _material(figure, context)
        return next((word for word in table("claims")["short"] if word in material), "")
    return ""


def _target_of(figure: Figure, context: Context) -> Quantity | None:
    """The value of the figure that is this one's task: 污水治理率目标 of 污水治理率."""
    for one in context.figures:
        if one.name.startswith(figure.name) and one.name[len(figure.name) :] in (
            "目标",
            "年度目标",
            "任务",
            "年度任务",
        ):
            return numerals.read(part_text(one, "value") or "")
    return None


def _less(value: Quantity, target: Quantity) -> bool:
    return numerals.commensurable(value, target) and numerals.in_family(value)[1] < numerals.in_family(target)[1]


def _time_gone(context: Context) -> int:
    months = context.periods.months
    return months[1] * 100 // 12 if months else 0


def _moved(figure: Figure) -> tuple[Direction, str] | None:
    """Which way the figure went by its first comparison that is a movement in per cent or amount, and in what words."""
    for one in figure.compared:
        change = read_change(one.value, figure.name) if is_movement(one) else None
        if change is not None and change.verb not in table("wording")["narrowing_verbs"]:
            return change.direction, one.value
    return None


@cache
def _trends() -> re.Pattern[str]:
    """Each trend is a group, t and its place in the table."""
    ways = [re.escape(one).replace("…", "[^，。；]{0,8}?") for one in table("claims")["trends"]]
    heads = "".join(dict.fromkeys(one[0] for one in table("claims")["trends"]))
    return re.compile(f"(?=[{heads}])(?:{'|'.join(f'(?P<t{at}>{one})' for at, one in enumerate(ways))})")


@cache
def _needed() -> list[list[str]]:
    return list(table("claims")["trends"].values())


@cache
def _met() -> re.Pattern[str]:
    return _any(table("claims")["met"])


@cache
def _courses() -> re.Pattern[str]:
    claims = table("claims")
    return _any([*claims["rising"], *claims["falling"]])


def _any(words: "list[str] | dict[str, object]") -> re.Pattern[str]:
    heads = "".join(dict.fromkeys(word[0] for word in words))
    return re.compile(f"(?=[{heads}])(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})")
