"""What a number is of where its own words don't name it: a part of what was counted, a limit, a goal, an event."""

import re
from collections.abc import Mapping
from functools import cache

from drafting import numerals
from drafting.intake.phrases import LONGEST, cleaned, core_words, counted, nameable, said_of, split, tail_of, work_at
from drafting.intake.sayings import Saying, clause_of, sentence_of
from drafting.lexicon import table
from drafting.numerals import CALENDAR, Quantity
from drafting.wording import bare, words

LONGEST_TOLD = 14
_BRACKET = "（("
_GAP_BESIDE_BRACKET = re.compile(r"(?P<what>[^，。；：、（]+)(?:[高低快慢]于)(?P<than>[^，。；：、（]+)（[^（）]*）$")


def bracketed(text: str, start: int) -> str:
    """序时进度 of 低于序时进度（75%）: a number alone in brackets is of the words before them, "" elsewhere.

    A gap told behind such brackets is between what is told and what they explain.
    """
    apart = _GAP_BESIDE_BRACKET.search(text[:start])
    if apart:
        return f"{core_words(apart['what'], '')}与{apart['than']}差距"
    if text[start - 1 : start] not in tuple(_BRACKET):
        return ""
    before = re.split("[，。；：、]", text[: start - 1])[-1]
    against = re.search(r"(?:低于|高于|快于|慢于|超过|达到|占|较|比)([^低高快慢超占较比]{2,10})$", before)
    return against[1] if against else cleaned(core_words(before, ""))


def goal(before: str, rest: str, unit: str) -> str:
    """年度目标 of 固定资产投资未达到7亿元的年度目标, with what it is a goal for; "" where no goal follows."""
    found = re.match(table("lifting")["goals"], rest)
    if found is None:
        return ""
    of = core_words(re.sub(table("lifting")["short_of"], "", before), unit)
    named = found["goal"].lstrip("的")
    return named if named.endswith("时间进度") or len(of) + len(named) > LONGEST else f"{of}{named}"


def limit(text: str, quantity: Quantity, right: int) -> tuple[str, str]:
    """(限额以上, 签约项目) of 50亿元以上签约项目2个: the number tells which are counted; ("", "") elsewhere."""
    rest = text[quantity.end : right]
    following = next((one for one in numerals.find(rest) if one.form not in CALENDAR), None)
    typed = quantity.text
    mark = next((one for one in _limits() if typed.startswith(one) or typed.endswith(one)), "")
    behind = rest[: following.start] if following else rest
    noun = counted(behind.lstrip("的"), "个")[0] if mark and (following or behind.startswith("的")) else ""
    counting = following is not None and not re.match("[、，；]", behind)
    return (table("lifting")["limits"][mark], noun) if noun and (counting or behind.startswith("的")) else ("", "")


@cache
def _limits() -> tuple[str, ...]:
    return tuple(sorted(table("lifting")["limits"], key=len, reverse=True))


def told(behind: str, *, more: str = "") -> str:
    """What is said of the things counted: 因用地手续未开工 → 未开工. `more`: what follows the clause."""
    lifting = table("lifting")
    rest = re.sub(lifting["state_front"], "", behind.strip())
    if re.match(lifting["reasons"], rest):
        found = [re.search(lifting["standing"], part) for part in re.split("[，、]", rest + more)]
        return next((one[0] for one in reversed(found) if one), "")
    if re.match("[与同向](?!比)", rest):
        rest = next((rest[at:] for at in range(2, len(rest)) if work_at(rest, at)), "")
    if re.match("在.{1,5}$", rest):
        return rest
    return said_of(re.sub("(?<=[^以作成认])为.*$", "", rest), LONGEST_TOLD)


def among(past: str, before: str) -> bool:
    """Whether the words say that a part of the things counted just before follows."""
    return bool(before and re.search(table("lifting")["among"], before)) or past.endswith("中，")


def event(text: str, start: int) -> str:
    """荷花节 of 举办第八届荷花节，接待游客…: what the sentence opens with having held, "" where it didn't."""
    opening = text[sentence_of(text, start) : start].split("，")
    found = re.match(table("lifting")["events"], opening[0]) if len(opening) > 1 else None
    if found is None or [one for one in numerals.find(opening[0]) if one.form is not numerals.Form.RANK]:
        return ""
    return nameable(re.sub(r"第[^届次]{1,3}[届次]", "", found["event"]))


def opening(text: str, start: int) -> str:
    """The thing a sentence opened with before it went on to this clause: 青禾食品二期主体封顶，总投资…"""
    past = text[sentence_of(text, start) : start]
    first = past.split("，")[0]
    if "，" not in past or any(one.form not in CALENDAR for one in numerals.find(first)):
        return ""
    named = re.match(f"(?P<thing>.{{2,14}}?(?:{'|'.join(_things())}))(?=主体|[已拟正将现]|计划|预计|建成|$)", first)
    found = core_words(first, "")[len(work_at(first, 0)) :] if work_at(first, 0) else named["thing"] if named else ""
    return found if 4 <= len(found) <= LONGEST - 4 and found.endswith(_things()) else ""


@cache
def _things() -> tuple[str, ...]:
    return (
        "工程",
        "项目",
        "厂房",
        "产业园",
        "园区",
        "二期",
        "一期",
        "三期",
        "四期",
        "中心",
        "学校",
        "医院",
        "校区",
        "基金",
    )


def reached(past: str, verb: str, noun: str, what: str) -> str:
    """稳岗返还资金惠及企业: whom it reached, behind what reached them where the same sentence counted that."""
    led = noun if len(noun) > 2 and noun in past and verb not in noun and len(noun + verb + what) <= LONGEST else ""
    return f"{led}{verb}{what}"


def reaching(core: str) -> str:
    return next((one for one in table("lifting")["reaching"] if core.startswith(one)), "")


def lasting(text: str, left: int, before: str) -> str:
    """What lasts: 专项整治，为期3个月."""
    if not before.endswith("为期"):
        return ""
    clause = re.split("[，。；]", text[:left].rstrip("，"))[-1]
    return f"{core_words(clause, '')}时长"


def share(before: str, unit: str, typed: str) -> str:
    """人员占43.8% → 人员占比; 参加保障的不足三成 → 参加保障占比; 主体工程完成75% → 主体工程完成比例."""
    if bare(unit) not in ("%", ""):
        return ""
    stem = re.sub("(?:的|中)?(?:仅|只|约)?占$", "", before)
    stem = re.sub("的$", "", stem) if typed.endswith("成") else stem
    if stem != before:
        return f"{cleaned(core_words(stem, unit))}占比"
    finished = re.fullmatch("(?P<what>[^，]{2,}?)已?完成", before) if unit else None
    return f"{core_words(finished['what'], unit)}完成比例" if finished else ""


def achieved(before: str, unit: str) -> str:
    """整改安全隐患 of 安全隐患已整改151处, …工程完成投资 of …工程已完成投资; "" where nothing is said to be done."""
    found = re.fullmatch("(?P<what>[^，、]{3,}?)(?:目前|现)?(?:均已|已经|已)(?P<done>[^，、]{2,4})", before)
    if found is None:
        return ""
    what, done = core_words(found["what"], unit), found["done"]
    if work_at(done, 0) == done and done != "完成":
        return f"{done}{what}"
    return f"{what}{done}" if done.startswith("完成") and len(done) > 2 else ""


def verb_and_thing(core: str) -> tuple[str, str]:
    """停产整顿 is two verbs and no thing."""
    verb, thing = split(core)
    return (core, "") if thing and work_at(thing, 0) == thing else (verb, thing)


def remains(core: str, noun: str) -> bool:
    """其余5家年底前完成: what follows is no noun but says what becomes of the rest."""
    lifting = table("lifting")
    return core in lifting["remaining"] and not noun.endswith((*words("heads"), *lifting["nouns"]))


def unfinished(core: str, measure: str, nouns: Mapping[str, str]) -> bool:
    """Whether it only says which of the things counted before: 其余, 省级, 在建, 进展滞后, 达到序时进度."""
    lifting = table("lifting")
    if core in lifting["remaining"] or not nouns.get(measure):
        return core in lifting["remaining"]
    if re.fullmatch("[^，、]{0,2}(?:级|类)", core) or core in lifting["states"]:
        return True
    return bool(re.search(lifting["standing"], core) or re.search(lifting["tasks"], core))


def part_told(text: str, saying: Saying, rest: str, more: str) -> str:
    """What is said of the things counted, "" where those words are the next number's: 7座病险水库已完工4座."""
    right = clause_of(text, saying.start, saying.end)[1]
    following = next((one for one in numerals.find(text[saying.end : right]) if one.form not in CALENDAR), None)
    if following is None:
        return told(rest, more=more)
    short = next((one for one in ("不足", "不到", "未满") if following.text.startswith(one)), "")
    said = told(rest) if short else ""
    return f"{said}{short}" if said else ""


def limited_ahead(text: str, quantity: Quantity, right: int) -> str:
    """集体经济收入限额以下村 of 5个集体经济收入不足20万元的村."""
    rest = text[quantity.end : right]
    following = next((one for one in numerals.find(rest) if one.form not in CALENDAR), None)
    if following is None or not rest[following.end :].startswith("的") or not quantity.unit:
        return ""
    inner = next(one for one in numerals.find(text) if one.start == quantity.end + following.start)
    mark, noun = limit(text, inner, right)
    return f"{cleaned(core_words(rest[: following.start], ''))}{mark}{noun}" if noun else ""


def measured(made: str, measure: str) -> str:
    """培训人次, 办理件数: a bare verb takes what its measure counts."""
    bare_verb = len(made) <= 2 or work_at(made, 0) == made
    tail = tail_of(measure)
    return f"{made}{tail}" if bare_verb and tail != "数" and not made.endswith(tail) else made


def reaching_at_end(before: str) -> str:
    """惠及 itself, whose 及 is no conjunction."""
    return next((one for one in table("lifting")["reaching"] if before.endswith(one)), "")
