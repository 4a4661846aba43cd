"""What a quantity in the writer's words says: a value, a change, a gap, a share, a rank, and where its words begin."""

import re
from dataclasses import dataclass, replace
from functools import cache

from drafting import numerals, references
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Form, Quantity
from drafting.report import Comparison

STOPS = "，。；：！？、,;:!?（）()《》\n"
CLAUSE_STOPS = STOPS.replace("、", "")
_SENTENCE_STOPS = "。；！？;!?\n"
_BASIS = (
    r"(?P<basis>(?:(?<![占同环对类相百])[较比](?!重|例|率|值)|与|同)[^，、较比与]{1,14}?(?:相比)?"
    r"|同比|环比|年均|月均|日均|同口径比?)?"
)
_ADVERBS = r"(?P<adverb>(?:实际|名义|可比|同口径|平均)*)(?:分别|均|各|又|再|略|净|累计|约|共)*"
_LEAD = re.compile(rf"(?P<head>.*?)(?:分别|均|各)?{_BASIS}{_ADVERBS}$")
_NOUN_LINK = re.compile(
    r"(?P<before>.*?)(?P<noun>增长速度|增长率|增速|增幅|涨幅|升幅|降幅|跌幅|减幅)(?:分别)?(?:为|达到?|是)?$"
)
_AFTER_VERB = re.compile(r"(?:了|为|达到?|分别)$")
_GAP = re.compile(
    r"(?P<head>.*?)(?:分别|均|各)?(?P<to>(?:高于|低于|快于|慢于|多于|少于|好于|优于|高出|低出|超出|超)(?P<than>[^，]{1,16}?)"
    r"|(?<![占同环对类相百])比(?P<other>[^，]{1,14}?)(?<![提降减增升])[高低快慢多少]出?)(?:分别|约|近|了)*$"
)
_SHARE = re.compile(
    r"(?P<head>.*?)(?:分别|均|各)?(?P<to>占(?P<whole>[^，占]{1,20}?)|(?:完成|为|达到?|是)(?P<task>[^，]{1,20}?))"
    r"(?:的|分别|约|近|超过?)*$"
)
_SCOPE = re.compile(
    r"(?:(?:全|本)[国省市县区州校院旗系统行业]{1,2}|[省市县区]内|[\u4e00-\u9fff]{0,3}片区)?(?:同类|各)?"
    r"(?:\d+个)?(?:[县市区州旗乡镇街道省]|[（(][县市区乡镇街道]+[）)]){0,8}(?:[一二三四]类[县市区]?)?(?:中|内|里)?$"
)
LEAVING = re.compile(
    r"[由从](?:(?:\d{4}年|[一二三四]季度|[上下]半年|上年|去年|年初|上年末|同期|上年同期|上月)的?)?"
    r"(?:每[人户亩])?(?:每[年月天日])?\s*$"
)
_LONGEST_CLAUSE = 80
"""No clause of a report is longer on either side of a number; the bound keeps reading quick on any text."""

_ASIDE = re.compile(r"[（(][县市区州旗乡镇村街道套站户社]{1,4}[）)]")
_SOLE = {"新增", "净增", "新增加"}


@dataclass(frozen=True, slots=True)
class Saying:
    """`start`..`end`: what a reference stands for. `text`: what the figure keeps of it.

    part: value, prev, change, rate, rank. `to`: what is compared with. `head`: where the words before it end.
    """

    quantity: Quantity
    part: str
    start: int
    end: int
    text: str
    head: int
    to: str = ""


def sentence_of(text: str, at: int) -> int:
    return max((text.rfind(mark, 0, at) for mark in _SENTENCE_STOPS), default=-1) + 1


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Half-open span of the clause around a span; ，and brackets end it, 、and the brackets of 县（区）do not."""
    floor = max(0, start - _LONGEST_CLAUSE)
    near = _ASIDE.sub(lambda match: "○" * len(match[0]), text[floor : end + _LONGEST_CLAUSE])
    left = max(near.rfind(mark, 0, start - floor) for mark in CLAUSE_STOPS) + 1
    rights = [at for mark in CLAUSE_STOPS if (at := near.find(mark, end - floor)) >= 0]
    return floor + left, floor + min(rights, default=len(near))


def sayings(text: str) -> tuple[Saying, ...]:
    """In order, apart from each other; masks say nothing."""
    plain = numerals.normal(text)
    found = [one for one in numerals.find(text) if one.form is not Form.MASK]
    ranks = {at: _scope_start(plain, one) for at, one in enumerate(found) if one.form is Form.RANK}
    swallowed = {at - 1 for at, start in ranks.items() if at and found[at - 1].start >= start}
    made: list[Saying] = []
    for at, quantity in enumerate(found):
        if at in swallowed:
            continue
        floor = made[-1].end if made else 0
        if at in ranks:
            start = max(ranks[at], floor)
            made.append(Saying(quantity, "rank", start, quantity.end, text[start : quantity.end], start))
            continue
        made.append(_saying(plain, quantity, floor))
        if len(made) > 1 and _departs(plain, made[-2], made[-1]):
            made[-2:] = [replace(made[-2], part="prev"), _level(made[-1])]
    return tuple(made)


def _departs(plain: str, before: Saying, now: Saying) -> bool:
    """由…增加到…, 从…压缩至…: the first is the earlier value of the second."""
    same_clause = clause_of(plain, before.start, before.end)[1] >= now.start
    leaves = LEAVING.search(plain[max(0, before.start - _LONGEST_CLAUSE) : before.start])
    arrives = re.search(r"(?:[到至]|(?:调整|优化|变|改|[缩减降压提增扩].{0,2})为)\s*$", plain[before.end : now.start])
    calendar = before.quantity.form in CALENDAR or now.quantity.form in CALENDAR
    valued = before.part == "value" and now.part in ("value", "rate")
    return bool(same_clause and leaves and arrives and valued and not calendar)


def _level(saying: Saying) -> Saying:
    """由5天缩短为3天: behind an earlier value 为 opens a level, no amount of change."""
    quantity = saying.quantity
    return Saying(quantity, "value", quantity.start, quantity.end, quantity.text, quantity.start)


def _scope_start(plain: str, quantity: Quantity) -> int:
    # A bracket inside the scope (12个县（区）) is no end of the clause.
    left = max(plain.rfind(mark, 0, quantity.start) for mark in "，。；：！？,;\n") + 1
    found = _SCOPE.search(plain[max(left, quantity.start - 24) : quantity.start])
    return quantity.start - len(found[0]) if found else quantity.start


def _saying(plain: str, quantity: Quantity, floor: int) -> Saying:
    left = max(clause_of(plain, quantity.start, quantity.end)[0], floor)
    value = Saying(quantity, "value", quantity.start, quantity.end, quantity.text, quantity.start)
    if quantity.form in CALENDAR:
        return value
    for reader in (_gap, _share, _noun, _change):
        made = reader(plain, quantity, left)
        if made is not None:
            return made
    return value


def _gap(plain: str, quantity: Quantity, left: int) -> Saying | None:
    found = _GAP.fullmatch(plain[left : quantity.start])
    if found is None or not _against().search(found["than"] or found["other"]):
        return None
    return _compared(quantity, found, left, "to")


def _share(plain: str, quantity: Quantity, left: int) -> Saying | None:
    if quantity.unit != "%" and quantity.form is not Form.FRACTION:
        return None
    found = _SHARE.fullmatch(plain[left : quantity.start])
    # 占…比重 is an indicator of its own, with changes of its own.
    if (
        found is None
        or re.search("比$|比[重例率]", found["whole"] or "")
        or (found["task"] and not _tasks().search(found["task"]))
    ):
        return None
    return _compared(quantity, found, left, "to")


def _compared(quantity: Quantity, found: "re.Match[str]", left: int, group: str) -> Saying | None:
    """A share or gap: only its amount is a reference."""
    to = found[group]
    head = left + len(found["head"])
    if not _can_name(to) or references.is_movement(Comparison(to, quantity.text)):
        return None
    return Saying(quantity, "change", quantity.start, quantity.end, quantity.text, head, to)


def _noun(plain: str, quantity: Quantity, left: int) -> Saying | None:
    """增速为8.0%: the amount alone."""
    found = _NOUN_LINK.fullmatch(plain[left : quantity.start])
    if found is None or quantity.unit not in ("%", "‰", "倍"):
        return None
    change = numerals.read_change(found["noun"] + plain[quantity.start : quantity.end])
    if change is None or change.amount != plain[quantity.start : quantity.end]:
        return None
    head, to = _basis(found["before"], left)
    return Saying(quantity, "rate", quantity.start, quantity.end, change.verb + quantity.text, head, to)


def _change(plain: str, quantity: Quantity, left: int) -> Saying | None:
    before = plain[left : quantity.start]
    amount = plain[quantity.start : quantity.end]
    link = _AFTER_VERB.search(before) if quantity.form is not Form.DOUBLING else None
    bare = before[: link.start()] if link else before
    verb = next((one for one in _verbs() if bare.endswith(one)), "")
    if quantity.form is Form.DOUBLING:
        verb, link = "", None
    elif not verb:
        return None
    change = numerals.read_change(verb + amount)
    if change is None or references.change_text(change) != verb + amount:
        return None
    head, to = _basis(bare[: len(bare) - len(verb)], left)
    if verb in _SOLE and not to:
        return None
    start = quantity.start if link else quantity.start - len(verb)
    return Saying(quantity, "rate" if link else "change", start, quantity.end, verb + quantity.text, head, to)


def _basis(before: str, left: int) -> tuple[int, str]:
    """Where the subject ends, and what the change is against."""
    found = _LEAD.fullmatch(before)
    if found is None:
        return left + len(before), ""
    to = (found["basis"] or "") + found["adverb"]
    return left + len(found["head"]), to if _can_name(to) else ""


def _can_name(to: str) -> bool:
    """Whether a reference can hold it; a quantity in it would be one nobody bound."""
    return len(to) <= 30 and not any(mark in to for mark in "[]:：\n") and not numerals.find(to)


@cache
def _verbs() -> tuple[str, ...]:
    """Verbs of change, longest first; nouns (增速) and what stands for two (增速提高) are no verbs here."""
    nouns = ("增速", "增幅", "涨幅", "升幅", "降幅", "跌幅", "减幅", "增长率", "增长速度", "增量", "增加额")
    words = [one for one in numerals.directions() if not one.startswith((*nouns, "负增长", "同比"))]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _against() -> re.Pattern[str]:
    return re.compile(table("lifting")["measured_against"])


@cache
def _tasks() -> re.Pattern[str]:
    return re.compile(table("lifting")["tasks"])
