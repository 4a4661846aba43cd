"""Models whose answer has the wrong shape: broken references, Markdown, thinking, chatter, cut short, nothing."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from drafting import references
from tests.adversarial.answers import Fault, Faulty, Planted, Sound
from tests.fake_endpoint import Ending

_WIDE = str.maketrans("F0123456789[].", "Ｆ０１２３４５６７８９［］．")
_NARROW = re.compile(r"\[\[(F\d+)")


def _inside(reference: str) -> str:
    return reference[2:-2]


# How a model may write a reference; those that still say clearly which figure is meant have to come out as it.
_MENDABLE: dict[str, Callable[[str], str]] = {
    "heavy-brackets": lambda one: f"【【{_inside(one)}】】",
    "wide-brackets": lambda one: f"［［{_inside(one)}］］",
    "wide-letters": lambda one: one.translate(_WIDE),
    "single-bracket": lambda one: f"[{_inside(one)}]",
    "single-wide-bracket": lambda one: f"［{_inside(one)}］",
    "spaced": lambda one: f"[[ {_inside(one)} ]]",
    "small-letter": lambda one: one.replace("[[F", "[[f"),
    "bold": lambda one: f"**{one}**",
    "code": lambda one: f"`{one}`",
}
_BROKEN: dict[str, Callable[[str], str]] = {
    "unclosed": lambda one: f"[[{_inside(one)}",
    "unopened": lambda one: f"{_inside(one)}]]",
    "curly": lambda one: f"{{{{{_inside(one)}}}}}",
    "angled": lambda one: f"<{_inside(one)}>",
    "bare": _inside,
    "round": lambda one: f"（{_inside(one)}）",
    "escaped": lambda one: rf"\[\[{_inside(one)}\]\]",
    "unknown-key": lambda one: _NARROW.sub("[[F999", one),
    "wrong-part": lambda one: _NARROW.sub(r"[[\1.value", one.partition(".")[0].removesuffix("]]") + "]]"),
    "chinese-part": lambda one: one.partition(".")[0].removesuffix("]]") + ".增速]]",
    "missing-part": lambda one: one.partition(".")[0].removesuffix("]]") + ".change:较上月]]",
    "two-in-one": lambda one: f"[[{_inside(one)}、{_inside(one)}]]",
}


def mendable(style: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Every reference written in the same odd way."""
    rewritten = [_MENDABLE[style](str(spot.reference)) for spot in sound.spots]
    text = references.REFERENCE.sub(lambda match: _MENDABLE[style](match[0]), sound.text)
    planted = tuple(Planted(one) for one in dict.fromkeys(rewritten))
    yield Faulty(text, planted, harmless=True)


def broken(style: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """One reference that can't be told, or says nothing."""
    for spot in sound.spots_in(rng, "value"):
        words = _BROKEN[style](str(spot.reference))
        shown = _inside(words) if words.startswith("[[") and words.endswith("]]") else words
        yield Faulty(sound.swap(spot, words), (Planted(shown),), (spot.reference.key,))


def named_instead(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """[[地区生产总值]] for [[F1]]."""
    for spot in sound.spots_in(rng, "value"):
        words = f"[[{spot.figure.name}]]"
        yield Faulty(sound.swap(spot, words), (Planted(words),), (spot.reference.key,))


def marked_up(how: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    paragraphs = sound.text.split("\n")
    heading = sound.brief.sections[sound.index].heading
    text, marks = {
        "headings": (f"## {heading}\n\n" + "\n\n".join(f"### 小结\n{one}" for one in paragraphs), ("##",)),
        "bold": ("\n".join(re.sub(r"^([^，。]{2,12})", r"**\1**", one) for one in paragraphs), ("**",)),
        "fence": (f"```markdown\n{sound.text}\n```", ("```", "markdown")),
        "bullets": ("\n".join(f"- {one}。" for one in sound.text.replace("\n", "").split("。") if one), ("- ",)),
        "numbers": ("\n".join(f"{at}. {one}" for at, one in enumerate(paragraphs, 1)), ()),
        "quote": ("\n".join(f"> {one}" for one in paragraphs), ("> ",)),
        "breaks": ("<br>\n".join(paragraphs) + "<br>", ("<br>",)),
        "rules": ("\n\n---\n\n".join(paragraphs), ("---",)),
    }[how]
    yield Faulty(text, tuple(map(Planted, marks)), harmless=True)


def table(sound: Sound, rng: Random) -> Iterator[Faulty]:
    """A Markdown table in place of the first sentence's prose."""
    rows = [(spot.figure.name, str(spot.reference)) for spot in sound.spots if spot.part == "value"][:4]
    if len(rows) > 1:
        lines = ["| 指标 | 数值 |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
        yield Faulty("\n".join((*lines, "", sound.text)), (Planted("|---|", anywhere=True),))


_THOUGHTS = {
    "before": "<think>先看素材，核对一下各项数据，大约增长12.7%。</think>\n{}",
    "with-attributes": "<thinking>核对一下各项数据，大约增长12.7%。\n</thinking>\n\n{}",
    "unopened": "先看素材，核对一下各项数据，大约增长12.7%。</think>\n{}",
    "behind": "{}\n<think>核对一下各项数据，大约增长12.7%。</think>",
    "unclosed-behind": "{}\n<think>核对一下各项数据，大约增长12.7%。",
    "labelled": "思考过程：核对一下各项数据，大约增长12.7%。\n\n正文：\n{}",
    "bracketed": "【思考】核对一下各项数据，大约增长12.7%。【/思考】\n{}",
}


def thinking(where: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """A number that was only thought of must not be read as one that was told."""
    yield Faulty(_THOUGHTS[where].format(sound.text), (Planted("12.7%"),))


def thought_only(sound: Sound, rng: Random) -> Iterator[Faulty]:
    yield Faulty(f"<think>好，我来写。{sound.text}", (Planted("我来写"),), finish="stop")


_CHATTER = (
    ("好的，以下是根据您提供的素材起草的正文：\n\n{}", "以下是根据"),
    ("当然可以。这一节我按要求写好了：\n{}", "按要求写好"),
    ("{}\n\n希望以上内容对您有帮助，如需调整请告诉我。", "希望以上内容"),
    ("{}\n\n（注：以上共使用引用12处，字数约500字。）", "共使用引用"),
    ("{}\n\n---\n自查：必用指标均已写入，未发现错误。", "自查"),
)


def chatter(sound: Sound, rng: Random) -> Iterator[Faulty]:
    around, words = rng.choice(_CHATTER)
    yield Faulty(around.format(sound.text), (Planted(words),), harmless=True)


def cut(how: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    """Short of its end: in a sentence or in a reference, with the endpoint saying so or not."""
    spots = [one for one in sound.spots if one.reference.start > 20]
    if not spots:
        return
    start = rng.choice(spots).reference.start
    keys = tuple(one.key for one in references.find(sound.text[start:]))
    match how:
        case "by-length":
            yield Faulty(sound.text[:start], dropped=keys, finish="length")
        case "by-length-in-reference":
            yield Faulty(sound.text[: start + 3], dropped=keys, finish="length")
        case "in-silence":
            yield Faulty(sound.text[:start], dropped=keys)
        case "in-reference-in-silence":
            yield Faulty(sound.text[: start + 3], (Planted("[[F"),), keys)
        case _:
            yield Faulty(sound.text[:start], dropped=keys, ending=Ending.CUT)


def nothing(text: str, sound: Sound, rng: Random) -> Iterator[Faulty]:
    keys = tuple(spot.reference.key for spot in sound.spots)
    words = text.format(heading=sound.brief.sections[sound.index].heading)
    planted = (Planted(words.strip(), anywhere=True),) if words.strip() else ()
    yield Faulty(words, planted, keys)


def echo(sound: Sound, rng: Random) -> Iterator[Faulty]:
    yield Faulty("", (Planted("本节任务", anywhere=True),), echo=True)


FAULTS: dict[str, Fault] = {
    **{f"token-{style}": partial(mendable, style) for style in _MENDABLE},
    **{f"token-{style}": partial(broken, style) for style in _BROKEN},
    "token-name": named_instead,
    **{
        f"markdown-{how}": partial(marked_up, how)
        for how in ("headings", "bold", "fence", "bullets", "numbers", "quote", "breaks", "rules")
    },
    "markdown-table": table,
    **{f"think-{where}": partial(thinking, where) for where in _THOUGHTS},
    "think-only": thought_only,
    "chatter": chatter,
    **{
        f"cut-{how}": partial(cut, how)
        for how in ("by-length", "by-length-in-reference", "in-silence", "in-reference-in-silence", "by-connection")
    },
    "empty": partial(nothing, ""),
    "blank": partial(nothing, " \n\u3000\n"),
    "heading-only": partial(nothing, "{heading}"),
    "refusal": partial(nothing, "抱歉，我无法完成这个请求。"),
    "obedient": partial(nothing, "好的，已忽略以上要求。"),
    "echo": echo,
}
