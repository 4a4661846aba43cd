"""A section's text from points and figures, by kind of section: opening, measures, results, honour; none invented."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafting.intake.frame import own_name
from drafting.lexicon import table
from drafting.report import Brief, Figure, Origin, Point, Polarity, State, Use
from drafting.writing.plain import groups
from drafting.writing.plain.attach import best_item, best_label
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
    worded,
)
from drafting.writing.plain.profile import economy, identity

NUMERALS = "一二三四五六七八九十"
MAX_LISTED = 10
PARAGRAPH = 350


@dataclass(frozen=True, slots=True)
class Material:
    """What one section is written from: the points in use and the figures no point mentions."""

    brief: Brief
    heading: str
    items: tuple[Item, ...]
    figures: tuple[Figure, ...]


def material(brief: Brief, index: int, figures: Sequence[Figure], points: Sequence[Point]) -> Material:
    """Figures of 备查 and pending ones are left out; a table figure that a point counts gets its comparisons there."""
    by_key = {figure.key: figure for figure in figures if figure.origin is not Origin.POINT}
    said: set[str] = set()
    made = [make_item(point) for point in points]
    if section_kind(brief.sections[index].heading) in {"work", "situation"}:
        made = [worded(item) for item in made]
    items = tuple(complete(item, by_key, said) for item in made)
    mentioned = {key for item in items for key in item.keys}
    own = tuple(
        figure
        for figure in figures
        if figure.section == index
        and figure.key not in mentioned
        and figure.origin is not Origin.POINT
        and figure.use is not Use.RESERVE
        and not figure.pending
    )
    return Material(brief, brief.sections[index].heading, items, own)


def compose(given: Material) -> str:
    """Paragraphs separated by newlines, with references."""
    return "\n".join(paragraph for paragraph in _COMPOSERS[section_kind(given.heading)](given) if paragraph)


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
    economic, about = _split_off(items)
    own, wide = economy(rest, given.brief)
    descriptive = sentences([item for item in about if item.kind is not PointKind.HONOUR])
    honours = sentences([item for item in about if item.kind is PointKind.HONOUR])
    strategy = sentences(economic)
    return ["".join([opening, *descriptive, *own, *honours]), "".join([*strategy, *wide])]


def _split_off(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Aims and measures go with the economy, facts about the unit with the unit."""
    aims = [item for item in items if item.kind in {PointKind.OPENING, PointKind.PLAN}]
    return aims, [item for item in items if item not in aims]


def _work(given: Material) -> list[str]:
    grouped = _honours_last(_by_label(given.items))
    attached, loose = _attached(given.figures, grouped)
    labelled = any(label for label, _ in grouped)
    paragraphs: list[str] = []
    if labelled:
        paragraphs.append("".join(groups.sentences(loose)))
    for index, (label, items) in enumerate(grouped):
        body = _body(items, attached.get(index, {}))
        if not labelled:
            paragraphs += _with_results(body, groups.sentences(loose))
        else:
            paragraphs.append(f"{_led(label)}{''.join(text for text, _ in body)}")
    return paragraphs if grouped else ["".join(groups.sentences(loose))]


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


def _attached(figures: Sequence[Figure], grouped: Sequence[tuple[str, Sequence[Item]]]) -> tuple[_Placed, list[Figure]]:
    """Per group and item the figures that follow it (None: end of the group), and those that belong nowhere."""
    flat = [(index, at, item) for index, (_, items) in enumerate(grouped) for at, item in enumerate(items)]
    placed: _Placed = {}
    loose: list[Figure] = []
    for figure in figures:
        found = best_item(figure, [item for _, _, item in flat])
        if found is not None and figure.use is Use.MAY and says_value(flat[found][2], figure):
            continue
        if found is not None:
            group, at, _ = flat[found]
            placed.setdefault(group, {}).setdefault(at, []).append(figure)
        elif (label := best_label(figure, grouped)) is not None:
            placed.setdefault(label, {}).setdefault(None, []).append(figure)
        else:
            loose.append(figure)
    return placed, loose


def _body(items: Sequence[Item], figures: dict[int | None, list[Figure]]) -> list[tuple[str, PointKind]]:
    """Sentences in the order opening, work, plan, results, honour; figures right behind the point they serve."""
    ranked = sorted(enumerate(items), key=lambda pair: _RANK[pair[1].kind])
    made: list[tuple[str, PointKind]] = []
    waiting: list[Item] = []
    results = "".join(groups.sentences(figures.get(None, [])))
    for at, item in ranked:
        if waiting and waiting[-1].kind is not item.kind:
            made += [(text, waiting[-1].kind) for text in sentences(waiting)]
            waiting = []
        if item.kind is PointKind.HONOUR and results:
            made.append((results, PointKind.WORK))
            results = ""
        results_of = [(text, item.kind) for text in groups.sentences(figures.get(at, []))]
        pending = item.point.state in {State.DOING, State.PLANNED}
        if results_of and pending:
            made += [*((text, item.kind) for text in sentences(waiting)), *results_of]
            waiting = []
        waiting.append(item)
        if results_of and not pending:
            made += [*((text, item.kind) for text in sentences(waiting)), *results_of]
            waiting = []
    made += [(text, waiting[-1].kind) for text in sentences(waiting)] if waiting else []
    return [*made, (results, PointKind.WORK)] if results else made


_RANK = {PointKind.OPENING: 0, PointKind.WORK: 1, PointKind.PROBLEM: 2, PointKind.PLAN: 3, PointKind.HONOUR: 4}


def _with_results(body: list[tuple[str, PointKind]], results: Sequence[str]) -> list[str]:
    """Paragraphs of comfortable length; overall results stand after the measures, before plans and honours."""
    at = next((index for index, (_, kind) in enumerate(body) if _RANK[kind] > 1), len(body))
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
    return [_listed(given.items, _as_they_stand(given.figures))]


def _plans(given: Material) -> list[str]:
    loose = [figure for figure in given.figures if best_item(figure, given.items) is None]
    placed = [figure for figure in given.figures if figure not in loose]
    intro = f"下一步，{own_name(given.brief.unit, '')}将重点抓好以下工作。" if len(given.items) > 1 else ""
    return ["".join(groups.sentences(loose)) + intro + _listed(given.items, placed)]


def _problems_and_plans(given: Material) -> list[str]:
    """Figures say how things stand: they go with a problem, or with the one whose plan names them (W40)."""
    plans = tuple(item for item in given.items if _is_plan(item))
    problems = tuple(item for item in given.items if item not in plans)
    if not problems:
        return _plans(replace(given, items=plans))
    placed: dict[int | None, list[Figure]] = {}
    for figure in _as_they_stand(given.figures):
        at = best_item(figure, problems)
        if at is None and len(plans) == len(problems):
            at = best_item(figure, plans)
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
    text = _listed(given.items, given.figures)
    first = text.find("恳请")
    return [text[: first + 2] + text[first + 2 :].replace("恳请", "请") if first >= 0 else text]


def _listed(items: Sequence[Item], figures: Sequence[Figure]) -> str:
    """Each item's figures right behind it, those that fit nowhere at the end."""
    placed: dict[int | None, list[Figure]] = {}
    for figure in figures:
        at = best_item(figure, items)
        if at is None or figure.use is Use.MUST or not says_value(items[at], figure):
            placed.setdefault(at, []).append(figure)
    return _enumerated(items, placed)


def _enumerated(items: Sequence[Item], placed: dict[int | None, list[Figure]]) -> str:
    """一是…。二是…。 when there are two or more."""
    numbered = 1 < len(items) <= MAX_LISTED
    phrased = numbered and all(_phrase(item) for item in items)
    pieces: list[str] = []
    for at, item in enumerate(items):
        text = item.text.replace("，", "。", 1) if phrased else item.text
        head = f"{NUMERALS[at]}是" if numbered else ""
        label = f"{item.label}。" if item.label and numbered else ""
        pieces += [f"{head}{label}{text}。", *groups.sentences(placed.get(at, []))]
    # What may be used but serves no item would only trail behind the last one.
    needed = [figure for figure in placed.get(None, []) if not items or figure.use is Use.MUST]
    return "".join([*pieces, *groups.sentences(needed)])


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
