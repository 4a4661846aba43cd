"""The words around a number, cut to what can be a name: noun phrases, verbs, and what is said besides."""

import re
from functools import cache

from drafting import numerals
from drafting.lexicon import table
from drafting.wording import bare, core_of, split_verb, verb_at, words

LONGEST = 18
_QUOTES = "“”‘’"
LONGEST_REST = 8
_LONGEST_PENDING = 14
_ORGANISING = ("举办", "组织", "召开", "承办", "开展")
_PLACED = re.compile(r"在(?!建|校|册|岗|编|职|库|线)|围绕|依托|通过(?!率)")


def core_words(before: str, unit: str) -> str:
    """The words before a number without what only hands them on, cut to what can be a name."""
    words_before = cleaned(unplanned(before))
    core = _fronted(core_of(words_before, unit), unit)
    if len(core) <= LONGEST - 2 and not _PLACED.match(words_before):
        return _with_verb(core, before)
    tail = core.rsplit("、", 1)[-1]
    starts = [at for at in range(len(tail) - 3) if len(tail) - at - len(work_at(tail, at) or tail) >= 2]
    return cleaned(core_of(tail[starts[-1] :] if starts else tail, unit))[-LONGEST:]


def _fronted(core: str, unit: str) -> str:
    """对62个…: a word that only hands on what follows is no part of the name; 对接 is."""
    shorter = re.sub(_front(), "", core)
    return cleaned(core if shorter == core or work_at(core, 0) else core_of(shorter, unit))


def _with_verb(core: str, before: str) -> str:
    """代办用地、环评等手续 → 代办手续: the verb of a list stays with its last noun."""
    if "等" not in before or core in before.split("等")[0]:
        return core
    verb = next((one for at in range(3) if (one := work_at(before, at))), "")
    return core if verb in core or verb in words("light") or verb in _ORGANISING else f"{verb}{core}"


def split(core: str) -> tuple[str, str]:
    """Verb and object; 新增 is a verb of its own, not a new one of 增."""
    verb = work_at(core, 0)
    return (verb, core[len(verb) :]) if verb else split_verb(core)


def unplanned(before: str) -> str:
    return plan().sub("", before)


def behind_of(rest: str, unit: str) -> str:
    """What follows a number in its clause, up to the next one; the members of a list (1号、2号厂房) share it."""
    at = 0
    for one in numerals.find(rest):
        if rest[at : one.start] not in ("、", "和") or one.unit != unit:
            return rest[at : one.start].split("、")[0]
        at = one.end
    return rest[at:].split("、")[0]


def counted(behind: str, measure: str = "", governed: bool = False) -> tuple[str, str]:
    """The noun phrase a measure counts and what is said of it: 中小学签订研学协议 → (中小学, 签订研学协议).

    `governed`: a verb stands before the number, so the phrase may be all object (成立5个项目服务专班).
    """
    text = re.sub(r"^(?:以上|以下|左右|以内|多|余)?的?", "", behind.strip())
    text = re.sub(table("lifting")["among"], "", text)
    if measure.startswith("个") and len(measure) > 1 and "百分点" not in measure:
        return measure.removeprefix("个"), text
    if measure == "个" and re.match(r"[县市区州镇乡村](?![级直属域外内委道址庄民集落街镇卫规])", text):
        return text[0], text[1:]
    pending = _pending(text)
    if pending:
        return text[:pending], text[pending:]
    if (
        not text
        or text.startswith(tuple(words("light")))
        or text in table("lifting")["states"]
        or not re.match(r"[\u4e00-\u9fff“‘A-Za-z]", text)
        or (text.startswith(_breaks()) and "的" not in text[:10])
    ):
        return "", text
    ends = _head_ends(text)
    if measure in ("名", "人", "位"):
        ends = [end for end in ends if text[:end].endswith(words("persons"))] or ends
    elif governed and ends and ends[-1] == len(text) <= LONGEST_REST:
        return text, ""
    for end in ends:
        if end == len(text) or work_at(text, end) or text.startswith(_breaks(), end) or text[end] in "与同向中":
            return text[:end], text[end:]
    if ends:
        return text[: ends[-1]], text[ends[-1] :]
    if work_at(text, 0):
        return "", text
    cut = min((at for at in range(2, len(text)) if work_at(text, at) or text.startswith(_breaks(), at)), default=0)
    return (text[:cut], text[cut:]) if cut else (text, "") if len(text) <= 10 else ("", text)


def _pending(text: str) -> int:
    """Where 未开工项目 ends, which begins as a statement does; 0 where nothing of the kind stands."""
    found = re.match("(?:尚未|未|已)(?P<done>.{2,6}?)的?", text)
    ends = [end for end in _head_ends(text) if found and found.end() <= end <= _LONGEST_PENDING]
    stated = re.match(f"(?:尚未|未|已)(?:{'|'.join(_breaks())}|有)", text)
    return ends[0] if ends and not stated else 0


def said_of(rest: str, longest: int = LONGEST_REST) -> str:
    """尚未纳管 of 尚未纳管: short enough to stand before a noun; 已, 均, 全部 go, 尚未 stays."""
    text = re.sub(table("lifting")["state_front"], "", rest.strip()).strip("的，")
    text = re.sub(r"^(?:为|在|到(?!位|期|岗)|将|被|与).*", "", text)
    return text if len(text) <= longest else ""


def work_at(text: str, at: int) -> str:
    return verb_at(text, at) or next((one for one in _verbs() if text.startswith(one, at)), "")


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted(table("lifting")["verbs"], key=len, reverse=True))


def tail_of(measure: str) -> str:
    """What a measure counts, as the end of a name: 个村 → 村数, 期 → 期数, 名 → 人数, % → 占比."""
    named: dict[str, str] = table("lifting")["tails"]
    noun = measure.removeprefix("个")
    return named.get(measure) or (f"{noun}数" if noun and "\u4e00" <= noun[0] <= "\u9fff" else "数")


def cleaned(core: str) -> str:
    """Without state words, stray brackets and marks; a name of one character counts (镇 → 镇数)."""
    text = re.sub(table("lifting")["state_front"], "", core.strip(" 　、，的等"))
    return re.sub("(?:首次|再次|历史性|稳步|持续|继续)+$", "", text).strip(" 　、")


def nameable(made: str) -> str:
    """Without quantities, brackets and unpaired quotation marks."""
    text = re.sub(r"[\[\]（）()\s\u2060]", "", made)
    for one in reversed(numerals.find(text)):
        text = text[: one.start] + text[one.end :]
    if any(text.count(one) != text.count(two) for one, two in ("“”", "‘’")):
        text = re.sub(f"[{_QUOTES}]", "", text)
    text = text.strip("、，的") or "数量"
    return f"{text}数" if len(text) == 1 else text


@cache
def generic() -> frozenset[str]:
    return frozenset({"", *table("lifting")["generic"]})


@cache
def amounts() -> frozenset[str]:
    return frozenset({"元", "美元", "%", "吨", "亩", "公里", "平方米", "平方公里", "个百分点"})


@cache
def plan() -> re.Pattern[str]:
    return re.compile(table("lifting")["plan"])


@cache
def _front() -> str:
    return rf"^(?:{'|'.join(one for one in table('lifting')['handing'] if one not in '和及与在')})"


@cache
def _breaks() -> tuple[str, ...]:
    return tuple(sorted(table("lifting")["breaks"], key=len, reverse=True))


def _head_ends(text: str) -> list[int]:
    """Where head nouns end, the longest at each place."""
    ends, at = [], 0
    heads = _heads()
    while at < len(text):
        head = next((one for one in heads if text.startswith(one, at)), "")
        if head:
            ends.append(at + len(head))
        at += len(head) or 1
    return ends


@cache
def _heads() -> tuple[str, ...]:
    listed = {*words("heads"), *table("lifting")["nouns"]}
    return tuple(sorted((one for one in listed if len(one) > 1), key=lambda one: (-len(one), one)))


def counts(behind: str, unit: str) -> bool:
    """Whether a noun follows the measure."""
    return bool(counted(behind_of(behind, unit), bare(unit))[0])
