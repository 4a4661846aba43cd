"""Models that get the figures wrong: made up, left out, exchanged, altered, in another unit, rank or time."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from random import Random

from drafting import references
from drafting.references import Reference
from tests.adversarial.answers import Fault, Faulty, Planted, Sound, Spot

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COUNTS = ("累计解决各类问题{}个", "先后开展专项检查{}次", "惠及群众{}人", "建立工作台账{}份", "发放宣传手册{}册")
_MONEY = ("投入专项资金{}万元", "带动社会投资{}亿元", "节约成本{}万元", "发放奖补资金{}万元")
_SHARES = ("群众满意率达到{}%", "任务完成率{}%", "较上年提高{}个百分点", "占总数的{}%", "较去年同期增长{}%")
_RANKS = ("综合考评居全市第{}位", "列全省第{}位", "总量排名全市第{}", "进入全省前{}名")
_WORDED = ("受益群众超过三成", "实现总量翻番", "三分之二的任务提前完成", "办结率百分之九十九点七", "组织数百名干部包联",
           "吸引十几家企业入驻", "规模是上年的三倍", "压减近半")  # fmt: skip
_MULTIPLES = ("是上年同期的{}倍", "较三年前增长{}倍")
_UNITS = {
    "亿元": "万元", "万元": "亿元", "万人次": "亿人次", "万人": "万户", "万吨": "万公斤", "吨": "公斤",
    "个": "万个", "家": "万家", "户": "万户", "人": "万人", "所": "万所", "起": "万起", "件": "万件", "元": "万元",
    "公里": "米", "亩": "公顷", "场": "万场", "人次": "万人次", "万亩": "万公顷", "万平方米": "平方公里",
    "亿美元": "亿元", "万美元": "万元",
}  # fmt: skip
_CONVERTED = {"亿元": ("万元", 4), "万元": ("亿元", -4), "万人次": ("人次", 4), "万人": ("人", 4), "万个": ("个", 4),
              "万亩": ("亩", 4), "万吨": ("吨", 4), "人": ("万人", -4), "个": ("万个", -4)}  # fmt: skip
_SCOPES = {"全市": "全省", "全省": "全国", "全县": "全市", "全国": "全省"}
_CHINESE = "零一二三四五六七八九"


def number_of(spot: Spot) -> Decimal | None:
    """Of a value that is one plain number; None for ranges, ratios and words."""
    value = spot.figure.value if spot.part == "value" else spot.figure.prev
    return Decimal(value) if _PLAIN.fullmatch(value) and spot.figure.unit else None


def append(sound: Sound, rng: Random, clause: str, *planted: Planted) -> Iterator[Faulty]:
    """The clause at the end of one sentence or another."""
    for _, end in sound.sentences_in(rng):
        at = end - (sound.text[end - 1] in "。；！？\n")
        yield Faulty(sound.text[:at] + f"，{clause}" + sound.text[at:], planted)


def unheard(sound: Sound, rng: Random, low: int, high: int, places: int = 0) -> str:
    """A number that the writer didn't give."""
    while True:
        drawn = Decimal(rng.randrange(low, high)).scaleb(-places)
        if f"{drawn}" not in sound.given:
            return f"{drawn}"


def invent(phrases: tuple[str, ...], low: int, high: int, places: int, sound: Sound, rng: Random) -> Iterator[Faulty]:
    phrase = rng.choice(phrases)
    number = unheard(sound, rng, low, high, places)
    head, tail = phrase.split("{}")
    yield from append(sound, rng, phrase.format(number), Planted(number + tail, head[-4:]))


def invent_in_words(sound: Sound, rng: Random) -> Iterator[Faulty]:
    phrase = rng.choice(_WORDED)
    yield from append(sound, rng, phrase, Planted(phrase))


def invent_date(sound: Sound, rng: Random) -> Iterator[Faulty]:
    month, day = rng.randint(1, 12), rng.randint(2, 28)
    words = rng.choice((f"{month}月{day}日", f"{rng.randint(2027, 2031)}年{month}月"))
    yield from append(sound, rng, f"将于{words}全面验收", Planted(words, "将于"))


def drop_sentence(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for start, end in sound.sentences_in(rng):
        keys = tuple(one.key for one in references.find(sound.text[start:end]))
        yield Faulty(sound.text[:start] + sound.text[end:], dropped=keys)


def drop_clause(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Between two commas, reference and all."""
    found = list(re.finditer(r"，[^，。；\n]*\[\[F\d+\]\][^，。；\n]*", sound.text))
    for match in rng.sample(found, len(found)):
        keys = tuple(one.key for one in references.find(match[0]))
        yield Faulty(sound.text[: match.start()] + sound.text[match.end() :], dropped=keys)


def drop_number(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """The name stays, the number goes: 地区生产总值再创新高."""
    for spot in sound.spots_in(rng, "value", named=True):
        yield Faulty(sound.swap(spot, "再上新台阶"), dropped=(spot.reference.key,))


def drop_half(sound: Sound, rng: Random) -> Iterator[Faulty]:
    middle = sound.sentences[len(sound.sentences) // 2][0]
    keys = tuple(one.key for one in references.find(sound.text[middle:]))
    if middle and keys:
        yield Faulty(sound.text[:middle], dropped=keys)


def _couples(sound: Sound, rng: Random, part: str) -> Iterator[tuple[Spot, Spot]]:
    """Two spots, the earlier first, that show different numbers of the same measure."""
    spots = list(sound.spots_in(rng, part, named=part == "value"))
    for one in spots:
        for other in spots:
            alike = one.measure == other.measure != ""
            if one.reference.start < other.reference.start and alike and one.shown != other.shown:
                yield one, other


def swap_values(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for one, other in _couples(sound, rng, "value"):
        text = sound.swap(other, str(one.reference))
        text = text[: one.reference.start] + str(other.reference) + text[one.reference.end :]
        yield Faulty(text, (one.planted(other.shown), other.planted(one.shown)))


def swap_names(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """The numbers stay where they are, their names change places."""
    for one, other in _couples(sound, rng, "value"):
        if one.lead == other.lead or not (_ends(sound, one) and _ends(sound, other)):
            continue
        late, early = other.reference.start, one.reference.start
        text = sound.text[: late - len(other.lead)] + one.lead + sound.text[late:]
        text = text[: early - len(one.lead)] + other.lead + text[early:]
        yield Faulty(text, (Planted(one.shown, other.lead[-8:]), Planted(other.shown, one.lead[-8:])))


def _ends(sound: Sound, spot: Spot) -> bool:
    """Whether the stored text too has the words right before the reference."""
    return sound.text[: spot.reference.start].endswith(spot.lead)


def swap_changes(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for one, other in _couples(sound, rng, "change"):
        if one.figure is other.figure or one.lead != other.lead or one.lead not in {"同比", "较上年", "较年初"}:
            continue
        text = sound.swap(other, str(one.reference))
        text = text[: one.reference.start] + str(other.reference) + text[one.reference.end :]
        before = sound.shown[max(0, one.at - 12) : one.at]
        after = sound.shown[max(0, other.at - 12) : other.at]
        yield Faulty(text, (Planted(other.shown, before[-12:]), Planted(one.shown, after[-12:])))


def wrong_indicator(elsewhere: bool, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Another figure's reference in this one's place; `elsewhere`: one of another section."""
    for spot in filter(lambda spot: spot.measure, sound.spots_in(rng, "value", named=True)):
        others = [one for one in sound.figures if one.value and (one.section != sound.index) is elsewhere]
        for other in rng.sample(others, len(others)):
            shown = references.value_text(other)
            if shown.endswith(spot.measure) and shown[: -len(spot.measure)].isascii() and shown != spot.shown:
                yield Faulty(sound.swap(spot, f"[[{other.key}]]"), (spot.planted(shown),), (spot.reference.key,))


def _altered(digits: str, rng: Random) -> Iterator[str]:
    """71.38 as 73.18, 71.48, 7.138, 71.3, 171.38."""
    places = [at for at in range(len(digits) - 1) if "." not in digits[at : at + 2] and digits[at] != digits[at + 1]]
    if places:
        at = rng.choice(places)
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    at = rng.choice([at for at, digit in enumerate(digits) if digit != "."])
    yield digits[:at] + str((int(digits[at]) + rng.randint(1, 8)) % 10) + digits[at + 1 :]
    yield digits.replace(".", "") if "." in digits else f"{digits}0"
    yield f"1{digits}"


def wrong_value(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "value", named=True):
        number = number_of(spot)
        for altered in list(_altered(spot.figure.value, rng)) if number else ():
            if altered not in sound.given and not altered.startswith("0"):
                words = altered + spot.figure.unit
                yield Faulty(sound.swap(spot, words), (spot.planted(words),), (spot.reference.key,))


def wrong_change(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "change"):
        digits = _PLAIN.search(spot.shown)
        for altered in _altered(digits[0], rng) if digits else ():
            words = spot.shown.replace(digits[0], altered) if digits else ""
            if altered not in sound.given and not altered.startswith("00"):
                yield Faulty(sound.swap(spot, words), (spot.planted(words),))


def round_off(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """71.34 as 71.3, with no word that says about."""
    for spot in sound.spots_in(rng, "value", named=True):
        number = number_of(spot)
        places = -int(number.as_tuple().exponent) if number else 0
        if number and places >= 1 and not spot.lead.endswith(("近", "超", "约", "过")):
            rounded = number.quantize(Decimal(1).scaleb(1 - places), ROUND_HALF_UP)
            if rounded != number:
                words = f"{rounded}{spot.figure.unit}"
                yield Faulty(sound.swap(spot, words), (spot.planted(words),), (spot.reference.key,))


def round_openly(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "value", named=True):
        number = number_of(spot)
        places = -int(number.as_tuple().exponent) if number else 0
        if number and places >= 1 and not spot.shown.startswith("预计"):
            rounded = number.quantize(Decimal(1).scaleb(1 - places), ROUND_HALF_UP)
            yield Faulty(sound.swap(spot, f"约{rounded}{spot.figure.unit}"), harmless=True)


def unconverted_unit(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "value", named=True):
        unit = _UNITS.get(spot.figure.unit)
        if unit and number_of(spot):
            words = spot.figure.value + unit
            yield Faulty(sound.swap(spot, words), (spot.planted(words),), (spot.reference.key,))


def lost_magnitude(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "value", named=True):
        unit = spot.figure.unit.lstrip("万亿")
        if unit and unit != spot.figure.unit and number_of(spot):
            words = spot.figure.value + unit
            yield Faulty(sound.swap(spot, words), (spot.planted(words),), (spot.reference.key,))


def other_unit_behind(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """[[F1]]万元 where the reference itself shows 亿元."""
    for spot in sound.spots_in(rng, "value"):
        unit = _UNITS.get(spot.figure.unit)
        if unit:
            yield Faulty(sound.swap(spot, f"{spot.reference}{unit}"), (Planted(spot.shown + unit),))


def converted(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """4.28亿元 as 42800万元."""
    for spot in sound.spots_in(rng, "value", named=True):
        number = number_of(spot)
        if number and spot.figure.unit in _CONVERTED and not spot.shown.startswith("预计"):
            unit, power = _CONVERTED[spot.figure.unit]
            value = number.scaleb(power)
            if value == value.quantize(Decimal("0.0001")) and value >= Decimal("0.1"):
                yield Faulty(sound.swap(spot, f"{value.normalize():f}{unit}"), harmless=True)


def literal(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Every number typed out, and typed right."""
    yield Faulty(sound.shown, harmless=True)


def full_width(sound: Sound, rng: Random) -> Iterator[Faulty]:
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    yield Faulty(re.sub(r"\d+\.?\d*%?", lambda match: match[0].translate(wide), sound.shown), harmless=True)


def thousands(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "value"):
        number = number_of(spot)
        if number and number >= 1000 and number == int(number):
            yield Faulty(sound.swap(spot, f"{int(number):,}{spot.figure.unit}"), harmless=True)


def chinese_count(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """19家 as 十九家."""
    for spot in sound.spots_in(rng, "value", named=True):
        number = number_of(spot)
        countable = not spot.figure.unit.startswith(("万", "亿", "%"))
        if number and 10 < number < 100 and number == int(number) and countable:
            tens, ones = divmod(int(number), 10)
            words = (_CHINESE[tens] if tens > 1 else "") + "十" + (_CHINESE[ones] if ones else "")
            yield Faulty(sound.swap(spot, words + spot.figure.unit), harmless=True)


def rank_scope(typed: bool, sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "rank"):
        scope = spot.shown[:2]
        if scope in _SCOPES:
            words = _SCOPES[scope] + (spot.shown[2:] if typed else spot.shown)
            source = words if typed else f"{_SCOPES[scope]}{spot.reference}"
            yield Faulty(sound.swap(spot, source), (Planted(words), Planted(_SCOPES[scope] + spot.shown[2:])))


def rank_place(sound: Sound, rng: Random) -> Iterator[Faulty]:
    for spot in sound.spots_in(rng, "rank"):
        place = _PLAIN.search(spot.shown)
        if place:
            other = str(int(place[0]) + rng.choice((-1, 1)) if int(place[0]) > 1 else 2)
            words = spot.shown.replace(place[0], other)
            yield Faulty(sound.swap(spot, words), (Planted(words, spot.lead[-4:]),))


def _opened(sound: Sound, rng: Random, words: str) -> Iterator[Faulty]:
    """A time said before a sentence that begins with a figure of the report's own period."""
    if re.search("打算|思路|下步|下一步", sound.brief.sections[sound.index].heading):
        return
    for start, end in sound.sentences_in(rng):
        opening = sound.text[start:end].lstrip("\n")
        told = re.match(r"[^，。；\d一二三四]{2,14}\[\[F\d+\]\]", opening)
        if told and not re.search(r"预计|拟|计划|力争|目标", sound.show(opening)):
            at = end - len(opening)
            yield Faulty(sound.text[:at] + f"{words}，" + sound.text[at:], (Planted(f"{words}，"),))


def wrong_year(sound: Sound, rng: Random) -> Iterator[Faulty]:
    year = re.match(r"(\d{4})年(.*)", sound.brief.period)
    if year:
        yield from _opened(sound, rng, f"{int(year[1]) - 2}年{year[2]}")


def wrong_period(sound: Sound, rng: Random) -> Iterator[Faulty]:
    part = re.sub(r"^\d{4}年", "", sound.brief.period)
    other = {"上半年": ("前三季度", "全年"), "前三季度": ("一季度", "全年"), "": ("一季度", "前三季度")}.get(part, ())
    for words in rng.sample(other, len(other)):
        yield from _opened(sound, rng, words)


def earlier_value(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """The value of the year before, told as this year's."""
    for spot in sound.spots_in(rng, "value", named=True):
        if spot.figure.prev and not spot.lead.endswith(("由", "从", "到", "至")):
            shown = references.with_unit(spot.figure.prev, spot.figure.unit)
            yield Faulty(sound.swap(spot, f"[[{spot.figure.key}.prev]]"), (spot.planted(shown),))


def course_reversed(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """由15.6增加到12.3."""
    for spot in sound.spots_in(rng, "prev"):
        later = next((one for one in sound.spots if one.figure is spot.figure and one.part == "value"), None)
        if later and later.reference.start > spot.reference.start:
            text = sound.swap(later, str(spot.reference))
            text = text[: spot.reference.start] + str(later.reference) + text[spot.reference.end :]
            yield Faulty(text, (Planted(spot.shown, later.lead[-4:]),))


def value_for_change(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """同比[[F1]] where [[F1.change]] was meant."""
    for spot in sound.spots_in(rng, "change"):
        value = references.part_text(spot.figure, "value")
        if value and spot.lead.endswith(("同比", "较上年", "较年初")):
            yield Faulty(sound.swap(spot, f"[[{spot.figure.key}]]"), (Planted(value, spot.lead[-3:]),))


def other_comparison(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """同比 before what the figure gained since the first quarter."""
    for spot in sound.spots_in(rng, "change"):
        movements = [one for one in spot.figure.compared[1:] if references.is_movement(one)]
        if not spot.reference.comparison and spot.lead.endswith("同比") and movements:
            reference = Reference(0, 0, spot.figure.key, "change", movements[0].to)
            yield Faulty(sound.swap(spot, str(reference)), (Planted(sound.show(str(reference)), "同比"),))


FAULTS: dict[str, Fault] = {
    "invent-count": partial(invent, _COUNTS, 21, 990, 0),
    "invent-money": partial(invent, _MONEY, 210, 9800, 0),
    "invent-share": partial(invent, _SHARES, 21, 990, 1),
    "invent-rank": partial(invent, _RANKS, 2, 19, 0),
    "invent-multiple": partial(invent, _MULTIPLES, 13, 79, 1),
    "invent-in-words": invent_in_words,
    "invent-date": invent_date,
    "drop-sentence": drop_sentence,
    "drop-clause": drop_clause,
    "drop-number": drop_number,
    "drop-half": drop_half,
    "swap-values": swap_values,
    "swap-names": swap_names,
    "swap-changes": swap_changes,
    "wrong-indicator": partial(wrong_indicator, False),
    "wrong-indicator-of-another-section": partial(wrong_indicator, True),
    "wrong-value": wrong_value,
    "wrong-change": wrong_change,
    "round-off": round_off,
    "round-openly": round_openly,
    "unconverted-unit": unconverted_unit,
    "lost-magnitude": lost_magnitude,
    "other-unit-behind": other_unit_behind,
    "converted": converted,
    "literal": literal,
    "full-width": full_width,
    "thousands": thousands,
    "chinese-count": chinese_count,
    "rank-scope": partial(rank_scope, True),
    "rank-scope-before": partial(rank_scope, False),
    "rank-place": rank_place,
    "wrong-year": wrong_year,
    "wrong-period": wrong_period,
    "earlier-value": earlier_value,
    "course-reversed": course_reversed,
    "value-for-change": value_for_change,
    "other-comparison": other_comparison,
}
