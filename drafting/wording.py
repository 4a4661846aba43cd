"""From the words around a number to the name of what it measures, by the lexicon."""

import re
from functools import cache
from typing import Any

from drafting.lexicon import indicator_names, table

_SCALE = re.compile(r"^[十百千万亿]+")
_AND = re.compile(
    r"^.*(?:等(?![级次候于待]|问题|事项|诉求|困难)(?:各类|各项|一批|多个)?(?=.{2})|(?:，|并且?|同时)(?=[\u4e00-\u9fff]{2}))"
)
_OWN_NAME = re.compile(r"(?:县|市|(?<![园发新城郊山库景])区|镇|乡|街道)$")
_QUALIFIER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”、（）.]{1,14}$")


def bare(unit: str) -> str:
    """The measure without its scale: 万人次 → 人次."""
    return _SCALE.sub("", unit)


def words(name: str) -> tuple[str, ...]:
    """A word list of slots.yaml, longest first."""
    return _words(name)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(table("slots")[name], key=lambda word: (-len(word), word)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    phrases: dict[str, Any] = table("phrases")
    return {
        "front": re.compile(rf"^(?:{'|'.join(phrases['front'])})"),
        "light": re.compile(rf"^(?:{'|'.join(phrases['light'])})"),
        "back": re.compile(rf"(?:{phrases['back']})$"),
    }


def known(core: str, unit: str) -> str | None:
    """Standard name of `core`, also where its counting word was left off (立案*人 → 立案人数)."""
    names = indicator_names()
    if core in names:
        return names[core].name
    suffix = table("slots")["suffixes"].get(bare(unit), "数")
    for ending in (suffix, "数", f"{bare(unit)}数"):
        if core + ending in names and bare(names[core + ending].unit) == bare(unit):
            return names[core + ending].name
    return None


def core_of(segment: str, unit: str) -> str:
    """The words that name the number: time, scope, adverbs, light verbs and links taken off."""
    core = _stripped(segment.strip(" \u3000、和及与"), unit)
    cut = _AND.sub("", core)
    return core if cut == core or not cut else _stripped(cut, unit)


def _stripped(core: str, unit: str) -> str:
    patterns = _patterns()
    while core and known(core, unit) is None:
        shorter = patterns["back"].sub("", core).rstrip()
        if shorter == core or not shorter:
            shorter = patterns["front"].sub("", core, count=1) or ""
        if shorter == core:
            shorter = patterns["light"].sub("", core, count=1)
        shorter = shorter.lstrip(" \u3000、:：")
        if shorter == core:
            break
        core = shorter
    return core


def _fronted(words_before: str) -> str:
    """A qualifier without time and scope."""
    front = _patterns()["front"]
    while words_before and (shorter := front.sub("", words_before, count=1)) != words_before:
        words_before = shorter
    return words_before


def standard(core: str, unit: str) -> str:
    """Standard name; where only the end of `core` is known its beginning stays as a qualifier (民间固定资产投资)."""
    exact = known(core, unit)
    if exact:
        return exact
    for start in range(1, len(core) - 3):
        name = known(core[start:], unit)
        if name and _QUALIFIER.fullmatch(core[:start]):
            qualifier = _fronted(core[:start])
            if _OWN_NAME.search(qualifier):
                return name
            return f"{qualifier}{core[start:]}" if qualifier else name
    return core


def verb_at(text: str, start: int = 0) -> str:
    """The action verbs that stand at `start`, several in a row as one; "" when there is none."""
    end = start
    while True:
        verb = next((one for one in words("verbs") if text.startswith(one, end)), "")
        if not verb:
            return text[start:end]
        end += len(verb)


def trailing_verb(core: str) -> str:
    return next((one for one in words("verbs") if core.endswith(one)), "")


_TENSE = re.compile(r"^(?:拟|未|已|新|再|尚未|正在|正|待|可|需|应)")


def split_verb(core: str) -> tuple[str, str]:
    """(排查, 矛盾纠纷) of 排查矛盾纠纷; a noun alone has no verb."""
    tense = _TENSE.match(core)
    lead = tense[0] if tense else ""
    verb = verb_at(core, len(lead))
    return (lead + verb, core[len(lead) + len(verb) :]) if verb else ("", core)


def noun_after(post: str) -> tuple[str, str]:
    """The noun phrase a measure word counts and the verb behind it: 个停缓建项目复工 → (停缓建项目, 复工)."""
    post = re.sub(r"^(?:以上|以下|左右|以内|多|余)?的?", "", post)
    if not post or (verb_at(post) and not _head_ends(post)):
        return "", ""
    ends = _head_ends(post)
    for end in ends:
        if end == len(post) or verb_at(post, end) or post[end] in "的全均已得到进在与和及":
            return post[:end], verb_at(post, end)
    if ends:
        return post[: ends[-1]], ""
    verbs = [at for at in range(2, len(post)) if verb_at(post, at)]
    phrase = post[: verbs[0]] if verbs else post
    return (phrase, verb_at(post, verbs[0]) if verbs else "") if len(phrase) <= 10 else ("", "")


def _head_ends(post: str) -> list[int]:
    """Where head nouns end, overlapping ones as the longest."""
    ends: list[int] = []
    at = 0
    while at < len(post):
        head = next((one for one in words("heads") if post.startswith(one, at)), "")
        if head:
            ends.append(at + len(head))
        at += len(head) or 1
    return ends


def counted(core: str, unit: str) -> str:
    """The name with the word that says what is counted: 党组织 in 个 → 党组织数, 立案 in 人 → 立案人数."""
    exact = known(core, unit)
    if exact:
        return exact
    measure = bare(unit)
    if not core or measure in {"", "%", "‰", "个百分点", "倍", "位"} or core.endswith(words("complete")):
        return standard(core, unit)
    if measure == "人":
        return core + ("数" if core.endswith(words("persons")) else "人数")
    if measure == "公里":
        return core + ("里程" if re.search("路|道|线", core) else "长度")
    suffix = table("slots")["suffixes"].get(measure)
    if suffix is None and re.search("/|℃|度$|米$|天$|岁$|年$|月$|日$|时$|分钟$", unit):
        suffix = ""
    named = core + ("数" if suffix is None else suffix)
    return standard(named, unit)


def expanded(core: str, count: int, unit: str) -> tuple[str, ...] | None:
    """`core` told apart into `count` names (存贷款余额; 城镇、农村居民…收入), or None when it can't be."""
    listed = _compound(core, count, unit, listed=True)
    if listed:
        return listed
    items = [item for item in re.split(r"、|以及|和(?!谐|平)|及(?!时)|与", core) if item]
    if len(items) == count > 1:
        return tuple(_shared_end(item, items[-1], unit) for item in items)
    return _compound(core, count, unit, listed=False)


def _compound(core: str, count: int, unit: str, *, listed: bool) -> tuple[str, ...] | None:
    """By the table of compounds; `listed` ones hold a 、 themselves."""
    for short, parts in sorted(table("slots")["compounds"].items(), key=lambda item: -len(item[0])):
        if short in core and len(parts) == count and ("、" in short) is listed:
            return tuple(standard(core.replace(short, part, 1), unit) for part in parts)
    return None


def _shared_end(item: str, last: str, unit: str) -> str:
    """城镇 of (城镇, 农村居民人均可支配收入) is 城镇居民人均可支配收入."""
    if item == last or known(item, unit) or item.endswith(words("complete")):
        return standard(core_of(item, unit), unit)
    for start in range(1, len(last)):
        name = known(item + last[start:], unit)
        if name:
            return name
    end = next((word for word in words("complete") if last.endswith(word)), "")
    if end == "率":
        end = last[-3:]
    longer = len(last) - len(item) >= len(end)
    return standard(item + (last[len(item) :] if longer else end), unit)
