"""A section's text from points and figures, by kind of section: opening, measures, results, honour; none invented."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafting.intake.frame import own_name
from drafting.lexicon import table
from drafting.references import escape
from drafting.report import Brief, Figure, Origin, Point, Polarity, State, Use
from drafting.writing.plain import groups
from drafting.writing.plain.attach import best_item, best_label, shared
from drafting.writing.plain.clauses import OWN_NAME
from drafting.writing.plain.families import families
from drafting.writing.plain.points import (
    Item,
    PointKind,
    complete,
    looks_like_plan,
    looks_like_problem,
    make_item,
    says_value,
    sentences,
    skeleton,
    with_rate,
    worded,
)
from drafting.writing.plain.profile import economy, identity

NUMERALS = "一二三四五六七八九十"
MAX_LISTED = 10
PARAGRAPH = 220
MIN_SUBJECT = 4


@dataclass(frozen=True, slots=True)
class Material:
    """What one section is written from: the points in use and the figures no point mentions."""

    brief: Brief
    heading: str
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]

    @property
    def theme(self) -> str:
        """What the whole section is about; it tells no two points apart."""
        return f"{self.brief.title}{self.brief.unit}{self.heading}"


def material(brief: Brief, index: int, figures: Sequence[Figure], points: Sequence[Point]) -> Material:
    """Figures of 备查 and pending ones are left out; a table figure that a point counts gets its comparisons there."""
    # A figure of another section is told there in full; here the point's own words do.
    by_key = {
        one.key: replace(one, comparisons=one.compared)
        for one in figures
        if one.origin is not Origin.POINT and one.section == index
    }
    said: set[str] = set()
    made = [make_item(point) for point in points]
    if section_kind(brief.sections[index].heading) in {"work", "situation"}:
        made = [worded(item) for item in made]
    items = tuple(complete(item, by_key, said) for item in made if item.text)
    mentioned = {key for item in items for key in item.keys}
    own = tuple(
        _typed(figure)
        for figure in figures
        if figure.section == index
        and figure.key not in mentioned
        and figure.origin is not Origin.POINT
        and figure.use is not Use.RESERVE
        and not figure.pending
    )
    return Material(brief, brief.sections[index].heading, items, own)


def _typed(figure: Figure) -> Figure:
    """The figure as it goes into stored text: its name escaped, blank comparisons left out."""
    return replace(figure, name=escape(figure.name), comparisons=figure.compared)


def compose(given: Material) -> str:
    """Paragraphs separated by newlines, with references."""
    own = own_name(given.brief.unit, "")
    paragraphs = _COMPOSERS[section_kind(given.heading)](given)
    return "\n".join(one.replace(OWN_NAME, f"，{own}" if own else "") for one in paragraphs if one)


def section_kind(heading: str) -> str:
    """situation, work, problems, plans, problems_and_plans or request, by the words of the heading."""
    for rule in table("wording")["section_kinds"]:
        needed = rule.get("all") or [rule["words"]]
        if all(any(word in heading for word in words) for words in needed):
            return str(rule["kind"])
    return "work"


def _situation(given: Material) -> list[str]:
    items = list(given.items)
    opening, rest = identity(given.figures, items)
    aims, about = _split_off(items)
    own, output, money = economy(rest, given.brief)
    descriptive = sentences([item for item in about if item.kind is not PointKind.HONOUR])
    honours = sentences([item for item in about if item.kind is PointKind.HONOUR])
    unit = "".join([opening, *descriptive, *own, *honours])
    wide = ["".join([*sentences(aims), *output]), "".join(money)]
    # Without an introduction of the unit, what was achieved comes first.
    return [unit, *_closely(wide)] if opening else [*_closely(wide), unit]


def _closely(paragraphs: Sequence[str]) -> list[str]:
    """One paragraph unless it would be too long to take in."""
    together = "".join(paragraphs)
    return [together] if len(skeleton(together)) <= PARAGRAPH else list(paragraphs)


def _split_off(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Aims and measures go with the economy, facts about the unit with the unit."""
    aims = [item for item in items if item.kind in {PointKind.OPENING, PointKind.PLAN}]
    return aims, [item for item in items if item not in aims]


def _work(given: Material) -> list[str]:
    grouped = _honours_last(_by_label(_clustered(given)))
    if not grouped:
        return _paragraphs(groups.sentences(given.figures))
    attached, loose = _attached(given, grouped)
    if not any(label for label, _ in grouped):
        body = _body(grouped[0][1], attached.get(0, {}))
        return _with_results(body, groups.sentences(loose))
    paragraphs: list[str] = []
    results = "".join(groups.sentences(loose))
    for index, (label, items) in enumerate(grouped):
        closing = index == len(grouped) - 1 and not label
        if closing:
            paragraphs.append(results)
        paragraphs.append(f"{_led(label)}{''.join(text for text, _ in _body(items, attached.get(index, {})))}")
        if index == len(grouped) - 1 and not closing:
            paragraphs.append(results)
    return paragraphs


def _led(label: str) -> str:
    return f"{label}。" if label else ""


def _by_label(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Items without a label first, then each label with its items, in the order given."""
    order: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: bool(one.label)):
        order.setdefault(item.label, []).append(item)
    return list(order.items())


def _honours_last(grouped: list[tuple[str, list[Item]]]) -> list[tuple[str, list[Item]]]:
    """Among labelled groups, honours of no field close the section instead of opening it (W36)."""
    if not grouped or grouped[0][0] or len(grouped) == 1:
        return grouped
    honours = [item for item in grouped[0][1] if item.kind is PointKind.HONOUR]
    others = [item for item in grouped[0][1] if item.kind is not PointKind.HONOUR]
    return [*([("", others)] if others else []), *grouped[1:], *([("", honours)] if honours else [])]


_Placed = dict[int, dict[int | None, list[Figure]]]


def _attached(given: Material, grouped: Sequence[tuple[str, Sequence[Item]]]) -> tuple[_Placed, list[Figure]]:
    """Per group and item the figures that follow it (None: end of the group), and those that belong nowhere."""
    flat = [(index, at, item) for index, (_, items) in enumerate(grouped) for at, item in enumerate(items)]
    placed: _Placed = {}
    loose: list[Figure] = []
    items = [item for _, _, item in flat]
    for family in families(given.figures):
        found = next((at for one in family.members if (at := best_item(one, items, given.theme)) is not None), None)
        if found is not None:
            group, at, item = flat[found]
            told = [one for one in family.members if one.use is Use.MUST or not says_value(item, one)]
            placed.setdefault(group, {}).setdefault(at, []).extend(told)
        elif (label := best_label(family.head, grouped, given.theme)) is not None:
            placed.setdefault(label, {}).setdefault(None, []).extend(family.members)
        else:
            loose += family.members
    return placed, loose


def _clustered(given: Material) -> list[Item]:
    """One matter in one place: a point follows the earlier one that speaks of the same subject of a figure."""
    names = [figure.name for figure in given.figures] + list(given.brief.task.must)
    order: list[list[Item]] = []
    for item in given.items:
        subjects = [name for name in names if shared(name, item.text, given.theme) >= MIN_SUBJECT]
        home = next((one for one in order if any(_same_subject(subjects, item, other) for other in one)), None)
        if home is not None and item.kind in {PointKind.WORK, PointKind.PLAN}:
            home.append(item)
        else:
            order.append([item])
    return [item for one in order for item in one]


def _same_subject(subjects: Sequence[str], item: Item, other: Item) -> bool:
    movable = other.kind in {PointKind.WORK, PointKind.PLAN}
    return movable and any(_common_subject(name, item.text, other.text) for name in subjects)


def _common_subject(name: str, text: str, other: str) -> bool:
    """Whether both speak of the same four characters of an indicator's name."""
    pieces = {name[at : at + MIN_SUBJECT] for at in range(len(name) - MIN_SUBJECT + 1)}
    return any(piece in text and piece in other for piece in pieces)


def _body(items: Sequence[Item], figures: dict[int | None, list[Figure]]) -> list[tuple[str, PointKind]]:
    """Sentences: opening first, honours last, figures right behind the point they serve, before one still under way."""
    made: list[tuple[str, PointKind]] = []
    waiting: list[Item] = []
    results = "".join(groups.sentences(figures.get(None, [])))

    def said() -> None:
        if waiting:
            made.extend((text, waiting[-1].kind) for text in sentences(waiting))
            waiting.clear()

    for at, item in sorted(enumerate(items), key=lambda pair: _RANK[pair[1].kind]):
        if waiting and waiting[-1].kind is not item.kind:
            said()
        if item.kind is PointKind.HONOUR and results:
            said()
            made.append((results, PointKind.WORK))
            results = ""
        own = figures.get(at, [])
        pending = item.point.state in {State.DOING, State.PLANNED}
        if own and pending:
            said()
            made += [(text, item.kind) for text in groups.sentences(own)]
        waiting.append(with_rate(item, own[0]) if _is_rate_of(item, own) and not pending else item)
        if own and not pending:
            said()
            made += [(text, item.kind) for text in groups.sentences(own[1 if _is_rate_of(item, own) else 0 :])]
    said()
    return [*made, (results, PointKind.WORK)] if results else made


def _is_rate_of(item: Item, figures: Sequence[Figure]) -> bool:
    return len(figures) == 1 and with_rate(item, figures[0]) is not item


_RANK = {PointKind.OPENING: 0, PointKind.WORK: 1, PointKind.PROBLEM: 1, PointKind.PLAN: 1, PointKind.HONOUR: 2}


def _with_results(body: list[tuple[str, PointKind]], results: Sequence[str]) -> list[str]:
    """Paragraphs of comfortable length; overall results stand after the measures, before plans and honours."""
    last = max((at for at, (_, kind) in enumerate(body) if kind is PointKind.WORK), default=-1) + 1
    at = min(last, next((index for index, (_, kind) in enumerate(body) if _RANK[kind] > 1), len(body)))
    texts = [*(text for text, _ in body[:at]), *results, *(text for text, _ in body[at:])]
    return _paragraphs(texts)


def _paragraphs(texts: Sequence[str]) -> list[str]:
    total = sum(len(skeleton(text)) for text in texts)
    count = max(1, round(total / PARAGRAPH))
    made: list[str] = []
    line = ""
    for text in texts:
        if line and len(made) < count - 1 and len(skeleton(line)) >= total / count:
            made.append(line)
            line = ""
        line += text
    return [*made, line] if line else made


def _problems(given: Material) -> list[str]:
    return [_listed(replace(given, figures=tuple(_as_they_stand(given.figures))))]


def _plans(given: Material) -> list[str]:
    loose = [figure for figure in given.figures if best_item(figure, given.items, given.theme) is None]
    placed = tuple(figure for figure in given.figures if figure not in loose)
    when = _horizon(given.heading)
    intro = f"{when}，{own_name(given.brief.unit, '')}将重点抓好以下工作。" if len(given.items) > 1 else ""
    return ["".join(groups.sentences(loose)) + intro + _listed(replace(given, figures=placed))]


def _horizon(heading: str) -> str:
    """The time the heading plans for (2026年, 下学年), else 下一步."""
    year = re.search(r"\d{4}年", heading)
    named = (word for word in table("wording")["horizons"] if word in heading)
    return year[0] if year else next(named, "下一步")


def _problems_and_plans(given: Material) -> list[str]:
    """Figures say how things stand: they go with a problem, or with the one whose plan names them (W40)."""
    plans = tuple(item for item in given.items if _is_plan(item))
    problems = tuple(item for item in given.items if item not in plans)
    if not problems:
        return _plans(replace(given, items=plans))
    placed: dict[int | None, list[Figure]] = {}
    for figure in _as_they_stand(given.figures):
        at = best_item(figure, problems, given.theme)
        if at is None and len(plans) == len(problems):
            at = best_item(figure, plans, given.theme)
        if at is None or figure.use is Use.MUST or not says_value(problems[at], figure):
            placed.setdefault(at, []).append(figure)
    first = _enumerated(problems, placed)
    return [first, *(_plans(replace(given, items=plans, figures=())) if plans else [])]


def _as_they_stand(figures: Sequence[Figure]) -> list[Figure]:
    """Among problems nothing is said as an achievement (达), whatever its polarity."""
    return [replace(figure, polarity=Polarity.NEUTRAL) for figure in figures]


def _is_plan(item: Item) -> bool:
    if item.label:
        return any(word in item.label for word in ("打算", "计划", "措施", "下一步", "下步"))
    return looks_like_plan(item) and not (looks_like_problem(item) and item.kind is not PointKind.PLAN)


def _request(given: Material) -> list[str]:
    """恳请 once (W41); later requests say 请."""
    text = _listed(given)
    first = text.find("恳请")
    return [text[: first + 2] + text[first + 2 :].replace("恳请", "请") if first >= 0 else text]


def _listed(given: Material) -> str:
    """Each item's figures with it, those that fit nowhere at the end."""
    placed: dict[int | None, list[Figure]] = {}
    for figure in given.figures:
        at = best_item(figure, given.items, given.theme)
        if at is None or figure.use is Use.MUST or not says_value(given.items[at], figure):
            placed.setdefault(at, []).append(figure)
    return _enumerated(given.items, placed)


def _enumerated(items: Sequence[Item], placed: dict[int | None, list[Figure]]) -> str:
    """一是…。二是…。 when there are two or more; figures stand before the cause (主要是…), not behind it (W38)."""
    numbered = 1 < len(items) <= MAX_LISTED
    phrased = numbered and all(_phrase(item) for item in items)
    pieces: list[str] = []
    for at, item in enumerate(items):
        text = item.text.replace("，", "。", 1) if phrased else item.text
        head = f"{NUMERALS[at]}是" if numbered else ""
        label = f"{item.label}。" if item.label and numbered else ""
        pieces.append(f"{head}{label}{_with_evidence(text, placed.get(at, []))}")
    # What may be used but serves no item would only trail behind the last one.
    needed = [figure for figure in placed.get(None, []) if not items or figure.use is Use.MUST]
    return "".join([*pieces, *groups.sentences(needed)])


def _with_evidence(text: str, figures: Sequence[Figure]) -> str:
    said = groups.sentences(figures)
    cause = _CAUSE.search(text)
    if not said or cause is None:
        return "".join([f"{text}。", *said])
    evidence = "，".join(one.removesuffix("。") for one in said)
    return f"{text[: cause.start()]}，{evidence}{text[cause.start() :]}。"


_CAUSE = re.compile(r"，(?:主要|根本)?(?:是|在于|原因是|根子在)(?!.*，(?:主要|根本)?(?:原因|根子))|，原因")


def _phrase(item: Item) -> bool:
    """A short leading phrase without figures that can stand before a full stop (W33)."""
    first, comma, rest = skeleton(item.text).partition("，")
    return bool(comma and rest) and 4 <= len(first) <= 12 and "数" not in first and not item.label


_COMPOSERS: dict[str, Callable[[Material], list[str]]] = {
    "situation": _situation,
    "work": _work,
    "problems": _problems,
    "plans": _plans,
    "problems_and_plans": _problems_and_plans,
    "request": _request,
}
