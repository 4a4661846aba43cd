"""Models that have the numbers but say the wrong thing of them: direction, basis, order, state, prospect, course."""

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from drafting import references
from drafting.numerals import Direction, read_change
from drafting.report import Figure, Status
from tests.adversarial.answers import Fault, Faulty, Planted, Sound, Spot

_OPPOSITE = {
    "增长": "下降", "增加": "减少", "提高": "下降", "上升": "下降", "下降": "增长", "减少": "增加", "降低": "提高",
    "收窄": "扩大", "加快": "放缓", "回落": "加快", "扩大": "收窄", "前移": "后移", "后移": "前移",
}  # fmt: skip
_BASES = ("同比", "较上年", "比上年", "较年初")
_REFERENCE = r"\[\[F\d+(?:\.\w+)?(?::[^\[\]]+)?\]\]"
_LISTED = re.compile(rf"分别[^，。；\[\n]{{0,8}}(?P<all>{_REFERENCE}(?:(?:、|和|及){_REFERENCE})+)")
_UPGRADES = (
    (r"拟于((?:\[\[F\d+\]\]|\d+月)底?)开工", r"已于\1开工"),
    (r"拟(开工|新建|招录|选派|培育|推荐|新增|签约|面向社会选聘)", r"已\1"),
    (r"计划(新建|新增|新开工|实施|改造|建成|举办|安排|新培育)", r"已\1"),
    (r"正在(?:施工|安装|推进|建设|创建|整改|迎检)|(?<=[，个在])在建", "已全部完成"),
    (r"正在进行?内部装修", "已投入使用"),
    (r"主体(?:工程)?(?:已经?)?(?:封顶|完工)", "已建成投用"),
    (r"计划((?:\[\[F\d+\]\]|\d+月|\d+年\d+月)底?(?:前)?)(通车|开工|投用|投入使用)", r"已于\1\2"),
    (r"力争", "已实现"),
    (r"(?:尚未派驻|未能按期开工|未按期完工)", "均已完成"),
)  # fmt: skip
_PROGRESS = ("提前完成年度任务", "超额完成年度任务", "圆满完成年度任务")
_RISES = ("保持平稳较快增长", "稳步增长", "延续增长态势")
_COURSES = {
    Direction.UP: ("实现由负转正", "增速比上年同期回落", "止跌回升"),
    Direction.DOWN: ("降幅逐月收窄", "降幅比上月收窄", "止跌企稳"),
}
_DONE = "复工|整改|办结|完成|开工|竣工|消除风险|达标"


def _verb(spot: Spot) -> tuple[str, str] | None:
    """Verb and amount a change shows as, where the verb has an opposite."""
    match = re.match(r"([\u4e00-\u9fff]{2})([\d.].*)", spot.shown)
    return (match[1], match[2]) if match and match[1] in _OPPOSITE else None


def _rate(spot: Spot) -> str:
    to = f":{spot.reference.comparison}" if spot.reference.comparison else ""
    return f"[[{spot.reference.key}.rate{to}]]"


def reverse(how: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """`how`: the opposite verb with the bare amount referenced, typed out, or before the whole reference."""
    for spot in sound.spots_in(rng, "change"):
        said = _verb(spot)
        if said is None:
            continue
        verb, amount = _OPPOSITE[said[0]], said[1]
        source = {"rate": verb + _rate(spot), "typed": verb + amount, "before": f"{verb}{spot.reference}"}[how]
        alone = Planted(verb + amount, spot.lead[-4:])
        doubled = (Planted(verb + spot.shown),) if how == "before" else ()
        yield Faulty(sound.swap(spot, source), (alone, *doubled))


def rise_over_a_fall(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """A rise and a fall told together as 分别增长."""
    moved = [(one, read_change(value, one.name)) for one, value in _changed(sound)]
    ups = [one for one, change in moved if change and change.direction is Direction.UP and "%" in change.amount]
    downs = [one for one, change in moved if change and change.direction is Direction.DOWN and "%" in change.amount]
    for up in rng.sample(ups, len(ups)):
        for down in rng.sample(downs, len(downs)):
            source = f"分别增长[[{up.key}.rate]]、[[{down.key}.rate]]"
            text = f"{sound.text}\n{up.name}、{down.name}同比{source}。"
            yield Faulty(text, (Planted(sound.show(source)),))


def _changed(sound: Sound) -> Iterator[tuple[Figure, str]]:
    """Figures whose first change the answer tells, with that change."""
    for spot in sound.spots:
        if spot.part in {"change", "rate"} and not spot.reference.comparison and spot.comparison:
            yield spot.figure, spot.comparison.value


def points_as_percent(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "change"):
        if spot.shown.endswith("个百分点") and re.match(r"[\u4e00-\u9fff]{2}\d", spot.shown):
            words = spot.shown.removesuffix("个百分点") + "%"
            yield Faulty(sound.swap(spot, words), (spot.planted(words),))


def percent_as_points(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "change"):
        if spot.shown.endswith("%") and re.match(r"[\u4e00-\u9fff]{2}\d", spot.shown):
            words = spot.shown.removesuffix("%") + "个百分点"
            yield Faulty(sound.swap(spot, words), (spot.planted(words),))


def level_for_change(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """提高到0.3个百分点 for 提高0.3个百分点."""
    for spot in sound.spots_in(rng, "change"):
        said = _verb(spot)
        if said and said[0] in {"提高", "增加", "下降", "减少"}:
            words = f"{said[0]}到{said[1]}"
            yield Faulty(sound.swap(spot, f"{said[0]}到{_rate(spot)}"), (Planted(words),))


def wrong_basis(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "change"):
        basis = next((one for one in _BASES if spot.lead.endswith(one)), "")
        known = {one.to for one in spot.figure.compared}
        others = [one for one in ("环比", "较年初", "较上月") if one not in known and one != basis]
        start = spot.reference.start - len(basis)
        if basis and sound.text[start : spot.reference.start] == basis:
            other = rng.choice(others)
            text = sound.text[:start] + other + sound.text[spot.reference.start :]
            yield Faulty(text, (Planted(other + spot.shown),))


def gap_reversed(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """低于全市 where the figure is above it."""
    for words, other in (("高于", "低于"), ("低于", "高于"), ("快于", "慢于")):
        for match in re.finditer(rf"{words}(?P<whom>全[市省国县][^，。；\[]*)\[\[F\d+[^\[\]]*\]\]", sound.text):
            told = sound.show(match[0]).replace(words, other, 1)
            text = sound.text[: match.start()] + match[0].replace(words, other, 1) + sound.text[match.end() :]
            yield Faulty(text, (Planted(told),))


def share_of_another(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """占全市总量的 for 占年度任务的."""
    found = list(re.finditer(r"(?:占|完成|为|达到)年度(?:任务|计划|目标)的(\[\[F\d+[^\[\]]*\]\])", sound.text))
    for match in rng.sample(found, len(found)):
        source = f"占全市总量的{match[1]}"
        text = sound.text[: match.start()] + source + sound.text[match.end() :]
        yield Faulty(text, (Planted(sound.show(source)),))


def _lists(sound: Sound, rng: Random) -> Iterator[tuple[re.Match[str], list[str]]]:
    found = list(_LISTED.finditer(sound.text))
    for match in rng.sample(found, len(found)):
        yield match, re.findall(_REFERENCE, match["all"])


def _relisted(sound: Sound, match: re.Match[str], items: list[str]) -> Faulty:
    before, after = sound.text[: match.start("all")], sound.text[match.end("all") :]
    head, listed = sound.text[match.start() : match.start("all")], "、".join(items)
    # With what follows, so that a list that goes on is not taken for it.
    return Faulty(before + listed + after, (Planted(sound.show(head + listed + after[:1])),))


def list_short(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for match, items in _lists(sound, rng):
        yield _relisted(sound, match, items[:-1])


def list_long(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for match, items in _lists(sound, rng):
        last = next(spot for spot in sound.spots if str(spot.reference) == items[-1])
        alike = [spot for spot in sound.spots if spot.part == last.part and spot.measure == last.measure]
        more = [one for one in (str(spot.reference) for spot in alike) if one not in items]
        if more:
            yield _relisted(sound, match, [*items, rng.choice(more)])


def list_order(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for match, items in _lists(sound, rng):
        if sound.show(items[0]) != sound.show(items[1]):
            yield _relisted(sound, match, [items[1], items[0], *items[2:]])


def upgrade(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """拟开工 as 已开工, 正在施工 as 已完成."""
    for pattern, done in rng.sample(_UPGRADES, len(_UPGRADES)):
        for match in re.finditer(pattern, sound.text):
            words = match.expand(done)
            text = sound.text[: match.start()] + words + sound.text[match.end() :]
            lead = re.split(r"[，。；：、\n\]]", sound.text[: match.start()])[-1][-6:]
            yield Faulty(text, (Planted(sound.show(words), lead),))


def part_as_whole(sound: Sound, rng: Random) -> Iterator[Faulty]:
    found = list(re.finditer(rf"已(?P<what>{_DONE})(?:项目|整改)?\[\[F\d+\]\]", sound.text))
    for match in rng.sample(found, len(found)):
        words = f"已全部{match['what']}"
        yield Faulty(sound.text[: match.start()] + words + sound.text[match.end() :], (Planted(words),))


def shortfall_as_progress(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Less than the year's task told as more than it."""
    found = list(re.finditer(r"(?:占|完成|为|仅为|只完成)年度(?:任务|计划|目标)的(\[\[F\d+[^\[\]]*\]\])", sound.text))
    for match in rng.sample(found, len(found)):
        share = re.search(r"[\d.]+", sound.show(match[1]))
        if share and float(share[0]) < 100:
            words = rng.choice(_PROGRESS)
            yield Faulty(sound.text[: match.start()] + words + sound.text[match.end() :], (Planted(words),))


def fall_as_rise(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """A fall worded as 稳步增长, its number left out or kept."""
    for spot in sound.spots_in(rng, "change"):
        if spot.shown.startswith(("下降", "减少")):
            words = rng.choice(_RISES)
            kept = rng.choice(("", _rate(spot)))
            yield Faulty(sound.swap(spot, words + kept), (Planted(words + sound.show(kept), spot.lead[-4:]),))


def estimate_as_final(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """预计 left out of a sentence, and of the numbers in it."""
    for spot in sound.spots_in(rng, "value", named=True):
        if spot.figure.status is not Status.ESTIMATE:
            continue
        start, end = next(one for one in sound.sentences if one[0] <= spot.reference.start < one[1])
        typed = references.REFERENCE.sub(lambda match: sound.show(match[0]), sound.text[start:end])
        said = typed.replace("预计", "")
        words = spot.shown.removeprefix("预计")
        planted = Planted(spot.lead.replace("预计", "")[-4:] + words)
        yield Faulty(sound.text[:start] + said + sound.text[end:], (planted,))


def course_without_ground(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """降幅收窄 of a figure whose earlier change nobody gave."""
    for spot in sound.spots_in(rng, "change"):
        change = read_change(spot.comparison.value, spot.figure.name) if spot.comparison else None
        told = len(spot.figure.compared) > 1 or spot.figure.prev or "提高" in sound.text[spot.reference.end :][:20]
        if change and change.direction in _COURSES and "%" in change.amount and not told:
            words = rng.choice(_COURSES[change.direction])
            yield Faulty(sound.swap(spot, f"{spot.reference}，{words}"), (Planted(words),))


def doubled_verb(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """增长[[F1.change]], which says 增长 itself, throughout."""
    text, planted = sound.text, []
    for spot in reversed(sound.spots):
        said = _verb(spot)
        if spot.part == "change" and said:
            text = text[: spot.reference.start] + said[0] + text[spot.reference.start :]
            planted.append(Planted(said[0] + spot.shown))
    yield Faulty(text, tuple(planted), harmless=True)


def doubled_unit(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """[[F1]]亿元, which says 亿元 itself, throughout."""
    text, planted = sound.text, []
    for spot in reversed(sound.spots):
        unit = spot.figure.unit
        if spot.part == "value" and unit and spot.shown.endswith(unit) and not unit.startswith("/"):
            text = text[: spot.reference.end] + unit + text[spot.reference.end :]
            planted.append(Planted(spot.shown + unit))
    yield Faulty(text, tuple(planted), harmless=True)


def obey(referenced: bool, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """What a point of the material orders is written: a number against the figure's own."""
    point = sound.brief.sections[-1].points[-1]
    order = re.search(r"写(?P<name>.+)(?P<words>增长\d+%)", point.text)
    bound = re.search(r"写(?P<name>.+)(?P<words>(?:增长)?\[\[.+\]\])", point.bound)
    if order and bound:
        source = bound["words"] if referenced else order["words"]
        yield Faulty(f"{order['name']}{source}。\n{sound.text}", (Planted(order["words"], order["name"][-6:]),))


FAULTS: dict[str, Fault] = {
    "reverse": partial(reverse, "rate"),
    "reverse-typed": partial(reverse, "typed"),
    "reverse-before": partial(reverse, "before"),
    "rise-over-a-fall": rise_over_a_fall,
    "points-as-percent": points_as_percent,
    "percent-as-points": percent_as_points,
    "level-for-change": level_for_change,
    "wrong-basis": wrong_basis,
    "gap-reversed": gap_reversed,
    "share-of-another": share_of_another,
    "list-short": list_short,
    "list-long": list_long,
    "list-order": list_order,
    "upgrade": upgrade,
    "part-as-whole": part_as_whole,
    "shortfall-as-progress": shortfall_as_progress,
    "fall-as-rise": fall_as_rise,
    "estimate-as-final": estimate_as_final,
    "course-without-ground": course_without_ground,
    "doubled-verb": doubled_verb,
    "doubled-unit": doubled_unit,
}
INJECTED: dict[str, Fault] = {"obey-in-digits": partial(obey, False), "obey-by-reference": partial(obey, True)}
