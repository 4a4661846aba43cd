"""A section's text from points and figures, by kind of section: opening, measures, results, honour; none invented."""

from collections.abc import Callable, Sequence

from drafting.intake.frame import own_name
from drafting.report import Figure, State, Use
from drafting.writing.plain import groups, listed
from drafting.writing.plain.attach import best_item, best_label, shared
from drafting.writing.plain.clauses import OWN_NAME
from drafting.writing.plain.families import families
from drafting.writing.plain.material import Material, section_kind
from drafting.writing.plain.points import Item, PointKind, says_value, sentences, skeleton, with_rate
from drafting.writing.plain.profile import economy, identity

PARAGRAPH = 220
MIN_SUBJECT = 4


def compose(given: Material) -> str:
    """Paragraphs separated by newlines, with references."""
    own = own_name(given.brief.unit, "")
    paragraphs = _COMPOSERS[section_kind(given.heading)](given)
    return "\n".join(one.replace(OWN_NAME, f"，{own}" if own else "") for one in paragraphs if one)


def _situation(given: Material) -> list[str]:
    items = [item.unlabelled() for item in given.items]
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


_COMPOSERS: dict[str, Callable[[Material], list[str]]] = {
    "situation": _situation,
    "work": _work,
    "problems": listed.problems,
    "plans": listed.plans,
    "problems_and_plans": listed.problems_and_plans,
    "request": listed.request,
}
