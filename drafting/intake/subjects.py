"""Naming what a quantity is of: by the words before it, the noun behind its measure, what was counted before."""

import re
from dataclasses import dataclass, field
from functools import cache

from drafting import numerals
from drafting.intake import parts
from drafting.intake.phrases import (
    LONGEST,
    LONGEST_REST,
    amounts,
    behind_of,
    cleaned,
    core_words,
    counted,
    generic,
    nameable,
    plan,
    said_of,
    split,
    tail_of,
    unplanned,
    work_at,
)
from drafting.intake.sayings import LEAVING, STOPS, Saying, clause_of, sentence_of
from drafting.lexicon import table
from drafting.naming import countable
from drafting.numerals import CALENDAR
from drafting.wording import bare, core_of, expanded, known, words

_RATE_TAILS = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅)$")
_RANKING = re.compile(r"(?:并列|位列|位居|名列|排名|排在|排|列|跃居|升至|升到|进入|稳居|稳定在|保持在|保持|居|为|在)+$")
_SEVERAL = re.compile(r"(?P<items>.+?)[二两三四五六七八九十]大[^，、]{2,4}?分别(?P<what>[^，、]{2,8})")
_ASIDE = re.compile("（[县市区州乡镇街道、]{1,6}）")
_AFTER_DATE = re.compile(r"[底初末]前|度?(?:[底初末]|[上中下]旬|份)?(?:[之以]?前(?!期|沿|列)|起|以来)?")


@dataclass(slots=True)
class Thread:
    """What earlier quantities of the text leave to later ones. `base`: the figure a note is of, "" in a point."""

    text: str
    base: str = ""
    unit: str = ""
    planned: bool = False
    nouns: dict[str, str] = field(default_factory=dict)
    owner: str = ""
    last: str = ""
    among: bool = False
    limited: str = ""


def subject(thread: Thread, saying: Saying, floor: int) -> str:
    """The indicator a change, share or rank is of, as its own words name it; "" when an earlier one is meant."""
    left = max(clause_of(thread.text, saying.start, saying.end)[0], floor)
    before = _without_dates(thread.text[left : saying.head], 0)
    if saying.part == "rank":
        core = cleaned(core_of(re.sub("中$", "", _RANKING.sub("", before)), ""))
    else:
        core = _RATE_TAILS.sub("", cleaned(core_of(before, saying.quantity.unit)))
    return "" if core in generic() else known(core, "") or core


def subjects(thread: Thread, saying: Saying, floor: int, count: int) -> tuple[str, ...] | None:
    """The names a list of `count` amounts shares out (城镇、农村居民人均可支配收入), None unless as many."""
    left = max(clause_of(thread.text, saying.start, saying.end)[0], floor)
    before = _lead(thread.text[left : saying.head])
    several = _SEVERAL.fullmatch(before)
    if several and len(items := re.split("[、和与]", several["items"])) == count:
        return tuple(f"{cleaned(core_of(one, ''))}{several['what']}" for one in items)
    core = _RATE_TAILS.sub("", core_of(before, saying.quantity.unit))
    made = expanded(core, count, saying.quantity.unit) if core else None
    return tuple(cleaned(one) for one in made) if made else None


def name(thread: Thread, saying: Saying, floor: int) -> str:
    """The name of a value; `floor`: where the last quantity before it ends that is no date."""
    quantity = saying.quantity
    left, right = clause_of(thread.text, saying.start, saying.end)
    if quantity.form in CALENDAR:
        return _moment(thread, saying, max(left, floor), thread.text[saying.end : right])
    before = _levelled(_without_dates(thread.text[left : saying.head], floor - left))
    behind = behind_of(_ASIDE.sub("", thread.text[saying.end : right]), quantity.unit)
    rest = thread.text[saying.end : right]
    made = _noted(thread, saying, before, behind) if thread.base else _placed(thread, saying, before, rest)
    made = nameable(made or _named(thread, saying, before, behind))
    planned = thread.planned or plan().search(thread.text[left : saying.start])
    made = _as_planned(made) if planned and not thread.base else made
    thread.last = re.sub("(?:连续|持续)?时长$", "", made)
    return made


def _levelled(before: str) -> str:
    """精深加工率提高到: the verb tells how the level was reached, not what it is of."""
    reached = re.search(r"[到至]$", before)
    verb = next((one for one in _movements() if before[:-1].endswith(one)), "") if reached else ""
    return before[: -1 - len(verb)] if verb else before


def mentioned(words_before: str) -> str:
    """The last indicator words speak of, by its standard name: 利润总额由降转增，增长3.4%."""
    for at in range(len(words_before)):
        for end in range(len(words_before), at + 2, -1):
            if made := known(words_before[at:end], ""):
                return made
    return ""


def _lead(before: str) -> str:
    return LEAVING.sub("", re.sub(r"^[、和及与]+", "", before.strip()))


def _without_dates(before: str, floor: int) -> str:
    """`before` from `floor` on, behind its last 、 where something was counted; dates (9月底前) only say when."""
    counted = floor > 0
    before = before[max(floor, 0) :]
    pieces, at = "", 0
    for one in numerals.find(before):
        if one.form in CALENDAR:
            after = _AFTER_DATE.match(before, one.end)
            led = re.sub("(?:于|到|至|截至|在)$", "", before[at : one.start])
            pieces, at = pieces + led, after.end() if after else one.end
    return _lead((pieces + before[at:]).rsplit("、", 1)[-1] if counted else pieces + before[at:])


def _placed(thread: Thread, saying: Saying, before: str, rest: str) -> str:
    """The name a number has by where it stands: in brackets, before its goal, as a limit, after 中有; else ""."""
    unit = saying.quantity.unit
    left, right = clause_of(thread.text, saying.start, saying.end)
    made = parts.bracketed(thread.text, saying.start) or parts.goal(before, rest, unit)
    limited, thread.limited = thread.limited, ""
    if made := made or parts.lasting(thread.text, left, before):
        return made
    if made := parts.limited_ahead(thread.text, saying.quantity, right):
        return _kept(thread, made, made, bare(unit))
    mark, noun = parts.limit(thread.text, saying.quantity, right)
    if noun:
        return _limiting(thread, (mark, noun), before, bare(unit))
    if limited:
        return _kept(thread, limited, limited, bare(unit))
    held = re.match(table("lifting")["gatherings"], unplanned(before))
    if held and "、" not in before and bare(unit) in ("次", "场", "期", "场次"):
        return held["made"]
    whole = re.fullmatch(table("lifting")["wholes"], before)
    if whole and bare(unit) != "岁":
        return _part_of(thread, saying, (core_words(whole["whole"], ""), whole["part"]), rest)
    past = thread.text[sentence_of(thread.text, saying.start) : saying.start]
    whole_counted = thread.nouns.get(bare(unit)) or thread.nouns.get("")
    if whole_counted and parts.among(past, before):
        return _part_of(thread, saying, (whole_counted, ""), rest)
    share = parts.share(before, unit, saying.text)
    return f"{thread.owner}{share}" if share == "占比" else share


def _limiting(thread: Thread, limit: tuple[str, str], before: str, measure: str) -> str:
    """利润过亿元企业6户: the limit's own name; what it limits is counted next."""
    core = parts.achieved(before, "") or core_words(before, "")
    if measure == "级":
        return f"{limit[1]}等级"
    thread.limited = f"{core}{limit[0]}{limit[1]}"
    return f"{core or limit[1]}限额"


def _part_of(thread: Thread, saying: Saying, whole: tuple[str, str], rest: str) -> str:
    """省级龙头企业 of 龙头企业中省级11家: a part is named by what is said of it and the whole."""
    noun, part = whole
    measure = bare(saying.quantity.unit)
    behind = behind_of(rest, saying.quantity.unit)
    told = table("lifting")["limits"].get(behind) or parts.told(behind, more=_after(thread, saying))
    said = cleaned(part) or told or "其中"
    thread.nouns.setdefault(measure, noun)
    thread.nouns.setdefault("", noun)
    if part and (work_at(part, 0) or part.startswith("获") or part.endswith(words("heads"))):
        return said
    return f"{said}{noun}"


def _named(thread: Thread, saying: Saying, before: str, behind: str) -> str:
    unit = saying.quantity.unit
    measure = bare(unit)
    before = before.removeprefix(thread.nouns.get("", "\0")) or before
    core = parts.reaching_at_end(before) or parts.achieved(before, unit) or core_words(before, unit)
    exact = known(core, unit) if core else None
    made = _belonging(thread, saying, core, exact) or _reached(thread, saying, core, behind)
    if made:
        return made
    if exact:
        return _kept(thread, exact, split(countable(exact))[1] or exact, measure)
    if measure in table("lifting")["durations"]:
        return _lasting(f"{parts.told(behind)}{core}" if core in ("", "连续", "持续") else core)
    noun, rest = counted(behind, measure, bool(core))
    if measure == "岁":
        thread.owner = noun or core.removesuffix("中")
        return f"{thread.owner}年龄"
    verb, thing = parts.verb_and_thing(core)
    if (
        noun
        and not parts.remains(core, noun)
        and (not thing or before.endswith(("的", "等")) or measure not in amounts())
    ):
        lead = _handed(core, before)
        told = parts.part_told(thread.text, saying, rest, _after(thread, saying))
        told = "" if noun.startswith(("未", "尚未")) else told
        made = f"{lead}{noun}" if lead else f"{told}{noun}"
        return _kept(thread, made if len(made) <= LONGEST else noun, noun, measure)
    if thing and not parts.unfinished(core, measure, thread.nouns):
        return _kept(thread, core, thing if verb else core, measure)
    return _carried(thread, saying, (core, before), behind)


def _belonging(thread: Thread, saying: Saying, core: str, exact: str | None) -> str:
    """总投资 of the project counted before, or that the sentence opened with; 接待游客 of an event."""
    borrowing = core.endswith("率") or core in table("lifting")["borrowing"]
    depends = core in words("dependents") or core in table("lifting")["belonging"]
    if parts.reaching(core) == core or not (depends or exact):
        return ""
    held = parts.event(thread.text, saying.start)
    if exact and held and not borrowing and len(held + exact) <= LONGEST:
        thread.owner = held
        return f"{held}{exact}"
    if not depends or (exact and not borrowing):
        return ""
    thread.owner = thread.owner or parts.opening(thread.text, saying.start)
    of_noun = core.endswith(("率", "总量", "总数", "死亡", "受伤"))
    owner = thread.nouns.get("", thread.owner) if of_noun else thread.owner
    return f"{owner}{core}" if owner else ""


def _reached(thread: Thread, saying: Saying, core: str, behind: str) -> str:
    """惠及人数 of what was given out before."""
    verb, measure = parts.reaching(core), bare(saying.quantity.unit)
    if not verb:
        return ""
    past = thread.text[sentence_of(thread.text, saying.start) : saying.start]
    what = core[len(verb) :] or counted(behind, measure, True)[0] or tail_of(measure)
    thread.nouns[measure] = what = (counted(behind, measure)[0] if "、" in what else "") or what
    return parts.reached(past, verb, thread.nouns.get("", ""), what)


def _after(thread: Thread, saying: Saying) -> str:
    """The words of the next clause, as far as a reason may go on."""
    right = clause_of(thread.text, saying.start, saying.end)[1]
    return "，" + re.split("[。；]", thread.text[saying.end : right + LONGEST])[0]


def _carried(thread: Thread, saying: Saying, spoken: tuple[str, str], behind: str) -> str:
    """What was counted before, with what is said of this part of it. `spoken`: the core and the words before."""
    (core, before), measure = spoken, bare(saying.quantity.unit)
    carried = thread.nouns.get(measure) or _topic(thread.text[: saying.start])
    carried = carried or (thread.nouns.get("", "") if core in table("lifting")["states"] else "")
    said = parts.told(behind, more=_after(thread, saying))
    core = core or ("完成" if re.search(table("lifting")["done"], before) and not said else "")
    if carried and re.search(table("lifting")["tasks"], core) and before.startswith("达到"):
        core = f"达到{core}"
    length = re.sub(table("lifting")["lengths"], "", carried)
    if core == "完成" and length != carried:
        return f"{length}完成{tail_of(measure)}"
    if core and core in carried and work_at(core, 0):
        return f"完成{carried}"
    if core or said:
        told = "" if core in table("lifting")["remaining"] or len(core + said + carried) > LONGEST else said
        made = f"{core}{told}{carried}" or carried
        return parts.measured(made, measure) if not carried else made
    return _following(thread, measure) or carried


def _kept(thread: Thread, made: str, noun: str, measure: str) -> str:
    thread.nouns[measure] = thread.nouns[""] = noun
    thread.owner = re.sub(table("lifting")["lengths"], "", noun if split(made)[0] else countable(made))
    return made


def _handed(core: str, before: str) -> str:
    """What stands before the noun: a qualifier or a verb; 对, 为, 与 only hand it on."""
    if before.endswith(tuple(table("lifting")["causing"])):
        return ""
    lead = re.sub(rf"(?:{'|'.join(table('lifting')['handing'])})$", "", core).rstrip("的")
    if "、" in lead or lead.endswith("等"):
        verb = split(lead)[0] or next((one for one in table("lifting")["reaching"] if one in lead), "")
        return verb if 1 < len(verb) <= 4 else ""
    return lead if len(lead) <= 10 else ""


def _topic(past: str) -> str:
    """What the text is about where it opened with it: 对环保督察反馈问题实行…, 剩余3个."""
    found = re.match(r"(?:[^，：]{1,8}[：:])?对(?P<words>[^，。；\d]{2,24})", past)
    return counted(found["words"])[0] if found else ""


def _following(thread: Thread, measure: str) -> str:
    """47户186人: nothing between, so the second counts people of the first."""
    counted = tail_of(measure) if measure == "户" or measure in table("lifting")["tails"] else ""
    return thread.last if counted and thread.last.endswith(counted) else f"{thread.last}{counted}"


def _lasting(what: str) -> str:
    made = what.rstrip("满达")
    return made if made.endswith(("时间", "时长", "时限", "期限", "周期", "量")) else f"{made}时长"


def _as_planned(made: str) -> str:
    """复工3个 of a plan is 计划复工; an indicator's planned value is its target."""
    if made.startswith(("计划", "剩余", "其余", "尚未", "未")) or made.endswith(("目标", "任务", "计划", "时长")):
        return made
    if made.endswith(("总投资", "投资总额", "概算")):
        return made
    if split(made)[0] or made.startswith(("建", "修")):
        return f"计划{made}"
    return f"{made}目标" if known(made, "") or made.endswith(("率", "收入", "产值", "总值", "投资", "资金")) else made


def _moment(thread: Thread, saying: Saying, left: int, behind: str) -> str:
    """笋语食品自动剥壳生产线5月投产 → …投产时间; 9月底前复工 → 复工时限."""
    tail = "时限" if re.match(table("lifting")["limit"], behind) else "时间"
    undated = _without_dates(re.sub("[于到至在]$", "", thread.text[left : saying.start]), 0)
    before = cleaned(core_of(unplanned(undated), ""))
    held = re.match("年?度(?P<held>[^，、]{3,14}?)中", f"{saying.text[-1]}{behind}")
    if held:
        return nameable(f"{held['held']}{tail}")
    verb = _work(behind[_after_date(behind) :].split("、")[0])
    if not before and not verb:
        following = thread.text[saying.end + len(behind) :].lstrip(STOPS)
        verb = _work(re.split(f"[{re.escape(STOPS)}]", following)[0])
    made = f"{before if len(before) + len(verb) <= LONGEST else ''}{verb}" or thread.base
    return nameable(made + tail)


def _after_date(behind: str) -> int:
    found = _AFTER_DATE.match(behind)
    return found.end() if found else 0


def _work(clause: str) -> str:
    """What is done at a date: short words as they stand, else the first verb."""
    for one in reversed(numerals.find(clause)):
        clause = clause[: one.start] + clause[one.end :]
    clause = re.sub("（[^（）]*）", "", clause)
    clause = cleaned(re.sub(r"^被.*?(?=命名|评为|授予|表彰|确定|列为)", "", cleaned(clause)))
    text = re.sub("(?:到|至|以上|以下|以内)+$", "", cleaned(core_of(clause, "")) or clause)
    if len(text) <= LONGEST_REST:
        return text
    verb = work_at(text, 0)
    return verb if verb or len(text) > LONGEST else text


@cache
def _movements() -> tuple[str, ...]:
    return tuple(sorted({*numerals.directions(), *table("lifting")["levelling"]}, key=len, reverse=True))


def _noted(thread: Thread, saying: Saying, before: str, behind: str) -> str:
    """In a note: its own words, with the figure's name where they don't name anything by themselves."""
    measure, base = bare(saying.quantity.unit), thread.base
    within, thread.among = thread.among, False
    before = before.rpartition("中")[2] if within else before
    if re.fullmatch("超(?!过|出)[^，、]{2,6}", before):
        return f"{base}{before}"
    if re.fullmatch(table("lifting")["times"], before):
        return f"{re.sub('[为是达]$', '', before)}{base}"
    core = core_words(before, saying.quantity.unit)
    head, among, after = behind.partition("中")
    noun = counted(head, measure)[0]
    if among and len(after) <= LONGEST_REST:
        thread.among, thread.nouns[measure] = True, noun
        return noun or f"{_stem(base)}总数"
    said = f"{core}{said_of(behind)}" if within else core
    if within or (split(said)[0] and not split(said)[1]):
        return _part(thread, said, measure)
    made = f"{core}{noun}" if noun and core != noun else core
    thread.nouns.setdefault(measure, made)
    return _owned(thread, made, measure)


def _stem(base: str) -> str:
    return re.sub(r"(?:率|比例|占比|比重)$", "", base)


def _part(thread: Thread, said: str, measure: str) -> str:
    """842 of 884个党支部中842个达标 → 达标党支部; 58 of 71个小区中58个 → 物业小区党组织覆盖小区数."""
    noun, stem = thread.nouns.get(measure, ""), _stem(thread.base)
    if said and noun:
        return f"{said}{noun}"
    told = "" if said in stem else said
    made = f"{stem}{told}{'' if noun in stem else noun}"
    return made if made.endswith("数") else f"{made}数"


def _owned(thread: Thread, made: str, measure: str) -> str:
    base, lexicon = thread.base, table("lifting")
    if made in generic():
        return f"{base}{tail_of(measure)}"
    if re.search(lexicon["tasks"], made) or made in words("dependents"):
        return f"{base}{made}"
    if len(made) <= 2 and made in base:
        return base[: base.index(made) + len(made)]
    whole = made.endswith((*words("heads"), *words("persons"), *words("complete"), *lexicon["nouns"]))
    parts = re.search(lexicon["partial"], made) or (measure and measure == bare(thread.unit))
    return f"{made}{base}" if parts and not whole and base not in made else made
